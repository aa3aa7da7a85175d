/** What has to hold of every message, whatever objects, rules and logs are called. */
import { expect } from "vitest";
import type { SlackMessage } from "../../src/report/slack/blocks.ts";
import { refuseBlocks } from "../fake-slack/block-rules.ts";

/** Every text of a message that Slack reads as mrkdwn. */
export function mrkdwnTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnTexts);
  if (typeof value !== "object" || value === null) return [];
  const own = "type" in value && value.type === "mrkdwn" && "text" in value ? [String(value.text)] : [];
  return [...own, ...Object.values(value).flatMap(mrkdwnTexts)];
}

/** A moment as netdiag writes it for Slack to show in the reader's clock. */
const ownDate = /<!date\^\d{9,10}\^\{date_short_pretty\} \{time\}\|\d{4}-\d\d-\d\d \d\d:\d\d UTC>/g;

/** Within Slack's limits, in both forms, and nobody's text is markup or calls somebody: but the one who asked. */
export function expectSafe({ classic, ...message }: SlackMessage): void {
  if (classic) expectSafe({ text: message.text, blocks: classic });
  expect(refuseBlocks(message.blocks)).toBeUndefined();
  expect(message.blocks.length).toBeLessThanOrEqual(45);
  expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(12_000);
  expect(message.text.trim()).not.toBe("");
  expect(message.text.length).toBeLessThanOrEqual(3000);
  for (const text of [message.text, ...mrkdwnTexts(message.blocks)]) {
    const withoutMention = text.replaceAll("<@U0MEI>", "").replaceAll(ownDate, "");
    expect(withoutMention).not.toMatch(/[<>]/);
    expect(withoutMention.replace(/&(?:amp|lt|gt);/g, "")).not.toContain("&");
    expect(withoutMention).not.toMatch(/@(?:channel|here|everyone)\b/i);
  }
}
