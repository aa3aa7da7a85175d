import { expect, test } from "vitest";
import { NotNow } from "../../../src/ports.ts";
import { stage, words } from "./harness.ts";

test.each(["users.info", "conversations.info"])(
  "when %s fails, nobody is let in, until it works",
  async (method) => {
    const { slack, dialogue } = await stage();
    slack.limits.inject({ method, error: "missing_scope" });
    await slack.people.slash("U0MEI", "C0ONCALL", "a -> b");
    const whisper = await slack.until("the refusal", () => slack.workspace.ephemerals[0]);
    expect(words(whisper)).toContain(`${method} needs the scope`);
    expect(dialogue.submitted).toEqual([]);
    await slack.people.slash("U0MEI", "C0ONCALL", "a -> b");
    await slack.until("the question", () => dialogue.submitted.length === 1);
  },
);

test("while Slack does not say who somebody is, the question waits, and is let in when it does", async () => {
  const { slack, dialogue, audited } = await stage();
  slack.limits.inject({ method: "users.info", status: 503, times: 2 });
  await slack.people.slash("U0MEI", "C0ONCALL", "a -> b");
  await slack.until("the question", () => dialogue.submitted.length === 1);
  expect(audited.filter(({ event }) => event === "denied")).toEqual([]);
  expect(slack.workspace.ephemerals).toEqual([]);
});

test("where many ask at once whom the bot does not know, one reading of Slack's list tells who they are", async () => {
  const { slack, dialogue, audited } = await stage();
  slack.limits.inject({ method: "users.info", status: 429, retryAfter: 30, times: Infinity });
  slack.limits.inject({ method: "conversations.info", status: 429, retryAfter: 30, times: Infinity });
  await Promise.all(
    ["U0MEI", "U0SAM", "U0GUEST"].map((user) => slack.people.slash(user, "C0ONCALL", `${user} -> b`)),
  );
  await slack.until("the questions", () => dialogue.submitted.length === 2);
  await slack.until("the refusal", () => audited.some(({ event }) => event === "denied"));
  expect(audited.filter(({ event }) => event === "denied")).toMatchObject([
    { user: "U0GUEST", reason: "guest" },
  ]);
  const asked = slack.workspace.calls.map(({ method }) => method);
  expect(asked.filter((method) => method === "users.list")).toHaveLength(1);
  expect(asked.filter((method) => method === "users.conversations")).toHaveLength(1);
});

test("while Slack has the bot wait, nobody is refused: asking who they are waits as long as Slack says", async () => {
  const { slack, bot } = await stage();
  const delivery = {
    key: "delivery-0001",
    entry: "mention",
    from: { user: "U0MEI", channel: "C0ONCALL", value: "", deliveryKey: "delivery-0001", external: false },
  };
  slack.limits.inject({ method: "users.*", status: 429, retryAfter: 7, times: 2 });
  const wait = await bot.doorkeeper.dealWith(delivery).catch((error: unknown) => error);
  expect(wait).toBeInstanceOf(NotNow);
  // Two were asked, one after the other: the list, too, was to be waited for.
  expect(wait instanceof NotNow && Math.ceil(wait.waitMs / 1000)).toSatisfy((s) => s > 1 && s <= 7);
  expect(slack.workspace.ephemerals).toEqual([]);
});
