/** A capture on the lab: real programs talk, their headers are kept, and nothing of what they said. */
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCluster } from "../src/adapters/kubernetes/cluster.ts";
import { connectCluster, type Connection } from "../src/adapters/kubernetes/connection.ts";
import { createNodeShell } from "../src/adapters/kubernetes/node-shell.ts";
import { systemClock } from "../src/adapters/clock/system-clock.ts";
import { besideSeconds, captureTraffic } from "../src/capture.ts";
import type { Capture, CaptureProgress } from "../src/model/captured-traffic.ts";
import { parseQuestion } from "../src/question/index.ts";
import { renderTraffic } from "../src/report/traffic.ts";
import { healthyIncident } from "./lab/clusters/incident.ts";
import { startLab, type Lab } from "./lab/lab.ts";
import { describeOnLab } from "./lab/network/on-lab.ts";

const secret = "a-password-that-stays-where-it-is";

describeOnLab("a capture", { timeout: 60_000 }, () => {
  let lab: Lab;
  let connection: Connection;
  beforeAll(async () => {
    lab = await startLab({ cluster: healthyIncident, backend: "nft", podStartMs: 50 });
    connection = connectCluster({ kubeconfig: lab.kubeconfig() });
  });
  afterAll(() => lab.stop());

  async function curl(namespace: string, app: string, url: string): Promise<number | null> {
    const pod = lab.api.list("Pod", namespace).find(({ metadata }) => metadata.labels?.["app"] === app);
    const argv = ["curl", "-s", "-o", "/dev/null", "-m", "2", "-H", `Authorization: ${secret}`, url];
    return (await lab.network.runInPod(namespace, pod?.metadata.name ?? "", argv)).exitCode;
  }

  /** `beside` is done once while it watches, and then it is stopped; without it the time runs out. */
  async function watched(
    words: string,
    seconds: number,
    beside?: () => Promise<unknown>,
    namespace = "netdiag-probers",
  ): Promise<Capture> {
    const parsed = parseQuestion(words);
    if (!("question" in parsed)) throw new Error(`not a question: ${words}`);
    const nodes = createNodeShell(connection, {
      namespace,
      provider: "daemonset",
      owner: "test",
      limits: { lifeSeconds: seconds + besideSeconds },
    });
    const stop = new AbortController();
    let begun: Promise<void> | undefined;
    const onProgress = ({ stage }: CaptureProgress): void => {
      if (stage === "watching" && beside)
        begun ??= beside().then(() => {
          stop.abort();
        });
    };
    const watch = captureTraffic({ cluster: createCluster(connection), nodes, clock: systemClock });
    try {
      return await watch(parsed.question, { seconds, stop: stop.signal, onProgress });
    } finally {
      await begun;
      await nodes.close();
    }
  }

  test("tells who talked through the Service, on both nodes, and keeps nothing of what was said", async () => {
    const { traffic, pcapng } = await watched("test/client -> productpage.test:9080", 100, () =>
      curl("test", "client", "http://productpage.test.svc.cluster.local:9080/"),
    );
    expect(traffic).toMatchObject({ ended: "stopped", notLooked: [] });
    expect(traffic.nodes.map(({ node, bounds }) => [node, bounds])).toEqual([
      ["node2", []],
      ["node3", []],
    ]);
    const live = traffic.talks.filter(({ own }) => !own);
    // To the Service's address, and behind its translation.
    expect(live.map(({ port, attempts, answered }) => [port, attempts, answered])).toEqual([
      [9080, 1, 1],
      [9080, 1, 1],
    ]);
    const own = traffic.talks.filter((talk) => talk.own);
    expect(own.length).toBeGreaterThan(0);
    for (const { attempts, answered } of own) expect(answered).toBe(attempts);
    // netdiag's own, and those of the client, as they leave its pod.
    const [leaving] = traffic.places;
    expect(leaving).toMatchObject({ node: "node2", direction: "in", towards: "target" });
    expect(leaving?.device).toMatch(/^cali/);
    expect(traffic.places.map(({ inside }) => inside)).toContain("vxlan");
    const whole = Buffer.from(pcapng);
    for (const said of [secret, "GET /", "HTTP/1", "Host:"]) expect(whole.includes(said)).toBe(false);
    const { stdout, status } = spawnSync("tcpdump", ["-nn", "-r", "-"], { input: pcapng });
    expect(status).toBe(0);
    expect(stdout.toString()).toMatch(/Flags \[S\], seq/);
    const kept = traffic.nodes.reduce((sum, { packets }) => sum + packets, 0);
    expect(stdout.toString().match(/^\d\d:/gm)).toHaveLength(kept);
    expect(renderTraffic(traffic)).toContain("netdiag's own");
  });

  test("ends when its time is over, and its own packets are seen where nobody talks", async () => {
    const { traffic } = await watched("demo/client -> test/details:9080", 1);
    expect(traffic.ended).toBe("time");
    expect(traffic.talks.filter(({ own }) => !own)).toEqual([]);
    expect(traffic.talks.map(({ attempts }) => attempts)).toContain(7);
  });

  test("a node that cannot be stood on is told, with the next step", async () => {
    const { traffic, pcapng } = await watched(
      "demo/client -> test/details:9080",
      1,
      undefined,
      "no-such-namespace",
    );
    expect(traffic).toMatchObject({ ended: "lost", nodes: [], talks: [] });
    expect(traffic.notLooked.map(({ notSeen }) => notSeen.next)).not.toContain("");
    expect(traffic.notLooked.length).toBeGreaterThan(0);
    expect(pcapng.length).toBeGreaterThan(0);
  });

  test("what is stopped before it watches is not done", async () => {
    const watch = captureTraffic({
      cluster: createCluster(connection),
      nodes: { open: () => Promise.reject(new Error("nobody stands anywhere")) },
      clock: systemClock,
    });
    const parsed = parseQuestion("demo/client -> test/details:9080");
    if (!("question" in parsed)) throw new Error("not a question");
    const stop = AbortSignal.abort(new Error("changed my mind"));
    await expect(watch(parsed.question, { seconds: 30, stop })).rejects.toThrow("changed my mind");
    await expect(watch(parsed.question, { seconds: 121 })).rejects.toThrow(RangeError);
  });
});
