/** Several clusters over one Redis: each question is answered by workers of its cluster. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { depthsOf } from "../../../src/adapters/bullmq/depth.ts";
import { createLine } from "../../../src/adapters/bullmq/line.ts";
import { clusterQueue } from "../../../src/adapters/bullmq/names.ts";
import { sweepUnanswered } from "../../../src/adapters/bullmq/unanswered.ts";
import { createDiagnosisWorker, type DiagnosisJob } from "../../../src/adapters/bullmq/worker.ts";
import type { Clusters } from "../../../src/model/clusters.ts";
import type { DiagnosisRequest, Ending, Told } from "../../../src/ports.ts";
import { jobKey } from "../../job-key.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld, takeEndings, type World } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

const clusters: Clusters = { byDefault: "prod-1", others: ["prod-2", "arn:aws:eks:prod"] };

function about(cluster: string | undefined, name: string, user = "U1"): DiagnosisRequest {
  const request = ask(name, user);
  return { ...request, question: { ...request.question, ...(cluster === undefined ? {} : { cluster }) } };
}

describe.skipIf(missing !== undefined)("over one Redis", () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  let count = 0;
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterAll(() => redis.stop());

  const scene = () => {
    const prefix = `{clusters-${process.pid}-${++count}}`;
    const open = (some: Clusters | undefined): World => {
      const world = openWorld(redis.url, prefix, undefined, jobKey, some);
      onTestFinished(world.close);
      return world;
    };
    /** A group of one worker; what it answers says whose it is. */
    const group = async (own: string, run?: (job: DiagnosisJob) => Promise<void>): Promise<World> => {
      const isDefault = own === clusters.byDefault;
      const world = open(isDefault ? undefined : { byDefault: clusters.byDefault, others: [own] });
      const worker = await createDiagnosisWorker({
        queues: world.queues,
        telling: world.telling,
        ...(!isDefault && { cluster: own }),
        run: async (job) => {
          await run?.(job);
          return { kind: "failed", sentence: `looked at by ${own}` };
        },
        endingOf: (_asked, why): Ending => ({ kind: "failed", sentence: String(why) }),
        concurrency: 2,
        deadlineMs: 5000,
      });
      onTestFinished(() => worker.close(0));
      return world;
    };
    const bot = open(clusters);
    const endings = async (): Promise<readonly Told[]> => {
      const { told, close } = await takeEndings(bot.queues);
      onTestFinished(close);
      return told;
    };
    return { prefix, open, group, bot, endings };
  };

  test("two worker groups answer each what is asked about its cluster, and what names none, as of the version before, is the default one's", async () => {
    const { bot, group, endings, open } = scene();
    const before = open(undefined);
    await before.diagnoses.submit(about(undefined, "from-before", "U0"));
    for (const [nth, cluster] of [...clusters.others, "prod-1", "prod-2", "prod-1"].entries())
      await bot.diagnoses.submit(about(cluster, `app-${nth}`, `U${nth + 1}`));
    for (const own of ["prod-1", ...clusters.others]) await group(own);
    const told = await endings();
    await expect.poll(() => told, { timeout: 10_000 }).toHaveLength(6);
    for (const { question, ending } of told)
      expect(ending).toEqual({ kind: "failed", sentence: `looked at by ${question.cluster ?? "prod-1"}` });
  });

  test("the same question about two clusters is two, and about one it is joined", async () => {
    const { bot } = scene();
    const one = await bot.diagnoses.submit(about("prod-1", "app", "U1"));
    const other = await bot.diagnoses.submit(about("prod-2", "app", "U2"));
    expect([one.joined, other.joined]).toEqual([false, false]);
    expect(await bot.diagnoses.submit(about("prod-2", "app", "U3"))).toEqual({ id: other.id, joined: true });
    expect((await bot.diagnoses.question(other.id))?.cluster).toBe("prod-2");
  });

  test("a question of a cluster without workers waits in its own line, and is nobody's loss", async () => {
    const { bot, group, endings } = scene();
    await group("prod-1");
    const told = await endings();
    const sweep = sweepUnanswered({
      queues: bot.queues,
      telling: bot.telling,
      everyMs: 100,
      onSwept: () => undefined,
    });
    onTestFinished(sweep.close);
    await bot.diagnoses.submit(about("prod-2", "waits", "U1"));
    await bot.diagnoses.submit(about("prod-1", "goes", "U2"));
    await expect.poll(() => told, { timeout: 5000 }).toHaveLength(1);
    const line = createLine(bot.queues);
    const waiting = await line.waiting(10);
    expect(waiting).toMatchObject([{ place: 1, question: { cluster: "prod-2" } }]);
    const [first] = waiting;
    expect(first && (await line.waits(first.id, about("prod-2", "waits", "U1").origin, "prod-2"))).toBe(true);
    expect(await depthsOf(bot.queues)).toContainEqual(
      expect.objectContaining({
        step: "diagnosis",
        cluster: "prod-2",
        jobs: { waiting: 1, active: 0, delayed: 0 },
      }),
    );
    expect(told.map(({ question }) => question.cluster)).toEqual(["prod-1"]);
    const id = first?.id ?? "";
    expect(await bot.diagnoses.leave(id, { user: "U1" })).toMatchObject({ id });
    expect(await line.waiting(10)).toEqual([]);
  });

  test("whoever can write to Redis cannot give a question to another cluster's workers", async () => {
    const { bot, group, endings } = scene();
    const { id } = await bot.diagnoses.submit(about("prod-2", "app"));
    const job = await bot.queues.of("diagnosis", "prod-2").getJob(id);
    await bot.queues.of("diagnosis").add("diagnose", job?.data, { jobId: id });
    await group("prod-1");
    const told = await endings();
    await expect.poll(() => told, { timeout: 5000 }).toHaveLength(1);
    expect(JSON.stringify(told[0]?.ending)).not.toContain("looked at");
  });

  test("Stop reaches the worker of another cluster", async () => {
    const { bot, group } = scene();
    let [began, aborted] = [false, false];
    await group(
      "prod-2",
      (job) =>
        new Promise((resolve) => {
          began = true;
          job.signal.addEventListener("abort", () => {
            aborted = true;
            resolve();
          });
        }),
    );
    const { id } = await bot.diagnoses.submit(about("prod-2", "app"));
    await expect.poll(() => began, { timeout: 5000 }).toBe(true);
    await bot.diagnoses.leave(id, { user: "U1" });
    await expect.poll(() => aborted, { timeout: 5000 }).toBe(true);
  });
});

test("a cluster's queue has its name, as far as names of queues can be so", () => {
  expect(clusterQueue("diagnosis", undefined)).toBe("diagnosis");
  expect(clusterQueue("diagnosis", "prod-2")).toBe("diagnosis-prod-2");
  expect(clusterQueue("diagnosis", "arn:aws:eks:prod")).toMatch(/^diagnosis-[0-9a-f]{32}$/);
});
