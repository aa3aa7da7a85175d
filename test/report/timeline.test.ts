/** The timeline as a person reads it: in the terminal, in Slack, in English and in Chinese. */
import { expect, test } from "vitest";
import { tongueOf } from "../../src/language/tongue.ts";
import type { Timeline } from "../../src/model/timeline.ts";
import { renderThread } from "../../src/report/slack/thread.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { ago } from "../../src/report/timeline.ts";
import { blocked } from "./incident.ts";

const timeline: Timeline = {
  asOf: "2026-11-28T12:00:00.000Z",
  from: "2026-11-27T12:00:00.000Z",
  objects: 9,
  onlyMade: 1,
  changes: [
    {
      at: "2026-11-28T11:22:00.000Z",
      objects: [{ kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" }],
      what: "changed by argocd-controller; its fields: spec.ingress, spec.podSelector",
      blamed: true,
      sinceAsked: true,
    },
    {
      at: "2026-11-28T06:48:00.000Z",
      objects: ["a", "b", "c", "d"].map((name) => ({ kind: "Pod", namespace: "test", name })),
      what: "created",
    },
  ],
  more: 3,
  since: { words: "11:20", at: "2026-11-28T11:20:00.000Z", by: "clock" },
  notRead: ["Profiles"],
};
const report = { ...blocked, timeline };

const sectionOf = (text: string, title: string): readonly string[] =>
  (text.split("\n\n").find((section) => section.startsWith(title)) ?? "").split("\n");

test("in the terminal, after the hops: how long ago, when in UTC, what, and what it has to do with the answer", () => {
  const text = renderTerminal(report, { colour: false });
  expect(sectionOf(text, "What changed")).toEqual([
    "What changed  Created or changed on this way in the last 24 h, newest first. These are times, and no causes; what was deleted leaves none.",
    "  38 min ago · 2026-11-28 11:22:00 UTC · NetworkPolicy test/productpage-isolation: changed by argocd-controller; its fields: spec.ingress, spec.podSelector (the answer names this object) (since the time asked about)",
    "  5 h 12 min ago · 2026-11-28 06:48:00 UTC · Pod test/a, Pod test/b, Pod test/c and 1 other: created",
    "  And 3 more.",
    '  Asked about since "11:20": read as 2026-11-28 11:20:00 UTC, 40 min ago. 1 of these lies after it, or up to 5 min before.',
    "  Of 1 of 9 objects only the creation is known; later changes of them do not show here.",
    "  Could not be read, so not in this list: Profiles.",
  ]);
  expect(text.indexOf("What changed")).toBeLessThan(text.indexOf("\nPolicy"));
});

test("the same in Chinese, whole", () => {
  const text = renderTerminal(report, { colour: false, say: tongueOf("zh") });
  expect(sectionOf(text, "最近的变化").slice(0, 6)).toEqual([
    "最近的变化  过去 24 小时内这条路径上新建或更改的对象，最新的在前。这些只是时间，不是原因；已删除的对象不会留下记录。",
    "  38 分钟前 · 2026-11-28 11:22:00 UTC · NetworkPolicy test/productpage-isolation: 由 argocd-controller 更改；它管理的字段：spec.ingress、spec.podSelector（回答点名的对象）（在所问的时间之后）",
    "  5 小时 12 分钟前 · 2026-11-28 06:48:00 UTC · Pod test/a, Pod test/b, Pod test/c 以及另外 1 个: 已创建",
    "  另有 3 条。",
    "  问题问的是“11:20”以来：按 2026-11-28 11:20:00 UTC 理解，40 分钟前。其中 1 项在此之后，或在此之前 5 分钟内。",
    "  9 个对象中有 1 个只知道创建时间；它们之后的更改在这里看不到。",
  ]);
});

test("in Slack it follows the hops, closed, with times in the reader's own clock, and as text for a screen reader", () => {
  const parts = renderThread(report);
  expect(parts.map(({ part }) => part)).toEqual(["hops", "changes", "policy", "fix"]);
  const changes = parts[1]?.message;
  expect(changes?.text).toMatch(
    /^What changed: 5 in the last 24 h, the newest 38 min ago\n38 min ago · NetworkPolicy test\/productpage-isolation: changed by argocd-controller/,
  );
  expect(changes?.blocks.map(({ type }) => type)).toEqual(["section", "container"]);
  expect(JSON.stringify(changes?.classic)).toContain(
    "38 min ago · <!date^1795864920^{date_short_pretty} {time}|2026-11-28 11:22 UTC> · NetworkPolicy",
  );
});

test("a manager's name can neither mark up a message nor ring anybody", () => {
  const what = "changed by <!channel> *x* <https://evil.example|y>; its fields: spec.ingress";
  const hostile = {
    ...report,
    timeline: { ...timeline, changes: [{ ...timeline.changes[0], at: timeline.asOf, objects: [], what }] },
  };
  const sent = JSON.stringify(renderThread(hostile).map(({ message }) => message));
  expect(sent).not.toContain("<!channel>");
  expect(sent).not.toContain("<https");
});

test("that no change is known is an answer too", () => {
  const quiet = { ...timeline, changes: [], more: 0, onlyMade: 0, notRead: [] };
  const told = { ...blocked, timeline: { ...quiet, since: { words: "the deploy" } } };
  expect(sectionOf(renderTerminal(told, { colour: false }), "What changed")).toEqual([
    "What changed  No creation or change is known of 9 objects on this way in the last 24 h.",
    '  Asked about since "the deploy": no time can be told from these words.',
  ]);
});

test("how long ago counts from the run itself; a clock that goes ahead is said to", () => {
  const asOf = "2026-11-28T12:00:00.000Z";
  const before = (seconds: number): string =>
    ago(new Date(Date.parse(asOf) - seconds * 1000).toISOString(), asOf);
  expect([0, 12, 60, 3 * 3600, 47 * 3600, 49 * 3600, -20, -600].map(before)).toEqual([
    "just now",
    "12 s ago",
    "1 min ago",
    "3 h ago",
    "47 h ago",
    "2 days ago",
    "just now",
    "10 min ahead of netdiag's clock",
  ]);
});
