import { describe, expect, test } from "vitest";
import { english, tongueOf } from "../../src/language/tongue.ts";
import type { WatchSaying } from "../../src/model/watch.ts";
import type { SlackMessage } from "../../src/report/slack/blocks.ts";
import { renderVerdict } from "../../src/report/slack/verdict.ts";
import { renderWatchBegun, renderWatchSaying, type Watched } from "../../src/report/slack/watch.ts";
import { refuseBlocks } from "../fake-slack/block-rules.ts";
import { blocked, question, reachable } from "./incident.ts";

const seen = { verdict: "blocked", cause: "ND401", says: "Packets die" } as const;
const passes = { verdict: "reachable", cause: "", says: "A → B" } as const;
const ended = { kind: "ended", looks: 12, afterMs: 40 * 60_000, seen } as const;
const sayings: readonly (readonly [WatchSaying, string, string])[] = [
  [
    { kind: "passes", seen: passes },
    "✅ It passes now. A → B. I look once more in about a minute.",
    "现在通了",
  ],
  [{ kind: "broke", seen }, "⛔ It broke again. Packets die.", "又不通了"],
  [{ kind: "other-cause", seen }, "⛔ It changed, and is not reachable yet. Packets die.", "情况有变"],
  [
    { kind: "flaps", changes: 3, withinMs: 4 * 60_000, seen },
    "⛔ It comes and goes: 3 changes within 4 min. Packets die. I tell changes together from now on, at most every ten minutes.",
    "时通时不通：4 min 内变化 3 次",
  ],
  [
    { kind: "blind", looks: 3, why: "No worker had room for it within five minutes." },
    "❔ I could not tell, 3 times in a row: No worker had room for it within five minutes. I keep trying.",
    "连续 3 次无法判断",
  ],
  [
    { ...ended, end: { why: "reachable" }, seen: passes },
    "✅ It passed at two looks in a row, so the watch has ended: 12 looks in 40 min. A → B.",
    "连续两次检查都通",
  ],
  [
    { ...ended, end: { why: "time" } },
    "The watch has ended, for its time is over: 12 looks in 40 min. At the last look: ⛔ Packets die. The answer's button watches it again.",
    "时间已到，持续检查结束：40 min 内检查了 12 次",
  ],
  [
    { ...ended, end: { why: "time" }, seen: passes, blind: 4 },
    "12 looks in 40 min. Nothing could be told at the last 4 looks; before that: ✅ A → B.",
    "最后 4 次检查都无法判断；在那之前：✅ A → B",
  ],
  [
    { ...ended, end: { why: "stopped", by: "U0SAM" } },
    "Somebody stopped the watch: 12 looks in 40 min. At the last look: ⛔ Packets die.",
    "有人停止了持续检查",
  ],
  [{ ...ended, end: { why: "refused" } }, "the rules do not let whoever began it", "规则不再允许"],
  [{ ...ended, end: { why: "unclear" } }, "its words fit several things", "对应多个对象"],
  [{ ...ended, end: { why: "failed" } }, "netdiag itself failed over it", "netdiag 自身在处理时出错"],
];

const saying = (said: WatchSaying, language?: "zh"): SlackMessage =>
  renderWatchSaying({ id: "nw-1", question }, said, tongueOf(language));

test.each(sayings)("%j is a sentence, in English and Chinese", (said, words, chinese) => {
  expect(saying(said).text).toContain(words.replace(">", "&gt;"));
  expect(saying(said, "zh").text).toContain(chinese);
  expect(saying(said, "zh").text).not.toMatch(/It |I |watch |look/);
});

test("who stopped it is named, and nobody else is called by a name that looks so", () => {
  const stopped = saying({ ...ended, end: { why: "stopped", by: "U0SAM" } });
  expect(JSON.stringify(stopped.blocks)).toContain("<@U0SAM> stopped the watch");
  const forged = saying({ ...ended, end: { why: "stopped", by: "<!channel>" } });
  expect(JSON.stringify(forged.blocks)).not.toContain("<!channel>");
});

const hostile = [
  "<!channel> *x* `y` {who} {until} password=hunter2",
  "@everyone <https://evil.example|click> & ".repeat(200),
  "\u202e{n} changes within {time}\u0000",
];
describe.each(hostile)("a name like %j", (name) => {
  const long = { ...question, text: name };
  test.each(["en", "zh"] as const)("breaks no message in %s, and injects nothing", (language) => {
    const say = language === "zh" ? tongueOf("zh") : english;
    const made = [
      ...sayings.map(([said]) =>
        renderWatchSaying(
          { id: "nw-1", question: long },
          "seen" in said ? { ...said, seen: { ...seen, says: name.slice(0, 300) } } : said,
          say,
        ),
      ),
      renderVerdict({ question: long, by: name, cluster: name, id: "nd-1" }, blocked, say, {
        id: "nw-1",
        until: 1e12,
        nextAt: 1e12,
      }),
    ];
    for (const { text, blocks } of made) {
      expect(refuseBlocks(JSON.parse(JSON.stringify(blocks)))).toBeUndefined();
      // What comes back with a click is shown to nobody.
      const all = `${text} ${JSON.stringify(blocks, (key, value: unknown) => (key === "value" ? "" : value))}`;
      expect(all).not.toMatch(/<!channel>|<https:|hunter2|\u202e|@everyone/);
    }
  });
});

test("an answer that is not reachable can be watched, a watched one stopped, a reachable one neither", () => {
  const asked = { question, by: "U0MEI", cluster: "prod-1", id: "nd-1" };
  const watching = {
    id: "nw-1",
    until: Date.UTC(2026, 10, 28, 20, 14),
    nextAt: Date.UTC(2026, 10, 28, 19, 32),
  };
  const buttons = (message: SlackMessage) => JSON.stringify(message.blocks);
  expect(buttons(renderVerdict(asked, blocked))).toContain('"value":"nd-1 U0MEI"');
  const watched = buttons(renderVerdict(asked, blocked, english, watching));
  expect(watched).toContain('"value":"nd-1 nw-1"');
  expect(watched).toMatch(
    /Watched until <!date\^\d+\^\{time\}\|20:14 UTC>, next look <!date\^\d+\^\{time\}\|19:32 UTC>/,
  );
  expect(watched).not.toContain("Watch until fixed");
  expect(buttons(renderVerdict(asked, reachable))).not.toMatch(/netdiag_(?:stop_)?watch/);
  expect(buttons(renderVerdict(asked, blocked, tongueOf("zh"), watching))).toContain("停止持续检查");
});

test("once a watch has ended the answer says how it is, in English and Chinese, and can be watched again", () => {
  const asked = { question, by: "U0MEI", cluster: "prod-1", id: "nd-1" };
  const until = Date.UTC(2026, 10, 28, 20, 14);
  const after = (watched: Watched, language?: "zh") =>
    JSON.stringify(renderVerdict(asked, blocked, tongueOf(language), watched).blocks);
  const when = String.raw`<!date\^\d+\^\{date_short_pretty\} \{time\}\|[^>]*20:14[^>]*>`;
  const passes = after({ now: "passes", since: until });
  expect(passes).toMatch(new RegExp(`✅ Passing since ${when}, as watched; see the thread`));
  expect(passes).toContain("Watch until fixed");
  const others = {
    same: [": still the same at the last look", "仍是同样的情况"],
    changed: [": it changed, and is not reachable yet", "情况有变"],
    "passed once": [": it passed at the last look", "最后一次检查是通的"],
    unseen: ["; see the thread", "详见消息串"],
  } as const;
  for (const now of ["same", "changed", "passed once", "unseen"] as const) {
    const [says, chinese] = others[now];
    expect(after({ now, until })).toMatch(new RegExp(`👁 Watched until ${when}${says}`));
    expect(after({ now, until }, "zh")).toMatch(new RegExp(`👁 持续检查到 ?${when}.*${chinese}`));
  }
  expect(after({ now: "passes", since: until }, "zh")).toContain("持续检查中已连通");
});

test("whoever begins a watch is told until when, and how it ends; whoever comes second that there is one", () => {
  const times = { until: 2e12, nextAt: 1e12 };
  const words = (joined: boolean, language?: "zh") =>
    JSON.stringify(renderWatchBegun(times, joined, tongueOf(language)));
  expect(words(false)).toMatch(/until it passes\. Watched until <!date.*Stop watching under the answer/);
  expect(words(true)).toContain("watched here already");
  expect(words(true, "zh")).toContain("已经在持续检查");
});
