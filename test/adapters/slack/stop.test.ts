import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { subjectsNamed } from "../../../src/access/subject.ts";
import { createOpenQuestions } from "../../../src/adapters/bullmq/open-questions.ts";
import type { Dialogue } from "../../../src/adapters/slack/dialogue.ts";
import type { Asked } from "../../../src/ports.ts";
import { actionIds } from "../../../src/report/slack/action-ids.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ask } from "../bullmq/question.ts";
import { openWorld, takeEndings } from "../bullmq/world.ts";
import { conversation, said, stage, words } from "./harness.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("Stop, with the real queues behind the real doorkeeper", () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  let count = 0;
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterAll(async () => {
    await redis.stop();
  });

  /** The bot as bot.ts puts it together, and nobody who diagnoses. */
  const bot = async () => {
    const world = openWorld(redis.url, `{stop-${process.pid}-${++count}}`);
    onTestFinished(world.close);
    const { queues, diagnoses, telling } = world;
    const staged = await stage();
    const asked: Asked[] = [];
    const wired: Partial<Dialogue> = {
      about: async (id) => {
        const question = await diagnoses.question(id);
        return { subjects: question ? subjectsNamed(question) : [] };
      },
      submit: async (request) => {
        const submitted = await diagnoses.submit(request);
        asked.push({ ...request, id: submitted.id });
        return submitted;
      },
      leave: (id, by) => diagnoses.leave(id, by),
      tell: (each) => telling.tell(each),
      open: () => createOpenQuestions(queues).now(),
    };
    Object.assign(staged.dialogue, wired);
    const { told, close } = await takeEndings(queues);
    onTestFinished(close);
    return { ...staged, world, told, asked };
  };

  test("a diagnosis that waits for a worker is ended for who pressed, and they are told", async () => {
    const { slack, ledger, told, asked, troubles, world } = await bot();
    await slack.people.slash("U0MEI", "C0ONCALL", "ingress-nginx -> productpage");
    const first = await slack.until("the diagnosis", () => asked[0]);
    await conversation(slack, ledger, first.origin, { id: first.id }).progress({ stage: "resolving" });
    const place = { channel: "C0ONCALL", ts: said(slack)[0]?.ts ?? "" };
    await slack.until("Stop", () => words(slack.workspace.message(place.channel, place.ts)).includes("Stop"));
    await slack.people.click("U0MEI", place, actionIds.stop);
    // A pong that comes late on a busy machine is the link's trouble, which is made anew.
    expect(troubles.filter((each) => !each.includes("A pong wasn't received"))).toEqual([]);
    const sentence = "Stopped before there was a verdict.";
    await expect
      .poll(() => told, { timeout: 8000 })
      .toMatchObject([{ id: first.id, ending: { kind: "failed", sentence } }]);
    await expect
      .poll(() => world.queues.of("diagnosis").getJobState(first.id), { timeout: 8000 })
      .toBe("unknown");
  });

  test("the word stop ends one's own question, of several the one that is named", async () => {
    const { slack, told, asked, troubles, world } = await bot();
    await slack.people.slash("U0MEI", "C0ONCALL", "shop/web -> shop/db:5432");
    await slack.people.slash("U0MEI", "C0ONCALL", "shop/web -> shop/cache:6379");
    await slack.people.slash("U0SAM", "C0ONCALL", "shop/web -> shop/queue:5672");
    await slack.until("the diagnoses", () => asked.length === 3);
    await slack.people.slash("U0MEI", "C0ONCALL", "stop");
    const which = await slack.until("the choice", () => slack.workspace.ephemerals[0]);
    expect(words(which)).not.toContain("queue");
    const cache = asked.find(({ question }) => question.text.includes("cache"));
    await slack.people.slash("U0MEI", "C0ONCALL", `stop ${cache?.id ?? ""}`);
    await expect.poll(() => told, { timeout: 8000 }).toMatchObject([{ id: cache?.id }]);
    const open = async () => (await createOpenQuestions(world.queues).now()).questions;
    await expect.poll(open, { timeout: 8000 }).toHaveLength(2);
    await slack.people.slash("U0MEI", "C0ONCALL", "stop");
    await expect.poll(() => told, { timeout: 8000 }).toHaveLength(2);
    expect(told.map(({ origin }) => origin.user)).toEqual(["U0MEI", "U0MEI"]);
    expect(troubles).toEqual([]);
  });

  test("what a diagnosis that waits is about can be read back; of a forged one nothing is believed", async () => {
    const { world } = await bot();
    const { queues, diagnoses: queue } = world;
    const { id } = await queue.submit(ask());
    expect(await queue.question(id)).toEqual(ask().question);
    const { question, origin } = ask();
    await queues.of("diagnosis").add("diagnose", { version: 2, question, origin }, { jobId: "nd-forged" });
    expect(await queue.question("nd-forged")).toBeUndefined();
    expect(await queue.question("nd-unknown")).toBeUndefined();
  });
});
