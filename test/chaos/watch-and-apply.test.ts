/**
 * What comes after an answer as it ships: the bot and the worker as processes, Redis, a cluster of namespaces with real packets.
 * Watch until fixed and Apply fix, with both programs killed where it hurts most; Capture, from the button to the file.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLooks } from "../../src/adapters/bullmq/looks.ts";
import { WatchBook } from "../../src/adapters/bullmq/watches.ts";
import type { Watch } from "../../src/model/watch.ts";
import { watchPace } from "../../src/watch/pace.ts";
import { actionIds } from "../../src/report/slack/action-ids.ts";
import { openWorld, type World } from "../adapters/bullmq/world.ts";
import { readable } from "../demo/show.ts";
import { startFakeSlack, type FakeSlack } from "../fake-slack/fake-slack.ts";
import { appToken, botToken } from "../fake-slack/people.ts";
import type { Message } from "../fake-slack/types.ts";
import { jobKey } from "../job-key.ts";
import type { KubeObject } from "../lab/api/object.ts";
import { incident } from "../lab/clusters/incident.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { canRunRedis } from "../redis.ts";
import { buildPrograms, freePort, startProgram, workFolder, YardRedis, type Running } from "./processes.ts";

if (!canRunRedis) process.stderr.write("SKIPPED test/chaos/watch-and-apply.test.ts: no redis-server here\n");

const channel = "C0ONCALL";
/** What the client says while it is captured. */
const secret = "a-password-that-stays-where-it-is";
const policy = "allow-ingress-nginx-to-productpage";
/** Generous: on an idle machine nothing takes ten seconds. */
const patienceMs = 60_000;
const rules = `rules:
  - name: on call
    channels: [${channel}]
    namespaces: ["*"]
    nodes: ["*"]
    actions: [all, apply, approve, capture]
`;

describeOnLab("as it ships", { timeout: 180_000 }, () => {
  const folder = workFolder();
  let dist = "";
  let lab: Lab;
  let redis: YardRedis;
  let slack: FakeSlack;
  let world: World;
  let capturePort = 0;
  const programs: Running[] = [];

  const start = async (name: "bot" | "worker"): Promise<Running> => {
    const own =
      name === "bot"
        ? { SLACK_APP_TOKEN: appToken }
        : {
            KUBECONFIG: lab.kubeconfig(),
            NETDIAG_PROBER: "daemonset",
            NETDIAG_TAKEOVER_SECONDS: "4",
            // On a busy machine judging takes longer, and what was not judged in time has no fix to apply.
            NETDIAG_JUDGING_SECONDS: "60",
          };
    const environment = {
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slack.apiUrl,
      REDIS_URL: redis.url,
      NETDIAG_JOB_KEY: jobKey,
      NETDIAG_CLUSTER_NAME: "prod-1",
      NETDIAG_ACCESS_FILE: join(folder, "access.yaml"),
      NETDIAG_APPLY: "on",
      NETDIAG_CAPTURE_PORT: String(capturePort),
      ...own,
    };
    const running = await startProgram(name, { dist, log: join(folder, `${name}.log`), environment });
    programs.push(running);
    return running;
  };
  const running = async (name: "bot" | "worker"): Promise<Running> =>
    programs.find((program) => program.name === name && program.alive()) ?? (await start(name));
  beforeAll(async () => {
    writeFileSync(join(folder, "access.yaml"), rules);
    capturePort = await freePort();
    await Promise.all([
      buildPrograms(folder).then((it) => (dist = it)),
      startLab({ cluster: incident, podStartMs: 50 }).then((it) => (lab = it)),
      YardRedis.start(folder).then((it) => (redis = it)),
      startFakeSlack({ rateLimits: false }).then((it) => (slack = it)),
    ]);
    world = openWorld(redis.url);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.end("SIGKILL")));
    await world.close();
    await Promise.all([slack.close(), redis.kill(), lab.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const all = (says: string): Message[] =>
    [...slack.workspace.messages.values()].filter((message) => readable(message).includes(says));
  const until = (says: string): Promise<Message> =>
    slack
      .until(says, () => all(says)[0], patienceMs)
      .catch((error: unknown) => {
        const said = [...slack.workspace.messages.values(), ...slack.workspace.ephemerals];
        throw new Error(`of all that was said: ${said.map(({ text }) => text).join("\n")}`, { cause: error });
      });
  const whispered = (user: string, says: string): Promise<unknown> =>
    slack.until(
      says,
      () => slack.workspace.ephemerals.find((each) => each.user === user && readable(each).includes(says)),
      patienceMs,
    );
  const watches = (): Promise<readonly Watch[]> =>
    new WatchBook({
      queues: world.queues,
      clusterName: "prod-1",
      caps: { perPerson: 1, perChannel: 1, inAll: 1 },
      hours: 1,
      pace: watchPace,
    }).now();
  /** What the dead worker had in its hands is free at once, instead of after eight seconds. */
  const lockRunsOut = async (): Promise<void> => {
    const { redis: connection, prefix } = world.queues;
    const locks = await connection.keys(`${prefix}:change:*:lock`);
    expect(locks).toHaveLength(1);
    await connection.del(...locks);
  };
  /** Looks at once, as when an object on the way has changed. */
  const hurry = async (id: string): Promise<void> => {
    await createLooks(world.queues).hurry(id);
  };

  test.skipIf(!canRunRedis)(
    "an answer is watched, and its fix is applied once though the worker dies in that moment, and told by the next one",
    async () => {
      const [bot, worker] = await Promise.all([start("bot"), start("worker")]);
      await slack.people.slash("U0MEI", channel, "ingress-nginx -> productpage");
      const answer = await until("cannot reach");
      await slack.people.click("U0MEI", answer, actionIds.watch);
      await until("Watched until");
      await slack.people.click("U0MEI", answer, actionIds.applyFix);
      const request = await until("asks to apply this fix");
      await slack.people.click("U0MEI", request, actionIds.approve);
      await whispered("U0MEI", "somebody else has to approve it");

      const written: KubeObject[] = [];
      lab.server.store.onChange(({ type, object }) => {
        if (object.kind !== "NetworkPolicy" || object.metadata.name !== policy || type === "DELETED") return;
        written.push(object);
        // The object is there, and its answer has not left the API server.
        worker.signal("SIGKILL");
      });
      await slack.people.click("U0SAM", request, actionIds.approve);
      await slack.people.click("U0SAM", request, actionIds.approve);
      await whispered("U0SAM", "It was approved already");
      await expect.poll(() => worker.alive(), { timeout: patienceMs }).toBe(false);
      await lockRunsOut();
      await start("worker");

      // The watch goes on meanwhile, and goes on though the bot dies.
      const [begun] = await watches();
      const watch = begun?.id ?? "";
      await hurry(watch);
      await until("It passes now");
      await bot.end("SIGKILL");
      await start("bot");
      const applied = await until("was applied (resourceVersion");
      expect(readable(applied)).toContain(
        `kubectl delete networkpolicies.networking.k8s.io ${policy} -n test`,
      );
      const ended = await until("Approved by @U0SAM and applied");
      expect(ended.ts).toBe(request.ts);
      expect(readable(ended)).not.toContain("[Approve]");
      await slack.until(
        "the answer to the question that is asked again",
        () =>
          all("reaches productpage").find(
            ({ text, threadTs }) => threadTs === answer.ts && /^✅ ingress-nginx/.test(text),
          ),
        patienceMs,
      );
      expect(written).toHaveLength(1);
      expect(all("was applied (resourceVersion")).toHaveLength(1);

      lab.api.delete({
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        namespace: "test",
        name: policy,
      });
      await lab.api.settled();
      await hurry(watch);
      await until("It broke again");
      await slack.people.slash("U0SAM", channel, `stop ${watch}`);
      await until("stopped the watch");
      await expect.poll(watches, { timeout: patienceMs }).toEqual([]);
      expect(all("Watched until")).toEqual([]);
      for (const once of ["It passes now", "It broke again", "stopped the watch"])
        expect(all(once)).toHaveLength(1);
    },
  );

  test.skipIf(!canRunRedis)(
    "what two pods say to each other is captured until somebody stops it: headers alone, in a file behind a link",
    async () => {
      await Promise.all([running("bot"), running("worker")]);
      await slack.people.slash("U0MEI", channel, "test/client -> productpage.test:9080");
      const answer = await until("client reaches productpage");
      expect(readable(answer)).toContain("[Capture…]");
      await slack.people.click("U0MEI", answer, actionIds.capture);
      await whispered("U0MEI", "Packets are captured now");
      const capturing = await until("capturing on ");
      expect(capturing.threadTs).toBe(answer.ts);
      await slack.people.slash("U0MEI", channel, "status");
      await whispered("U0MEI", "Captured now");

      const [pod] = lab.api
        .list("Pod", "test")
        .filter(({ metadata }) => metadata.labels?.["app"] === "client");
      const url = "http://productpage.test.svc.cluster.local:9080/";
      const argv = ["curl", "-s", "-o", "/dev/null", "-m", "5", "-H", `Authorization: ${secret}`, url];
      expect(await lab.network.runInPod("test", pod?.metadata.name ?? "", argv)).toMatchObject({
        exitCode: 0,
      });
      await slack.people.click("U0SAM", capturing, actionIds.stopCapture);
      const told = await until("The file, headers alone");
      expect(told.ts).toBe(capturing.ts);
      expect(readable(told)).toContain("Stopped by @U0SAM");
      // The client's own connection, to the Service.
      expect(readable(told)).toMatch(/→ 10\.96\.11\.4:9080 TCP · 1 attempt · 1 answered/);
      expect(readable(told)).not.toContain("[Stop]");

      const link = /<(http:[^|>]+)\|/.exec(JSON.stringify(told.blocks))?.[1] ?? "";
      expect(link).toContain(`http://localhost:${capturePort}/captures/`);
      const file = Buffer.from(await (await fetch(link)).arrayBuffer());
      const { stdout, status } = spawnSync("tcpdump", ["-nn", "-r", "-"], { input: file });
      expect(status).toBe(0);
      expect(stdout.toString()).toMatch(/\.9080: Flags \[S\]/);
      for (const said of [secret, "GET /", "HTTP/1", "Host:"]) expect(file.includes(said)).toBe(false);
      const logs = ["bot", "worker"]
        .map((name) => readFileSync(join(folder, `${name}.log`), "utf8"))
        .join("");
      for (const event of ["capture-asked", "capture-begun", "capture-ended", "capture-fetched"])
        expect(logs).toContain(`"event":"${event}"`);
      for (const hidden of [secret, link.split("/").at(-1) ?? secret]) expect(logs).not.toContain(hidden);
    },
  );
});
