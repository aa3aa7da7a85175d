/** The account can fail: each way in which a question goes wrong is seen. */
import { expect, test } from "vitest";
import { actionIds } from "../../src/report/slack/action-ids.ts";
import { botUser } from "../fake-slack/people.ts";
import type { Message } from "../fake-slack/types.ts";
import { Workspace } from "../fake-slack/workspace.ts";
import { accountOf } from "./account.ts";
import type { Ask } from "./asking.ts";

const by = "U0YARD001";
const channel = "C0YARD001";

const ask: Ask = {
  entry: "slash",
  by,
  channel,
  threadTs: undefined,
  number: "20001",
  words: "red/api -> red/db:20001",
  at: Date.now() - 1000,
  acked: true,
  ackMs: 10,
};

/** What netdiag would post for the question. */
function says(workspace: Workspace, text: string, more: Partial<Message> = {}, person = by): Message {
  const blocks = [{ type: "context", elements: [{ text: `asked by <@${person}>: red/api → red/db:20001` }] }];
  return workspace.post({ user: botUser, channel, text, blocks, ...more });
}

function end(workspace: Workspace, message: Message, text: string): void {
  workspace.edit(message, {
    text,
    blocks: [...message.blocks, { elements: [{ action_id: actionIds.recheck }] }],
  });
}

test("a status that became a verdict is an answer, from the moment of the edit", () => {
  const workspace = new Workspace();
  end(workspace, says(workspace, "⏳ red/api -> red/db:20001: waiting"), "⛔ api cannot reach db");
  expect(accountOf(workspace, [ask])).toMatchObject({
    acknowledged: 1,
    lost: [],
    doubled: 0,
    waiting: [],
    fates: [{ end: "verdict" }],
  });
});

test("a status that nobody ends is lost and still claims to wait", () => {
  const workspace = new Workspace();
  says(workspace, "⏳ red/api -> red/db:20001: waiting");
  expect(accountOf(workspace, [ask])).toMatchObject({ lost: [{ end: "lost" }], waiting: [{ channel }] });
});

test("silence is lost, unless the question was not acknowledged", () => {
  const workspace = new Workspace();
  expect(accountOf(workspace, [ask]).lost).toHaveLength(1);
  expect(accountOf(workspace, [{ ...ask, acked: false }])).toMatchObject({ acknowledged: 0, lost: [] });
});

test("two verdicts at one place are doubled", () => {
  const workspace = new Workspace();
  for (const text of ["⛔ api cannot reach db", "⛔ api cannot reach db"]) says(workspace, text);
  expect(accountOf(workspace, [ask]).doubled).toBe(1);
});

test("a verdict in another channel, or for another person, is none", () => {
  const workspace = new Workspace();
  says(workspace, "⛔ api cannot reach db", { channel: "C0YARD002" });
  says(workspace, "⛔ api cannot reach db", {}, "U0YARD002");
  expect(accountOf(workspace, [ask])).toMatchObject({ lost: [{ end: "lost" }], misplaced: 1 });
});

test("a sentence to the asker alone says why not; that it is being checked already says nothing", () => {
  const workspace = new Workspace();
  workspace.whisper({ user: by, channel, text: "That is being checked already.", blocks: [] });
  expect(accountOf(workspace, [ask]).lost).toHaveLength(1);
  workspace.whisper({ user: by, channel, text: "The queue does not answer.", blocks: [] });
  expect(accountOf(workspace, [ask])).toMatchObject({ lost: [], fates: [{ end: "whispered" }] });
});

test("one sentence does not excuse two questions", () => {
  const workspace = new Workspace();
  workspace.whisper({ user: by, channel, text: "The queue does not answer.", blocks: [] });
  expect(accountOf(workspace, [ask, { ...ask, number: "20002" }]).lost).toHaveLength(1);
});

test("first words stay beside an answer of their own, and are waiting without one", () => {
  const workspace = new Workspace();
  says(workspace, "⏳ red/api -> red/db:20001: question received");
  expect(accountOf(workspace, [ask])).toMatchObject({ lost: [{ end: "lost" }], orphans: 0 });
  expect(accountOf(workspace, [ask]).waiting).toHaveLength(1);
  says(workspace, "⛔ api cannot reach db");
  expect(accountOf(workspace, [ask])).toMatchObject({ lost: [], waiting: [], orphans: 1 });
});
