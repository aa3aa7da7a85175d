import { expect, test } from "vitest";
import { said, stage, words, type Stage } from "./harness.ts";

const failed =
  '10.1.2.3 - - [23/Nov/2026:03:00:00 +0000] "GET /productpage HTTP/1.1" 503 190 "-" "curl/8" 90 5.001 [test-productpage-9080] [] 10.233.75.9:9080 0 5.000 503 0a1b2c';

/** A thread of people, with the message that Diagnose this is pressed on. */
async function thread(texts: readonly string[], pressed: number): Promise<Stage & { root: string }> {
  const staged = await stage();
  const { people } = staged.slack;
  const root = people.say("U0SAM", "C0ONCALL", texts[0] ?? "");
  const all = [root, ...texts.slice(1).map((text) => people.say("U0SAM", "C0ONCALL", text, root.ts))];
  const on = all[pressed] ?? root;
  await people.messageShortcut("U0MEI", on);
  return { ...staged, root: root.ts };
}

test("where the message itself asks nothing, the nearest question of its thread is asked, in that thread", async () => {
  const { slack, dialogue, root, audited } = await thread(
    ["shop/far -> shop/away", "is anybody looking?", failed, "it is broken again", "same here"],
    3,
  );
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]).toMatchObject({
    question: { symptom: { status: 503 } },
    origin: { threadTs: root },
  });
  expect(slack.workspace.views.size).toBe(0);
  expect(audited.map(({ event }) => event)).toContain("thread-read");
});

test("a question in the message itself is asked, whatever stands around", async () => {
  const { slack, dialogue, audited } = await thread([failed, "shop/web -> shop/db:5432"], 1);
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]?.question.text).toBe("shop/web -> shop/db:5432");
  expect(audited.map(({ event }) => event)).not.toContain("thread-read");
});

test("where the message names one end, a whole question around is asked instead of asking back", async () => {
  const { slack, dialogue, root } = await thread(
    ["shop/web -> 10.0.0.7:5432", "dial tcp 10.0.0.7:5432: connect: connection refused"],
    1,
  );
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(dialogue.submitted[0]).toMatchObject({
    question: { text: "shop/web -> 10.0.0.7:5432" },
    origin: { threadTs: root },
  });
});

test("one end that only a message around names is asked back about", async () => {
  const { slack, root } = await thread(
    ["dial tcp 10.0.0.7:5432: connect: connection refused", "it is broken again"],
    1,
  );
  const menu = await slack.until("the menu", () => said(slack)[0]);
  expect(words(menu)).toContain("Who calls it?");
  expect(menu.threadTs).toBe(root);
});

test.each(["missing_scope", "not_in_channel"])(
  "where the channel may not be read (%s), the message alone counts, and a form is opened",
  async (error) => {
    const { slack, troubles } = await stage();
    slack.limits.inject({ method: "conversations.replies", error });
    const root = slack.people.say("U0SAM", "C0ONCALL", failed);
    await slack.people.messageShortcut(
      "U0MEI",
      slack.people.say("U0SAM", "C0ONCALL", "it is broken", root.ts),
    );
    await slack.until("the form", () => slack.workspace.views.size === 1);
    expect(troubles).toEqual([]);
  },
);

test("far down in a long thread, where what stands around cannot be read, nothing of its beginning is asked", async () => {
  const small = Array.from({ length: 110 }, (_, nth) => `me too, ${nth}`);
  const { slack, dialogue } = await thread(["shop/far -> shop/away", ...small], 108);
  await slack.until("the form", () => slack.workspace.views.size === 1);
  expect(dialogue.submitted).toEqual([]);
});

test("what netdiag itself said in the thread is no question of anybody", async () => {
  const { slack, bot, dialogue } = await stage();
  const root = slack.people.say("U0SAM", "C0ONCALL", "it is broken");
  const spot = { channel: "C0ONCALL", threadTs: root.ts };
  await bot.outbox.post(spot, { text: "shop/web -> shop/db", blocks: [] }, "some-key");
  await slack.people.messageShortcut("U0MEI", root);
  await slack.until("the form", () => slack.workspace.views.size === 1);
  expect(dialogue.submitted).toEqual([]);
});

test("whoever may not ask reads no thread through netdiag", async () => {
  const { slack, audited } = await stage();
  const root = slack.people.say("U0INTERN", "C0RANDOM", failed);
  await slack.people.messageShortcut(
    "U0INTERN",
    slack.people.say("U0INTERN", "C0RANDOM", "it is broken", root.ts),
  );
  await slack.until("the refusal", () => audited.length > 0);
  expect(slack.workspace.calls.map(({ method }) => method)).not.toContain("conversations.replies");
});
