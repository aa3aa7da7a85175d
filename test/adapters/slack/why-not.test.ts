import { expect, test } from "vitest";
import { blocked } from "../../report/incident.ts";
import { conversation, said, stage, words } from "./harness.ts";

const ruledOut = "ND530 Reverse path filtering drops packets";

test("whoever suspected another cause picks it, and is told alone, in the thread, what the evidence says of it", async () => {
  const { slack, ledger, audited, dialogue } = await stage();
  await conversation(slack, ledger, { channel: "C0ONCALL", user: "U0MEI" }).verdict(blocked);
  const place = { channel: "C0ONCALL", ts: said(slack)[0]?.ts ?? "" };
  await slack.people.pick("U0SAM", place, "netdiag_why_not", ruledOut);
  const told = await slack.until("the reason", () => slack.workspace.ephemerals[0]);
  expect(told).toMatchObject({ user: "U0SAM", threadTs: place.ts });
  expect(told.text).toBe(
    [
      `${ruledOut}: ruled out`,
      "Looked at node1; node3 (way back to the sender): nothing there shows it.",
      "Packets got through node1 (saw 7).",
    ].join("\n"),
  );
  expect(words(told)).toContain("nothing new was looked at");
  expect(audited).toMatchObject([
    { event: "allowed", entry: "menu Why not", action: "explain" },
    { event: "cause-explained", diagnosis: "d-1", user: "U0SAM", code: "ND530" },
  ]);
  expect(dialogue.submitted).toEqual([]);

  dialogue.reports.set("d-1", { ...blocked, suspects: [] });
  await slack.people.pick("U0SAM", place, "netdiag_why_not", ruledOut);
  const older = await slack.until("a sentence", () => slack.workspace.ephemerals[1]);
  expect(words(older)).toContain("tells nothing of this cause");

  dialogue.reports.clear();
  await slack.people.pick("U0SAM", place, "netdiag_why_not", ruledOut);
  const gone = await slack.until("a sentence", () => slack.workspace.ephemerals[2]);
  expect(words(gone)).toContain("What was seen is not kept any more");
});
