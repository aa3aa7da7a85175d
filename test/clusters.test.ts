/** The real bot and the real workers of two clusters, as processes of their own, over one Redis. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionIds } from "../src/report/slack/action-ids.ts";
import { type FakeApi, startFakeApi } from "./adapters/kubernetes/fake-api.ts";
import { words } from "./adapters/slack/harness.ts";
import { startFakeSlack, type FakeSlack } from "./fake-slack/fake-slack.ts";
import { appToken, botToken } from "./fake-slack/people.ts";
import { startProgram, type Program } from "./program.ts";
import { anyRedis, redisMissing } from "./redis.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED test/clusters.test.ts: ${missing}\n`);

const channel = "C0ONCALL";

/** An API server of a cluster that has one Service, and no pod. */
async function clusterWith(service: string): Promise<FakeApi> {
  const api = await startFakeApi();
  const services = [
    { metadata: { name: service, namespace: "shop" }, spec: { ports: [{ name: "http", port: 80 }] } },
  ];
  api.routes = ({ path }) => {
    const isOne = path.endsWith(`/${service}`);
    if (path.endsWith("/services")) return { code: 200, body: { metadata: {}, items: services } };
    if (/\/(?:api|apis\/[a-z0-9.]+)\/v1(?:\/namespaces\/[a-z]+)?\/[a-z]+$/.test(path) && !isOne)
      return { code: 200, body: { metadata: {}, items: [] } };
    return undefined;
  };
  return api;
}

describe.skipIf(missing !== undefined)("one bot and two clusters", { timeout: 60_000 }, () => {
  let slack: FakeSlack;
  let redis: Awaited<ReturnType<typeof anyRedis>>;
  let apis: readonly [FakeApi, FakeApi];
  const programs: Program[] = [];

  beforeAll(async () => {
    [slack, redis] = await Promise.all([startFakeSlack({ rateLimits: false }), anyRedis()]);
    apis = await Promise.all([clusterWith("bakery"), clusterWith("brewery")]);
    const shared = { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slack.apiUrl, REDIS_URL: redis.url };
    const started = await Promise.all([
      startProgram("bot", {
        ...shared,
        SLACK_APP_TOKEN: appToken,
        NETDIAG_CLUSTER_NAME: "prod-1",
        NETDIAG_CLUSTERS: "prod-2, prod-3",
        NETDIAG_ALLOWED_CHANNELS: channel,
      }),
      startProgram("worker", {
        ...shared,
        KUBECONFIG: apis[0].kubeconfig,
        NETDIAG_CLUSTER_NAME: "prod-1",
      }),
      startProgram("worker", {
        ...shared,
        KUBECONFIG: apis[1].kubeconfig,
        NETDIAG_CLUSTER_NAME: "prod-2",
        NETDIAG_DEFAULT_CLUSTER: "prod-1",
      }),
    ]);
    programs.push(...started);
  }, 60_000);
  afterAll(async () => {
    for (const program of programs) await program.end("SIGKILL");
    await Promise.all([...apis.map((api) => api.stop()), slack.close(), redis.stop()]);
  });

  const answerTo = (text: string): Promise<string> =>
    slack.until(
      `the answer to ${text}`,
      () => {
        const message = slack.workspace
          .inChannel(channel)
          .find((each) => each.text.includes(text.replace("->", "-&gt;")) || words(each).includes(text));
        return message && words(message).includes("❔") && words(message);
      },
      40_000,
    );

  test("each question is answered by its cluster: what is there is another thing in each", async () => {
    await slack.people.slash("U0MEI", channel, "shop/nobody -> shop/bakry:80 --cluster prod-3");
    await slack.people.slash("U0MEI", channel, "shop/bakry -> shop/other:80");
    await slack.people.slash("U0MEI", channel, "shop/brewry -> shop/other:80 --cluster prod-2");
    expect(await answerTo("shop/bakry -> shop/other")).toMatch(/bakery[^]*prod-1|prod-1[^]*bakery/);
    const other = await answerTo("shop/brewry -> shop/other");
    expect(other).toMatch(/prod-2[^]*brewery|brewery[^]*prod-2/);
    expect(other).not.toContain("bakery");
  });

  test("a cluster without a worker is said to have none, and status says who works where", async () => {
    await slack.until(
      "that nobody works there",
      () =>
        slack.workspace
          .inChannel(channel)
          .some((each) => words(each).includes("no worker of cluster prod-3 is running")),
      30_000,
    );
    await slack.people.slash("U0MEI", channel, "status");
    const status = await slack.until("the status", () => slack.workspace.ephemerals.at(-1));
    expect(words(status)).toContain("prod-1: 1 worker runs, 8 questions at once. prod-2: 1 worker runs");
    expect(words(status)).toContain("prod-3: No worker is running");
  });

  test("while one types, names of the default cluster are offered, which its worker keeps", async () => {
    await slack.people.slash("U0MEI", channel, "");
    await slack.until("the form", () => slack.workspace.views.size === 1);
    const offered = await slack.people.type("U0MEI", "form", actionIds.formTo, "b");
    expect(offered.map(({ value }) => value)).toEqual(["b", "shop/bakery:80"]);
  });
});
