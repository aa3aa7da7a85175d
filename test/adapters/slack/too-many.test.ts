import { expect, test } from "vitest";
import { said, stage } from "./harness.ts";

test.each([
  ["perPerson", "you have 10 questions open"],
  ["perChannel", "this channel has 10 questions open"],
  ["inAll", "10 questions are open in all channels"],
] as const)("a question too many (%s) is refused with a sentence to the asker alone", async (full, words) => {
  const { slack, dialogue, audited } = await stage();
  dialogue.admitted = { admitted: false, full, limit: 10 };
  await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
  const whisper = await slack.until("a whisper", () => slack.workspace.ephemerals[0]);
  expect(whisper).toMatchObject({ user: "U0MEI", channel: "C0ONCALL" });
  expect(whisper.text).toContain(words);
  expect(said(slack)).toEqual([]);
  expect(dialogue.submitted).toEqual([]);
  expect(audited).toContainEqual(expect.objectContaining({ event: "refused", user: "U0MEI", full }));
});

test("the priority a question was admitted with goes with it", async () => {
  const { slack, dialogue } = await stage();
  dialogue.admitted = { admitted: true, priority: 7 };
  await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]).toMatchObject({ priority: 7 });
});
