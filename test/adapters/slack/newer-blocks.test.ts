import { WebAPIPlatformError } from "@slack/web-api";
import { expect, test } from "vitest";
import { NewerBlocks } from "../../../src/adapters/slack/newer-blocks.ts";
import { message, type SlackMessage } from "../../../src/report/slack/blocks.ts";

const divider = { type: "divider" } as const;
const plan = { type: "plan", title: "Looking" } as const;
const drawn: SlackMessage = message("words", [{ newer: plan, classic: [divider] }]);

/** A workspace that refuses some kinds of blocks; it notes what it was sent. */
function workspace(...refused: readonly string[]) {
  const sent: string[] = [];
  const send = (blocks: SlackMessage["blocks"]): Promise<void> => {
    sent.push(blocks.map(({ type }) => type).join());
    return blocks.some(({ type }) => refused.includes(type))
      ? Promise.reject(new WebAPIPlatformError({ ok: false, error: "invalid_blocks" }))
      : Promise.resolve();
  };
  return { sent, send };
}

test("newer blocks are sent where they are taken", async () => {
  const { sent, send } = workspace();
  await new NewerBlocks().send(drawn, send);
  expect(sent).toEqual(["plan"]);
});

test("where they are refused the classic ones are sent, and the newer ones never again", async () => {
  const { sent, send } = workspace("plan");
  const newer = new NewerBlocks();
  await newer.send(drawn, send);
  await newer.send(drawn, send);
  expect(sent).toEqual(["plan", "divider", "divider"]);
});

test("blocks that are refused in either form say nothing of the newer ones", async () => {
  const { sent, send } = workspace("plan", "divider");
  const newer = new NewerBlocks();
  await expect(newer.send(drawn, send)).rejects.toThrow("invalid_blocks");
  await expect(newer.send(drawn, send)).rejects.toThrow("invalid_blocks");
  expect(sent).toEqual(["plan", "divider", "plan", "divider"]);
});

test("a message without newer blocks is sent as it is, and what is wrong with it is told", async () => {
  const { sent, send } = workspace("divider");
  await expect(new NewerBlocks().send(message("words", [divider]), send)).rejects.toThrow("invalid_blocks");
  expect(sent).toEqual(["divider"]);
});
