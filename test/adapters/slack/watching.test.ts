import { describe, expect, test } from "vitest";
import { readWish } from "../../../src/adapters/slack/read-words.ts";
import { parseKeeping } from "../../../src/question/index.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { button, message, actions } from "../../../src/report/slack/blocks.ts";
import { isJson, type Json } from "../../fake-slack/types.ts";
import { seenIn } from "../../../src/watch/seen.ts";
import { blocked, reachable } from "../../report/incident.ts";
import { said, stage, words, type Stage } from "./harness.ts";
import { watchStory } from "./watch-story.ts";

describe("a word in front says that it is to be watched", () => {
  test.each([
    "watch shop/web -> shop/db:5432",
    "WATCH  shop/web -> shop/db:5432",
    "盯着 shop/web -> shop/db:5432",
    "持续检查shop/web -> shop/db:5432",
  ])("%j", (typed) => {
    const { words: read } = readWish({ parse: parseKeeping }, typed);
    expect(read).toMatchObject({ kind: "question", watch: true, question: { port: 5432 } });
  });

  test("in Chinese it is answered in Chinese", () => {
    expect(readWish({ parse: parseKeeping }, "盯着 shop/web -> shop/db:5432").language).toBe("zh");
  });

  test.each([
    "shop/web -> shop/db:5432",
    "watchdog -> shop/db:5432",
    "watch -> shop/db:5432",
    'watch dial tcp: Get "http://web.shop.svc:8080/": dial tcp 10.96.0.10:8080: connect: connection refused',
  ])("%j is read as it was", (typed) => {
    const { words: read } = readWish({ parse: parseKeeping }, typed);
    expect(read).not.toHaveProperty("watch");
  });

  test("alone it asks what", () => {
    expect(readWish({ parse: parseKeeping }, "watch").words).toMatchObject({
      kind: "unread",
      example: "watch web -> db:5432",
    });
  });
});

const pressOn = async ({ slack }: Stage, actionId: string, value: string): Promise<void> => {
  const { text, blocks } = message("an answer", actions([button("Press", actionId, value)]));
  const plain: unknown = JSON.parse(JSON.stringify(blocks));
  const answer = slack.workspace.post({
    channel: "C0ONCALL",
    user: "U0NETDIAG",
    text,
    blocks: Array.isArray(plain) ? plain.filter((each): each is Json => isJson(each)) : [],
  });
  await slack.people.click("U0MEI", answer, actionId);
};

const told = async ({ slack }: Stage, what: string): Promise<void> => {
  await slack.until(what, () => slack.workspace.ephemerals.find((each) => words(each).includes(what)));
};

test("the button of an answer that is not kept any more tells a way on", async () => {
  const all = await stage();
  await pressOn(all, actionIds.watch, "d-old U0MEI");
  await told(all, "@netdiag watch A -&gt; B");
  expect(all.dialogue.watched).toEqual([]);
});

test("who asked stands in the button, and whoever pressed it is who watches", async () => {
  const all = await stage();
  await pressOn(all, actionIds.watch, "d-1 U0SAM");
  await told(all, "I ask this again until it passes");
  expect(all.dialogue.watched).toMatchObject([
    { of: "d-1", askedBy: "U0SAM", origin: { user: "U0MEI" }, standing: { verdict: "blocked" } },
  ]);
  expect(all.audited).toMatchObject([
    { event: "allowed", entry: "button Watch until fixed", action: "watch" },
    { event: "watch-begun", diagnosis: "d-1", user: "U0MEI", channel: "C0ONCALL" },
  ]);
});

test("the button of a watch that is over tells a way on", async () => {
  const all = await stage();
  await pressOn(all, actionIds.stopWatching, "d-1 nw-0a1b2c3d4e5f");
  await told(all, "It is not watched any more");
  expect(all.dialogue.unwatched).toEqual(["nw-0a1b2c3d4e5f U0MEI"]);
});

test("somebody else's watch in this channel is stopped by its name, and not by the word alone", async () => {
  const all = await stage();
  await pressOn(all, actionIds.watch, "d-1 U0MEI");
  await told(all, "I ask this again until it passes");
  all.dialogue.watched[0] = { ...(all.dialogue.watched[0] ?? fail()), ...byAnother() };
  await all.slack.people.slash("U0MEI", "C0ONCALL", "stop");
  await told(all, "You have no open question in this channel");
  await all.slack.people.slash("U0MEI", "C0ONCALL", "stop nw-0a1b2c3d4e5f");
  await told(all, "Not watched any more, begun by <@U0SAM>: ");
  expect(all.dialogue.unwatched).toEqual(["nw-0a1b2c3d4e5f U0MEI"]);
});

test("a watch that lost count of what it told, as with Redis' data, tells its end all the same, and once", async () => {
  const all = await stage();
  const answer = all.slack.workspace.post({
    channel: "C0ONCALL",
    user: "U0NETDIAG",
    text: "an answer",
    blocks: [],
  });
  const story = { answer, report: blocked };
  const passes = { kind: "seen", seen: seenIn(reachable) } as const;
  await watchStory(all, { ...story, looks: [passes], goesOn: true });
  for (let time = 0; time < 2; time += 1) await watchStory(all, { ...story, looks: [], stoppedBy: "U0SAM" });
  const thread = said(all.slack).filter(({ threadTs }) => threadTs === answer.ts);
  expect(thread.map(({ text }) => text)).toEqual([
    expect.stringContaining("It passes now"),
    expect.stringContaining("stopped the watch"),
  ]);
});

function byAnother() {
  return { origin: { key: "key-sam", channel: "C0ONCALL", user: "U0SAM" } };
}

function fail(): never {
  throw new Error("nothing is watched");
}
