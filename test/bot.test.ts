/** The real bot as a process of its own, between the fake Slack and a real Redis. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createDiagnosisWorker, type DiagnosisJob } from "../src/adapters/bullmq/worker.ts";
import { connectRedis } from "../src/adapters/redis/connect.ts";
import { createHistory } from "../src/adapters/redis/history.ts";
import { openWorld, type World } from "./adapters/bullmq/world.ts";
import { startFakeSlack, type FakeSlack } from "./fake-slack/fake-slack.ts";
import { appToken, botToken, signingSecret } from "./fake-slack/people.ts";
import { startProgram, type Program } from "./program.ts";
import { canRunRedis, startRedis, type PrivateRedis } from "./redis.ts";

if (!canRunRedis) process.stderr.write("SKIPPED test/bot.test.ts: no redis-server here\n");

const channel = "C0ONCALL";

describe.skipIf(!canRunRedis)("a bot", { timeout: 40_000 }, () => {
  let slack: FakeSlack;
  let redis: PrivateRedis;
  let bot: Program;
  /** Takes what the bot queues and is done with it. */
  let world: World;
  let worker: Awaited<ReturnType<typeof createDiagnosisWorker>>;
  const jobs: DiagnosisJob[] = [];
  const closing: (() => Promise<void>)[] = [];
  const environment = () => ({
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: slack.apiUrl,
    REDIS_URL: redis.url,
    NETDIAG_CLUSTER_NAME: "prod-1",
    NETDIAG_ALLOWED_CHANNELS: channel,
  });
  beforeAll(async () => {
    [slack, redis] = await Promise.all([startFakeSlack({ rateLimits: false }), startRedis()]);
    bot = await startProgram("bot", environment());
    world = openWorld(redis.url);
    worker = await createDiagnosisWorker({
      queues: world.queues,
      telling: world.telling,
      run: (job) => {
        jobs.push(job);
        return Promise.resolve({ kind: "failed", sentence: "Nothing was looked at." });
      },
      endingOf: () => ({ kind: "failed", sentence: "It failed." }),
      concurrency: 1,
      deadlineMs: 20_000,
    });
  }, 40_000);
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    jobs.length = 0;
  });
  afterAll(async () => {
    await bot.end("SIGTERM");
    await worker.close(0);
    await world.close();
    await Promise.all([slack.close(), redis.stop()]);
  });

  test("turns a slash command into a status message and a job that knows where to answer", async () => {
    expect(await slack.people.slash("U0MEI", channel, "ingress-nginx -> productpage:9080")).toEqual({
      acked: true,
    });
    const status = await slack.until("the status", () => slack.workspace.inChannel(channel).at(-1));
    await expect.poll(() => jobs).toHaveLength(1);
    expect(jobs[0]?.origin).toMatchObject({ channel, user: "U0MEI", statusTs: status.ts });
    expect(jobs[0]?.question).toMatchObject({ port: 9080, to: { name: "productpage" } });
  });

  test("tells what is open and what was answered, in words and in its home tab", async () => {
    const asked = "shop/web -> shop/db:5432";
    expect(await slack.people.slash("U0MEI", channel, asked)).toEqual({ acked: true });
    await expect.poll(() => jobs.map(({ question }) => question.text)).toContain(asked);
    const [job] = jobs.filter(({ question }) => question.text === asked);
    if (!job) throw new Error("it was not asked");
    // As the worker that told it does.
    const own = connectRedis(redis.url, () => undefined);
    closing.push(() => {
      own.disconnect();
      return Promise.resolve();
    });
    const ending = { kind: "failed", sentence: "Nothing was looked at." } as const;
    await createHistory(own, { about: () => Promise.resolve([]) }).note({ ...job, ending });
    const tell = async (word: string): Promise<string> => {
      const before = slack.workspace.ephemerals.length;
      await slack.people.slash("U0MEI", channel, word);
      return JSON.stringify(await slack.until(word, () => slack.workspace.ephemerals[before]));
    };
    // Nobody tells endings here, so it stays open.
    expect(await tell("status")).toMatch(/No worker is running.*shop\/web -&gt; shop\/db:5432/);
    expect(await tell("history")).toMatch(/shop\/web -&gt; shop\/db:5432.*Nothing was looked at/);
    await slack.people.openApp("U0MEI");
    const home = await slack.until("the home tab", () => slack.workspace.homes.get("U0MEI"));
    expect(JSON.stringify(home)).toMatch(/No worker is running.*Nothing was looked at.*What you may ask/);
  });

  test("tells who may not ask what to set, queues nothing, and leaves an audit line", async () => {
    const before = slack.workspace.ephemerals.length;
    await slack.people.slash("U0SAM", "C0RANDOM", "web -> db:5432");
    await slack.until("the refusal", () => slack.workspace.ephemerals[before]);
    expect(slack.workspace.ephemerals[before]?.text).toContain("NETDIAG_ALLOWED_CHANNELS");
    expect(jobs).toEqual([]);
    await expect
      .poll(() => bot.lines.find((line) => line.includes('"event":"denied"')))
      .toMatch(/"user":"U0SAM"/);
  });

  test.each(["SIGKILL", "SIGTERM"] as const)(
    "ended by %s in the moment it has acknowledged, its question is the next bot's",
    async (signal) => {
      // The other bot would get half of the deliveries.
      await bot.end("SIGTERM");
      const only = await startProgram("bot", environment());
      const text = `ingress-nginx -> productpage:${signal === "SIGKILL" ? 9081 : 9082}`;
      expect(await slack.people.slash("U0MEI", channel, text)).toEqual({ acked: true });
      await only.end(signal);
      bot = await startProgram("bot", environment());
      await expect.poll(() => jobs.map(({ question }) => question.text), { timeout: 20_000 }).toEqual([text]);
    },
  );

  test("with Redis gone says so to who asked, and works again when it is back", async () => {
    const before = slack.workspace.ephemerals.length;
    await redis.stop();
    expect(await slack.people.slash("U0MEI", channel, "web -> db:5432")).toEqual({ acked: true });
    const said = await slack.until("the sentence", () => slack.workspace.ephemerals[before]);
    expect(said.text).toMatch(/queue does not answer/);
    redis = await startRedis(redis.port);
    await expect
      .poll(
        async () => {
          await slack.people.slash("U0MEI", channel, "web -> db:5432");
          return jobs.length;
        },
        { timeout: 15_000, interval: 500 },
      )
      .toBeGreaterThan(0);
  });

  test("takes signed requests over HTTP instead, when there is no app token", async () => {
    const http = await startProgram("bot", {
      ...environment(),
      SLACK_APP_TOKEN: "",
      SLACK_SIGNING_SECRET: signingSecret,
      PORT: String(30_000 + (process.pid % 20_000)),
    });
    closing.push(() => http.end("SIGKILL"));
    const port = /"port":(\d+)/.exec(http.lines.find((line) => line.includes("bot is up")) ?? "")?.[1] ?? "";
    const forged = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: "POST",
      headers: {
        "x-slack-request-timestamp": String(Math.floor(Date.now() / 1000)),
        "x-slack-signature": "v0=00",
      },
      body: "command=/netdiag&text=a+->+b",
    });
    expect(forged.status).toBe(401);
  });

  test("does not start with a token Slack refuses, and says so without showing it", async () => {
    const failed = await startProgram("bot", { ...environment(), SLACK_BOT_TOKEN: "xoxb-wrong-token" }).catch(
      (error: unknown) => String(error),
    );
    expect(failed).toMatch(/netdiag bot cannot start: .*invalid_auth/);
    expect(failed).not.toContain("xoxb-wrong-token");
  });

  test("goes within a moment when it is told to", async () => {
    const other = await startProgram("bot", environment());
    const began = performance.now();
    await other.end("SIGTERM");
    expect(other.process.exitCode).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
