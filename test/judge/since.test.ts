/** "Since 10:05", "since the deploy": which words name a time, read as UTC, and which mean a rollout. */
import { expect, test } from "vitest";
import { meansRollout, timeIn } from "../../src/judge/timeline/since.ts";

const asOf = Date.parse("2026-11-28T12:00:00Z");

test.each([
  ["11:20", "2026-11-28T11:20:00.000Z"],
  ["2 pm", "2026-11-27T14:00:00.000Z"],
  ["12am", "2026-11-28T00:00:00.000Z"],
  ["today's 09:30 deploy", "2026-11-28T09:30:00.000Z"],
  ["yesterday", "2026-11-27T00:00:00.000Z"],
  ["this morning", "2026-11-28T00:00:00.000Z"],
  ["2026-11-28T10:05Z", "2026-11-28T10:05:00.000Z"],
  ["昨天下午3点半开始", "2026-11-27T15:30:00.000Z"],
  ["今天早上", "2026-11-28T00:00:00.000Z"],
])("since %s is since %s", (words, at) => {
  expect(new Date(timeIn(words, asOf) ?? 0).toISOString()).toBe(at);
});

test.each(["25:99", "the moon rose", "1.2.3.4:80", "v1.27", "2027-01-01", ""])(
  "%j names no time",
  (words) => {
    expect(timeIn(words, asOf)).toBeUndefined();
  },
);

test.each(["the deploy", "upgrading to v1.27", "the rollout", "发布之后", "升级"])(
  "%s is a rollout",
  (words) => {
    expect(meansRollout(words)).toBe(true);
    expect(timeIn(words, asOf)).toBeUndefined();
  },
);
