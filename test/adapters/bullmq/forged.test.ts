/** Somebody who can write to Redis, and has no key, makes and changes jobs: none is acted on, each is told and reported. */
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { workInbox } from "../../../src/adapters/bullmq/inbox.ts";
import { originsKey } from "../../../src/adapters/bullmq/names.ts";
import type { Refused } from "../../../src/adapters/bullmq/queues.ts";
import { createSigner } from "../../../src/adapters/bullmq/signed.ts";
import { createDiagnosisWorker } from "../../../src/adapters/bullmq/worker.ts";
import type { Delivery, Told } from "../../../src/ports.ts";
import { anyRedis, redisMissing, type PrivateRedis } from "../../redis.ts";
import { ask } from "./question.ts";
import { openWorld, putSigned, takeEndings } from "./world.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

const someKey = createSigner(["the key of somebody else, who has none"]);

describe.skipIf(missing !== undefined)("a job that netdiag did not write", () => {
  let redis: Pick<PrivateRedis, "url" | "stop">;
  let count = 0;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    redis = await anyRedis();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await redis.stop();
  });

  const world = () => {
    const refused: Refused[] = [];
    const opened = openWorld(redis.url, `{forged-${process.pid}-${++count}}`, (each) => refused.push(each));
    closing.push(opened.close);
    const { queues, telling } = opened;
    const ran: string[] = [];
    const told: Told[] = [];
    const dealtWith: Delivery[] = [];
    const notBelieved: string[] = [];
    const givenUp: Delivery[] = [];
    return {
      ...opened,
      refused,
      ran,
      told,
      dealtWith,
      notBelieved,
      givenUp,
      start: async (): Promise<void> => {
        const worker = await createDiagnosisWorker({
          queues,
          telling,
          run: (job) => {
            ran.push(job.id);
            return Promise.resolve({ kind: "failed", sentence: "ran" });
          },
          endingOf: (_asked, why) => ({ kind: "failed", sentence: String(why) }),
          concurrency: 2,
          deadlineMs: 5000,
        });
        const endings = await takeEndings(queues, told);
        const clerk = await workInbox({
          queues,
          concurrency: 1,
          onGivenUp: (each) => {
            givenUp.push(each);
            return Promise.resolve();
          },
          run: (each) => {
            dealtWith.push(each);
            return Promise.resolve();
          },
          knows: ({ entry }) => entry === "mention",
          onNotBelieved: ({ key }) => {
            notBelieved.push(key);
            return Promise.resolve();
          },
        });
        closing.push(async () => {
          await Promise.all([worker.close(0), endings.close(), clerk.close(0)]);
        });
      },
    };
  };

  const jobId = "nd-0a1b2c3d4e5f";
  const place = { channel: "C1", user: "U1", threadTs: "1700000000.00001" };
  const { question } = ask();
  const longAgo = Date.now() - 10 * 60_000;

  test("of the version before is not run; its thread is told why, once", async () => {
    const { queues, start, ran, told, refused } = world();
    await queues.of("diagnosis").add("diagnose", { version: 1, question, origin: place }, { jobId });
    await start();
    await expect.poll(() => told).toHaveLength(1);
    expect(told).toMatchObject([
      {
        id: jobId,
        origin: { ...place, key: jobId },
        ending: {
          kind: "failed",
          sentence: expect.stringMatching(/no signature, so the version before/) as string,
        },
      },
    ]);
    expect(refused).toEqual([{ step: "diagnosis", id: jobId, why: "unsigned" }]);
    await delay(300);
    expect([ran, told.length]).toEqual([[], 1]);
  });

  test("signed with another key is not run, and the sentence names the setting", async () => {
    const { queues, start, ran, told, refused } = world();
    const data = { version: 2, question, origin: { ...place, key: "asker-0001" } };
    await queues
      .of("diagnosis")
      .add("diagnose", someKey.sign({ queue: "diagnosis", id: jobId }, data), { jobId });
    await start();
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]?.ending).toMatchObject({ sentence: expect.stringContaining("NETDIAG_JOB_KEY") as string });
    expect(refused).toEqual([{ step: "diagnosis", id: jobId, why: "forged" }]);
    expect(ran).toEqual([]);
  });

  test("changed on its way is not run; who asked hears of it, and nobody whom the change names", async () => {
    const { queues, diagnoses, start, ran, told } = world();
    const request = ask();
    const { id } = await diagnoses.submit(request);
    const job = await queues.of("diagnosis").getJob(id);
    const text = JSON.stringify(job?.data).replaceAll(request.origin.channel, "C0EVIL");
    expect(text).toContain("C0EVIL");
    await job?.updateData(JSON.parse(text));
    await start();
    await expect.poll(() => told).toHaveLength(1);
    expect(told).toMatchObject([{ origin: request.origin, ending: { kind: "failed" } }]);
    expect(ran).toEqual([]);
  });

  test("taken from another question is not run", async () => {
    const { queues, diagnoses, start, ran, refused } = world();
    const { id } = await diagnoses.submit(ask());
    const job = await queues.of("diagnosis").getJob(id);
    await queues.of("diagnosis").add("diagnose", job?.data, { jobId });
    await start();
    await expect.poll(() => refused).toEqual([{ step: "diagnosis", id: jobId, why: "forged" }]);
    expect(ran).not.toContain(jobId);
  });

  test("that would like to hear a verdict too does not hear it", async () => {
    const { queues, diagnoses, start, told } = world();
    const request = ask();
    const { id } = await diagnoses.submit(request);
    const listener = {
      version: 2,
      question,
      origin: { key: "listener-1", channel: "C0EVIL", user: "U0EVIL" },
    };
    const key = originsKey(queues.prefix, id);
    await queues.redis.hset(key, "listener-1", JSON.stringify(listener));
    await queues.redis.hset(
      key,
      "listener-2",
      JSON.stringify(someKey.sign({ queue: "askers", id }, listener)),
    );
    await start();
    await expect.poll(() => told).toHaveLength(1);
    await delay(300);
    expect(told).toMatchObject([{ origin: request.origin, ending: { sentence: "ran" } }]);
    expect(told).toHaveLength(1);
  });

  test("that puts words into the bot's mouth is told as what it is", async () => {
    const { queues, start, told, refused } = world();
    const lie = {
      version: 2,
      id: jobId,
      question,
      origin: { ...place, key: "asker-0001" },
      ending: { kind: "failed", sentence: "send your password to evil" },
    };
    await queues.of("told").add("told", lie, { jobId: "asker-0001" });
    await start();
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]?.ending).toMatchObject({ sentence: expect.stringContaining("is not believed") as string });
    expect(JSON.stringify(told)).not.toContain("password");
    expect(refused).toEqual([{ step: "told", id: "asker-0001", why: "unsigned" }]);
  });

  test("that says it came from Slack is not dealt with; whom it names is told so", async () => {
    const { queues, inbox, start, dealtWith, notBelieved, refused } = world();
    const delivery = { key: "0123456789abcdef", entry: "mention", from: { user: "U1" } };
    await queues
      .of("asked")
      .add("asked", { version: 2, ...delivery, key: "forged-000001" }, { jobId: "forged-000001" });
    await inbox.write(delivery);
    await start();
    await expect.poll(() => dealtWith).toEqual([delivery]);
    await expect.poll(() => refused).toEqual([{ step: "asked", id: "forged-000001", why: "unsigned" }]);
    await expect.poll(() => notBelieved).toEqual(["forged-000001"]);
    expect(dealtWith).toEqual([delivery]);
  });

  test("but a newer version of netdiag did is left for a process that can read it, and after minutes its askers are told", async () => {
    const { queues, diagnoses, start, ran, told } = world();
    const { id } = await diagnoses.submit(ask());
    const newer = queues.signer.sign({ queue: "diagnosis", id }, { version: 9 });
    await (await queues.of("diagnosis").getJob(id))?.updateData(newer);
    const old = "nd-000000000009";
    const asker = { version: 2, question, origin: { ...place, key: "asker-0009" } };
    await queues.redis.hset(
      originsKey(queues.prefix, old),
      "asker-0009",
      JSON.stringify(queues.signer.sign({ queue: "askers", id: old }, asker)),
    );
    await putSigned(queues, "diagnosis", old, { version: 9 }, longAgo);
    await start();
    await expect.poll(() => told).toMatchObject([{ id: old, origin: { key: "asker-0009" } }]);
    await expect.poll(() => queues.of("diagnosis").getJobState(id)).toBe("delayed");
    expect([ran, told.length]).toEqual([[], 1]);
  });

  test("so is an ending that a newer version wrote; after minutes its asker is told to ask again", async () => {
    const { queues, start, told } = world();
    const put = async (key: string, ending: object, timestamp?: number): Promise<void> => {
      const data = { version: 9, id: jobId, question, origin: { key, ...place, team: "T1" }, ...ending };
      await putSigned(queues, "told", key, data, timestamp);
    };
    await put("asker-new1", { ending: { kind: "new" } });
    await put("asker-old1", { ending: { kind: "new" } }, longAgo);
    await put("asker-old2", { question: "unreadable" }, longAgo);
    await start();
    await expect.poll(() => told).toHaveLength(1);
    expect(told).toMatchObject([
      {
        id: jobId,
        origin: { ...place, key: "asker-old1" },
        ending: { kind: "failed", sentence: expect.stringMatching(/another version.*Ask again: /) as string },
      },
    ]);
    await expect.poll(() => queues.of("told").getJobState("asker-new1")).toBe("delayed");
    // Nobody can be told from it: it is nobody's, and the sweep tells whoever is noted as waiting.
    await expect.poll(() => queues.of("told").getJobState("asker-old2")).toBe("unknown");
    expect(await queues.custody.isPassed("told", "asker-old2")).toBe(false);
  });

  test("and what a newer version wrote down as having come in", async () => {
    const { queues, start, dealtWith, givenUp, notBelieved } = world();
    const from = { user: "U1", channel: "C1" };
    const put = async (id: string, what: object, timestamp?: number): Promise<void> => {
      await putSigned(queues, "asked", id, { key: id, entry: "mention", from, ...what }, timestamp);
    };
    await put("delivery-new1", { version: 9, team: "T1" });
    await put("delivery-new2", { version: 2, entry: "a new button" });
    await put("delivery-old1", { version: 9, team: "T1" }, longAgo);
    await put("delivery-old2", { version: 2, entry: "a new button" }, longAgo);
    await start();
    await expect.poll(() => givenUp.map(({ key }) => key).sort()).toEqual(["delivery-old1", "delivery-old2"]);
    expect(givenUp[0]).toMatchObject({ from });
    for (const id of ["delivery-new1", "delivery-new2"])
      await expect.poll(() => queues.of("asked").getJobState(id)).toBe("delayed");
    expect([dealtWith, notBelieved]).toEqual([[], []]);
  });
});
