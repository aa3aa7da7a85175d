/** What operators see of a real bot: its metrics, its readiness, its traces, and its log. */
import { Redis } from "ioredis";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startReceiver } from "./adapters/tracing/receiver.ts";
import { startFakeSlack, type FakeSlack } from "./fake-slack/fake-slack.ts";
import { appToken, botToken } from "./fake-slack/people.ts";
import { startProgram, type Program } from "./program.ts";
import { canRunRedis, startRedis, type PrivateRedis } from "./redis.ts";

if (!canRunRedis) process.stderr.write("SKIPPED test/watched.test.ts: no redis-server here\n");

const channel = "C0ONCALL";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe.skipIf(!canRunRedis)("a bot that is watched", { timeout: 60_000 }, () => {
  let slack: FakeSlack;
  let redis: PrivateRedis;
  let bot: Program;
  let collector: Awaited<ReturnType<typeof startReceiver>>;
  let port = 0;
  const read = async (path: string): Promise<string> =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  beforeAll(async () => {
    [slack, redis, collector, port] = await Promise.all([
      startFakeSlack({ rateLimits: false }),
      startRedis(),
      startReceiver(),
      freePort(),
    ]);
    bot = await startProgram("bot", {
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: slack.apiUrl,
      REDIS_URL: redis.url,
      NETDIAG_ALLOWED_CHANNELS: channel,
      NETDIAG_HEALTH_PORT: String(port),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    });
    await slack.people.slash("U0MEI", channel, "ingress-nginx -> productpage:9080");
    await slack.people.slash("U0SAM", "C0RANDOM", "web -> db:5432");
    await slack.until("the status", () => slack.workspace.inChannel(channel).at(-1));
  }, 60_000);
  afterAll(async () => {
    await bot.end("SIGTERM");
    collector.stop();
    await Promise.all([slack.close(), redis.stop()]);
  });

  test("counts acknowledgements, denials, calls of Slack, and what waits in the queues", async () => {
    const metrics = (): Promise<string> => read("/metrics");
    await expect
      .poll(metrics, { timeout: 20_000 })
      .toMatch(/^netdiag_queue_jobs\{queue="diagnosis",state="waiting",program="bot"\} 1$/m);
    await expect.poll(metrics, { timeout: 20_000 }).toMatch(/^netdiag_denials_total\{program="bot"\} 1$/m);
    const body = await metrics();
    expect(body).toMatch(/^netdiag_ack_seconds_count\{program="bot",entry="slash command"\} 2$/m);
    expect(body).toMatch(
      /^netdiag_slack_calls_total\{method="chat.postMessage",status="200",program="bot"\} \d+$/m,
    );
    expect(body).toMatch(/^netdiag_queue_oldest_seconds\{queue="diagnosis",program="bot"\} [\d.]+$/m);
    expect(body).toMatch(/^netdiag_check_holds\{check="slack",program="bot"\} 1$/m);
    for (const secret of ["U0MEI", "U0SAM", channel, "productpage"]) expect(body).not.toContain(secret);
  });

  test("sends the trace from Slack's delivery to the queue of diagnoses", async () => {
    const named = (name: RegExp) => collector.spans.find((span) => name.test(span.name));
    await expect.poll(() => named(/add diagnosis/), { timeout: 20_000 }).toBeDefined();
    await expect.poll(() => named(/^Slack: slash command$/), { timeout: 20_000 }).toBeDefined();
    const delivered = collector.spans.filter(({ name }) => name === "Slack: slash command");
    expect(delivered.map(({ traceId }) => traceId)).toContain(named(/add diagnosis/)?.traceId);
  });

  test("is not ready while Redis takes connections and does not answer, and its metrics can be read", async () => {
    const other = new Redis(redis.url);
    await other.call("CLIENT", "PAUSE", "8000", "ALL");
    other.disconnect();
    await expect.poll(() => read("/readyz"), { timeout: 7000 }).toContain("redis");
    expect(await read("/metrics")).toMatch(/^netdiag_check_holds\{check="redis",program="bot"\} 0$/m);
    await expect.poll(() => read("/readyz"), { timeout: 20_000 }).toBe("ok\n");
  });

  test("is not ready, and alive all the same, while Redis is away", async () => {
    await redis.stop();
    await expect.poll(() => read("/readyz"), { timeout: 20_000 }).toContain("redis");
    expect(await read("/livez")).toBe("ok\n");
    expect(await read("/metrics")).toMatch(/^netdiag_check_holds\{check="redis",program="bot"\} 0$/m);
    redis = await startRedis(redis.port);
    await expect.poll(() => read("/readyz"), { timeout: 20_000 }).toBe("ok\n");
  });
});
