/** The real worker as a process of its own, on the lab, answering into the fake Slack. */
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parseQuestion } from "../src/question/index.ts";
import { createLooks } from "../src/adapters/bullmq/looks.ts";
import { connectRedis } from "../src/adapters/redis/connect.ts";
import { createEvidenceStore } from "../src/adapters/redis/evidence-store.ts";
import { createHistory } from "../src/adapters/redis/history.ts";
import { openWorld, type World } from "./adapters/bullmq/world.ts";
import { startFakeSlack, type FakeSlack } from "./fake-slack/fake-slack.ts";
import { botToken } from "./fake-slack/people.ts";
import { incident } from "./lab/clusters/incident.ts";
import { startLab, type Lab } from "./lab/lab.ts";
import { labPrivilege } from "./lab/network/network.ts";
import { startProgram, type Program } from "./program.ts";
import { anyRedis, redisMissing } from "./redis.ts";

const missing = labPrivilege() === "none" ? "no namespaces allowed on this machine" : redisMissing();
if (missing) process.stderr.write(`SKIPPED test/worker.test.ts: ${missing}\n`);

const channel = "C0ONCALL";

describe.skipIf(missing !== undefined)("a worker", { timeout: 90_000 }, () => {
  let lab: Lab;
  let slack: FakeSlack;
  let redis: Awaited<ReturnType<typeof anyRedis>>;
  let world: World;
  let asked = 0;
  const workers: Program[] = [];
  beforeAll(async () => {
    [lab, slack, redis] = await Promise.all([
      startLab({ cluster: incident, execDelayMs: 1000 }),
      startFakeSlack(),
      anyRedis(),
    ]);
    world = openWorld(redis.url);
  }, 60_000);
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.end("SIGKILL");
  });
  afterAll(async () => {
    await world.close();
    await Promise.all([lab.stop(), slack.close(), redis.stop()]);
  });

  const startWorker = async (): Promise<Program> => {
    const worker = await startProgram("worker", {
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slack.apiUrl,
      REDIS_URL: redis.url,
      KUBECONFIG: lab.kubeconfig(),
      NETDIAG_CLUSTER_NAME: "prod-1",
      NETDIAG_TAKEOVER_SECONDS: "4",
    });
    workers.push(worker);
    return worker;
  };

  const submit = async (text: string, watch?: string): Promise<string> => {
    const parsed = parseQuestion(text);
    if (!("question" in parsed)) throw new Error(parsed.refusal.sentence);
    const { id } = await world.diagnoses.submit({
      question: parsed.question,
      origin: {
        key: `question-${(asked += 1)}`,
        channel,
        user: "U0MEI",
        grant: { action: watch === undefined ? "ask" : "watch", groups: [], ofAll: true },
        ...(watch !== undefined && { watch }),
      },
    });
    return id;
  };
  /** Top-level messages since the test began. */
  const since = (ts: number) => slack.workspace.inChannel(channel).filter((message) => message.at >= ts);

  test("answers in one message that becomes the verdict, with the detail in its thread", async () => {
    const began = Date.now();
    await startWorker();
    await submit("ingress-nginx -> productpage");
    const verdict = await slack.until(
      "the verdict",
      () => since(began).find(({ text }) => text.startsWith("⛔")),
      40_000,
    );
    expect(since(began)).toHaveLength(1);
    expect(verdict.edits.length).toBeGreaterThan(0);
    const thread = () => slack.workspace.inThread(channel, verdict.ts).map(({ text }) => text);
    await expect.poll(thread, { timeout: 10_000 }).toContainEqual(expect.stringMatching(/^Fix: /));
    const own = connectRedis(redis.url, () => undefined);
    onTestFinished(() => {
      own.disconnect();
    });
    const history = createHistory(own, createEvidenceStore(own));
    const past = async () =>
      (await history.last({ user: "U0MEI" })).find(({ line }) => line === verdict.text)?.about;
    await expect.poll(past, { timeout: 10_000 }).toContainEqual({ namespace: "test" });
  });

  test("a look of a watch is told to the watch, and to nobody else", async () => {
    const began = Date.now();
    await startWorker();
    const id = await submit("ingress-nginx -> productpage:9080", "nw-0a1b2c3d4e5f");
    const looks = createLooks(world.queues);
    await expect
      .poll(() => looks.of(`question-${asked}`), { timeout: 60_000, interval: 200 })
      .toMatchObject({ kind: "seen", seen: { verdict: "blocked" } });
    expect(since(began)).toEqual([]);
    const own = connectRedis(redis.url, () => undefined);
    expect(await createEvidenceStore(own).load(id)).toBeUndefined();
    own.disconnect();
  });

  test("killed in the middle, another goes on in the same message, to one verdict", async () => {
    const began = Date.now();
    const first = await startWorker();
    await submit("ingress-nginx -> test/productpage:9080");
    await slack.until("the status message", () => since(began)[0], 40_000);
    await first.end("SIGKILL");
    await startWorker();
    await slack.until("the verdict", () => since(began).find(({ text }) => text.startsWith("⛔")), 60_000);
    await delay(1000);
    expect(since(began)).toHaveLength(1);
  });

  test("Stop reaches it in the middle, and its message is told no verdict", async () => {
    const began = Date.now();
    const worker = await startWorker();
    const id = await submit("ingress-nginx -> svc/productpage.test");
    await slack.until("the status message", () => since(began)[0], 40_000);
    const left = await world.diagnoses.leave(id, { user: "U0MEI" });
    if (!left) throw new Error("nobody was left to stop it");
    await world.telling.tell({ ...left, ending: { kind: "failed", sentence: "Stopped." } });
    await slack.until("the end", () => since(began).find(({ text }) => text.includes("Stopped")), 10_000);
    await expect
      .poll(() => worker.lines.some((line) => line.includes("diagnosis ended early")), { timeout: 10_000 })
      .toBe(true);
    expect(since(began)).toHaveLength(1);
  });

  test("what nobody knows by that name is answered, not failed", async () => {
    const began = Date.now();
    await startWorker();
    await submit("ingress-nginx -> prodcutpage");
    const end = await slack.until(
      "the end",
      () => since(began).find(({ text }) => text.includes("prodcutpage") && text.startsWith("❔")),
      40_000,
    );
    expect(end.text).toMatch(/Did you mean .*productpage/);
  });
});
