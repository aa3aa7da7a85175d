import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Rules } from "../../../src/access/rule.ts";
import { createLooks } from "../../../src/adapters/bullmq/looks.ts";
import { createOpenQuestions } from "../../../src/adapters/bullmq/open-questions.ts";
import { workTelling } from "../../../src/adapters/bullmq/telling.ts";
import { WatchBook } from "../../../src/adapters/bullmq/watches.ts";
import { workWatches } from "../../../src/adapters/bullmq/work-watches.ts";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";
import type { Dialogue } from "../../../src/adapters/slack/dialogue.ts";
import { carryOn, giveUp, refuseWatch, type WatchmanParts } from "../../../src/adapters/slack/watchman.ts";
import type { Question } from "../../../src/model/question.ts";
import type { Report } from "../../../src/model/report.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { renderVerdict } from "../../../src/report/slack/verdict.ts";
import { watchPace } from "../../../src/watch/pace.ts";
import { isJson, type Json } from "../../fake-slack/types.ts";
import { canRunRedis, redisMissing, startRedis, type PrivateRedis } from "../../redis.ts";
import { blocked, question, reachable } from "../../report/incident.ts";
import { openWorld, type World } from "../bullmq/world.ts";
import { bundle, everyone, said, stage, words, type Stage } from "./harness.ts";

const missing = canRunRedis ? undefined : (redisMissing() ?? "no redis-server here");
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

/** Looks follow each other at once. */
const pace = { ...watchPace, firstMs: 60, longestMs: 120, confirmMs: 60 };
/** Until somebody presses or types, nothing is looked at. */
const slow = { ...watchPace, firstMs: 600_000, confirmMs: 600_000 };
const soon = { timeout: 20_000, interval: 50 };

describe.skipIf(missing !== undefined)("a watch, with the real queues behind the real bot", () => {
  let redis: PrivateRedis;
  let count = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await redis.stop();
  });

  /** What the cluster is like. */
  interface Scene {
    report: Report;
    readonly asked: { readonly question: Question; readonly priority?: number }[];
    readonly ended: string[];
    stage: Stage;
    world: World;
    book: WatchBook;
    /** A bot's share of the watches. */
    readonly keepWatch: () => Promise<{ close: () => Promise<void> }>;
    readonly answer: { readonly channel: string; readonly ts: string };
  }

  const scene = async (
    options: {
      readonly pace?: typeof pace;
      readonly rules?: Rules;
      readonly caps?: number;
      readonly hours?: number;
    } = {},
  ): Promise<Scene> => {
    const world = openWorld(redis.url, `{watch-${process.pid}-${++count}}`);
    onTestFinished(world.close);
    const { queues, diagnoses, telling } = world;
    const staged = await stage(options.rules ? { rules: options.rules } : {});
    const { slack, bot, dialogue, ledger } = staged;
    const most = options.caps ?? 5;
    const book = new WatchBook({
      queues,
      clusterName: "prod-1",
      caps: { perPerson: most, perChannel: 10, inAll: 10 },
      hours: options.hours ?? 2,
      pace: options.pace ?? pace,
    });
    const looks = createLooks(queues);
    const made: Scene["asked"] = [];
    const ended: string[] = [];
    const answer = slack.workspace.post(anAnswer());
    const wired: Partial<Dialogue> = {
      watches: book,
      submit: (request) => diagnoses.submit(request),
      open: () => createOpenQuestions(queues).now(),
    };
    Object.assign(dialogue, wired);
    const watchman: WatchmanParts = {
      outbox: bot.outbox,
      ledger,
      audit: { write: (event) => staged.audited.push(event) },
      cluster: "prod-1",
      pace: options.pace ?? pace,
      now: queues.now,
      authorize: bot.authorize,
      submit: (request) => {
        made.push(request);
        return diagnoses.submit(request);
      },
      leave: (id, user) => diagnoses.leave(id, { user }),
      looks,
      load: (id) => Promise.resolve(id === "d-1" ? { bundle, report: blocked } : undefined),
      book,
      onEnded: (why) => ended.push(why),
      onTrouble: (what, error) => staged.troubles.push(`${what}: ${String(error)}`),
    };
    const keepWatch: Scene["keepWatch"] = async () => {
      const work = await workWatches({
        queues,
        book,
        run: (watch) => carryOn(watch, watchman),
        onGivenUp: (watch) => giveUp(watch, watchman),
        onNotBelieved: (claimed) => refuseWatch(claimed, watchman),
        concurrency: 2,
        sweepMs: 300,
        lockDurationMs: 2000,
        stalledIntervalMs: 500,
      });
      return { close: () => work.close(2000) };
    };
    const made_: Scene = {
      report: blocked,
      asked: made,
      ended,
      stage: staged,
      world,
      book,
      keepWatch,
      answer: { channel: "C0ONCALL", ts: answer.ts },
    };
    const worker = await createDiagnosisWorker({
      queues,
      telling,
      run: () => Promise.resolve({ kind: "verdict", report: made_.report }),
      endingOf: (_asked, why) => ({ kind: "failed", sentence: String(why) }),
      concurrency: 2,
      deadlineMs: 20_000,
    });
    const teller = await workTelling({
      queues,
      run: (told) => (told.origin.watch === undefined ? Promise.resolve() : looks.note(told)),
      onGivenUp: () => Promise.resolve(),
      concurrency: 2,
    });
    onTestFinished(async () => {
      await worker.close(0);
      await teller.close(500);
    });
    return made_;
  };

  const inThread = ({ stage: { slack }, answer }: Scene): string[] =>
    said(slack)
      .filter(({ threadTs }) => threadTs === answer.ts)
      .map(({ text }) => text);
  const onAnswer = ({ stage: { slack }, answer }: Scene): string =>
    words(slack.workspace.message(answer.channel, answer.ts));

  test("from the button to the end: the answer says until when, the thread that it passed, broke, and is fixed", async () => {
    const all = await scene();
    const { slack, audited } = all.stage;
    const bot = await all.keepWatch();
    await slack.people.click("U0MEI", all.answer, actionIds.watch);
    await expect.poll(() => onAnswer(all), soon).toMatch(/Watched until <!date\^.*next look <!date\^/);
    expect(onAnswer(all)).toContain("Stop watching");
    expect(words(await slack.until("the word", () => slack.workspace.ephemerals[0]))).toContain(
      "I ask this again until it passes",
    );
    await expect.poll(() => all.asked.length, soon).toBeGreaterThan(1);
    expect(all.asked[0]).toMatchObject({ priority: 2_000_000, origin: { user: "U0MEI" } });
    expect(inThread(all)).toEqual([]);
    // A look is no question of a person's.
    expect(await createOpenQuestions(all.world.queues).now()).toMatchObject({ questions: [] });

    all.report = reachable;
    await expect.poll(() => all.ended, soon).toEqual(["reachable"]);
    const thread = inThread(all);
    expect(thread[0]).toContain("It passes now");
    expect(thread.at(-1)).toMatch(
      /It passed at two looks in a row, so the watch has ended: \d+ looks in \d+ s/,
    );
    expect(thread).toHaveLength(2);
    expect(onAnswer(all)).not.toContain("Watched until");
    expect(onAnswer(all)).toMatch(/✅ Passing since <!date\^[^>]*>, as watched; see the thread/);
    expect(await all.book.now()).toEqual([]);
    const lines = audited.filter(({ event }) => String(event).startsWith("watch-"));
    expect(lines).toMatchObject([
      { event: "watch-begun", diagnosis: "d-1", user: "U0MEI", channel: "C0ONCALL" },
      { event: "watch-ended", diagnosis: "d-1", user: "U0MEI", channel: "C0ONCALL", why: "reachable" },
    ]);
    await bot.close();
  });

  test("a bot that ends in the middle, and a Redis that loses everything, end no watch", async () => {
    const all = await scene();
    const first = await all.keepWatch();
    await all.stage.slack.people.click("U0MEI", all.answer, actionIds.watch);
    await expect.poll(() => all.asked.length, soon).toBeGreaterThan(0);
    await first.close();
    const second = await all.keepWatch();
    const before = all.asked.length;
    await expect.poll(() => all.asked.length, soon).toBeGreaterThan(before);
    const { queues } = all.world;
    // A process knows Redis by this from its first look on.
    await expect.poll(() => queues.redis.exists(`${queues.prefix}:epoch`), soon).toBe(1);
    await queues.redis.flushall();
    all.report = reachable;
    await expect.poll(() => all.ended, soon).toEqual(["reachable"]);
    expect(inThread(all).filter((text) => text.includes("two looks in a row"))).toHaveLength(1);
    await second.close();
  });

  test("who presses second is told that it is watched already; the button ends it for everybody", async () => {
    const all = await scene({ pace: slow });
    const { slack } = all.stage;
    const bot = await all.keepWatch();
    await slack.people.click("U0MEI", all.answer, actionIds.watch);
    await expect.poll(() => onAnswer(all), soon).toContain("Stop watching");
    const copy = slack.workspace.post(anAnswer());
    await slack.people.click("U0SAM", copy, actionIds.watch);
    const told = await slack.until("the word", () =>
      slack.workspace.ephemerals.find(({ user }) => user === "U0SAM"),
    );
    expect(words(told)).toContain("watched here already");
    expect(await all.book.now()).toHaveLength(1);

    await slack.people.slash("U0SAM", "C0ONCALL", "status");
    const status = await slack.until("the status", () =>
      slack.workspace.ephemerals.find((each) => words(each).includes("netdiag in prod-1")),
    );
    expect(words(status)).toMatch(/Watched until fixed.*next look.*begun by <@U0MEI>/s);

    // An object that the answer names has changed: the look in ten minutes is made now.
    const [watch] = await all.book.now();
    await createLooks(all.world.queues).hurry(watch?.id ?? "");
    await expect.poll(() => all.asked.length, soon).toBe(1);

    await slack.people.click("U0SAM", all.answer, actionIds.stopWatching);
    await expect.poll(() => all.ended, soon).toEqual(["stopped"]);
    await expect.poll(() => inThread(all), soon).toEqual([expect.stringContaining("stopped the watch")]);
    expect(words(said(slack).find(({ text }) => text.includes("stopped the watch")))).toContain("<@U0SAM>");
    await expect.poll(() => onAnswer(all), soon).toContain("Watch until fixed");
    await bot.close();
  });

  test("a watch in words asks and watches; the word stop ends it; more than the cap are refused with a sentence", async () => {
    const all = await scene({ pace: slow, caps: 1 });
    const { slack } = all.stage;
    const bot = await all.keepWatch();
    await slack.people.slash("U0MEI", "C0ONCALL", "watch shop/web -> shop/db:5432");
    await expect.poll(() => all.book.now(), soon).toMatchObject([{ question: { port: 5432 } }]);
    await slack.people.slash("U0MEI", "C0ONCALL", "盯着 shop/web -> shop/cache:6379");
    await slack.until("the refusal", () =>
      slack.workspace.ephemerals.find((each) => words(each).includes("你已有 1 个在进行")),
    );
    await slack.people.slash("U0MEI", "C0ONCALL", "stop all");
    await expect.poll(() => all.ended, soon).toEqual(["stopped"]);
    await slack.people.slash("U0MEI", "C0ONCALL", "stop");
    await slack.until("nothing to stop", () =>
      slack.workspace.ephemerals.find((each) => words(each).includes("no open question")),
    );
    await bot.close();
  });

  test("its time over, it ends and says how to go on", async () => {
    const all = await scene({ hours: 0.4 / 3600 });
    const bot = await all.keepWatch();
    await all.stage.slack.people.click("U0MEI", all.answer, actionIds.watch);
    await expect.poll(() => all.ended, soon).toEqual(["time"]);
    expect(inThread(all)).toEqual([expect.stringContaining("button watches it again")]);
    expect(onAnswer(all)).toMatch(/👁 Watched until <!date\^[^>]*>.*see the thread/);
    await bot.close();
  });

  test("once the rules do not let its beginner ask any more, the next look ends it", async () => {
    const [onCall] = everyone;
    if (!onCall) throw new Error("nobody may");
    const rules = [...everyone];
    const all = await scene({ rules });
    const bot = await all.keepWatch();
    await all.stage.slack.people.click("U0MEI", all.answer, actionIds.watch);
    await expect.poll(() => all.asked.length, soon).toBeGreaterThan(0);
    rules.splice(0, rules.length, { ...onCall, channels: ["C0OTHER"], name: "another channel" });
    await expect.poll(() => all.ended, soon).toEqual(["refused"]);
    expect(all.stage.audited).toContainEqual(
      expect.objectContaining({ event: "denied", entry: "watch", reason: "not-listed" }),
    );
    expect(inThread(all).join()).toContain("the rules do not let");
    await bot.close();
  });

  test("a watch that somebody else wrote into Redis is not believed, and what they say of a look neither", async () => {
    const all = await scene({ pace: slow });
    const { queues } = all.world;
    const bot = await all.keepWatch();
    await all.stage.slack.people.click("U0MEI", all.answer, actionIds.watch);
    await expect.poll(() => all.book.now(), soon).toHaveLength(1);
    const [watch] = await all.book.now();
    const forged = { ...watch, id: "nw-forged", question: { ...question, text: "forged" } };
    await queues.redis.hset(
      `${queues.prefix}:watches`,
      "x",
      JSON.stringify({ id: "nw-forged", data: forged }),
    );
    await queues.of("watch").add("watch", forged, { jobId: "nw-forged" });
    await queues.redis.set(`${queues.prefix}:looked:k`, JSON.stringify({ kind: "seen", seen: {} }));
    await expect
      .poll(
        () => all.stage.slack.workspace.ephemerals.some((each) => words(each).includes("is not believed")),
        soon,
      )
      .toBe(true);
    expect(await all.book.now()).toHaveLength(1);
    expect(await createLooks(queues).of("k")).toBe("lost");
    expect(all.asked).toEqual([]);
    await bot.close();
  });
});

/** A message with an answer that is not reachable. */
function anAnswer() {
  const { blocks, text } = renderVerdict({ question, by: "U0MEI", cluster: "prod-1", id: "d-1" }, blocked);
  const drawn: unknown = JSON.parse(JSON.stringify(blocks));
  const plain = Array.isArray(drawn) ? drawn.filter((each): each is Json => isJson(each)) : [];
  return { channel: "C0ONCALL", user: "U0NETDIAG", text, blocks: plain };
}
