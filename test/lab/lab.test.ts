/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment --
   client-node names classes as its types and takes plain objects. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { CoreV1Api, KubeConfig, NetworkingV1Api } from "@kubernetes/client-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { execIn } from "./api/exec-client.ts";
import { at } from "./api/object.ts";
import { incident } from "./clusters/incident.ts";
import { startLab, type Lab } from "./lab.ts";
import { describeOnLab } from "./network/on-lab.ts";

describeOnLab.each(["nft", "legacy"] as const)("the incident on %s", (backend) => {
  let lab: Lab;
  let config: KubeConfig;
  beforeAll(async () => {
    lab = await startLab({ cluster: incident, backend, podStartMs: 50 });
    config = new KubeConfig();
    config.loadFromFile(lab.kubeconfig());
  });
  afterAll(() => lab.stop());

  /** What one HTTP request from a pod of a workload to a URL ends as: curl's exit code. */
  async function curl(namespace: string, app: string, url: string): Promise<number | null> {
    const pod = lab.api.list("Pod", namespace).find(({ metadata }) => metadata.labels?.["app"] === app);
    const argv = ["curl", "-s", "-o", "/dev/null", "-m", "1", url];
    return (await lab.network.runInPod(namespace, pod?.metadata.name ?? "", argv)).exitCode;
  }
  const timedOut = 28;
  const toPod = "http://10.233.75.9:9080/";
  const toService = "http://productpage.test.svc.cluster.local:9080/";

  test("all pods run, at least 12 of them with an address of their own", async () => {
    const { items } = await config.makeApiClient(CoreV1Api).listPodForAllNamespaces();
    expect(items.map((pod) => pod.status?.phase)).toEqual(items.map(() => "Running"));
    expect(items.filter((pod) => pod.spec?.hostNetwork !== true).length).toBeGreaterThanOrEqual(12);
  });

  test("ingress-nginx reaches neither pod nor Service; a pod of the same workspace does", async () => {
    expect(await curl("ingress-nginx", "ingress-nginx", toPod)).toBe(timedOut);
    expect(await curl("ingress-nginx", "ingress-nginx", toService)).toBe(timedOut);
    expect(await curl("demo", "client", toPod)).toBe(0);
    expect(await curl("test", "client", toService)).toBe(0);
  });

  test("exec into netdiag's pod is the node, with its processes", async () => {
    const pods = lab.api.list("Pod", "netdiag-probers");
    expect(pods).toHaveLength(3);
    for (const pod of pods) {
      const script = "hostname; cat /proc/1/comm";
      const { stdout, exitCode } = await execIn(config, "netdiag-probers", pod.metadata.name, [
        "sh",
        "-c",
        script,
      ]);
      expect([stdout, exitCode]).toEqual([`${String(at(pod, "spec.nodeName"))}\nsleep\n`, 0]);
    }
  });

  test("a program this machine does not have is missing in the pod too", async () => {
    const [pod] = lab.api.list("Pod", "netdiag-probers");
    const ended = await execIn(config, "netdiag-probers", pod?.metadata.name ?? "", [
      "crictl-that-is-not-there",
    ]);
    expect(ended.reason).toBe("InternalError");
  });

  test("an additional policy through the API opens the way, and its deletion closes it again", async () => {
    const networking = config.makeApiClient(NetworkingV1Api);
    await networking.createNamespacedNetworkPolicy({
      namespace: "test",
      body: {
        metadata: { name: "allow-ingress-nginx" },
        spec: {
          podSelector: { matchLabels: { app: "productpage" } },
          ingress: [
            {
              _from: [
                { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } },
              ],
              ports: [{ port: 9080 }],
            },
          ],
        },
      },
    });
    await lab.api.settled();
    expect(await curl("ingress-nginx", "ingress-nginx", toPod)).toBe(0);
    await networking.deleteNamespacedNetworkPolicy({ name: "allow-ingress-nginx", namespace: "test" });
    await lab.api.settled();
    expect(await curl("ingress-nginx", "ingress-nginx", toPod)).toBe(timedOut);
  });

  test("a namespace label is as good as a policy", async () => {
    const patch = (workspace: string): unknown =>
      lab.api.patch(
        { kind: "Namespace", name: "ingress-nginx" },
        { metadata: { labels: { "kubesphere.io/workspace": workspace } } },
      );
    patch("demo");
    await lab.api.settled();
    expect(await curl("ingress-nginx", "ingress-nginx", toPod)).toBe(0);
    patch("system-workspace");
    await lab.api.settled();
  });

  test("a Service without ready pods has no endpoint, and gets it back", async () => {
    const ready = (status: "True" | "False"): void => {
      for (const { metadata } of lab.api
        .list("Pod", "test")
        .filter((pod) => pod.metadata.labels?.["app"] === "reviews"))
        lab.api.patch(
          { kind: "Pod", namespace: "test", name: metadata.name },
          { status: { conditions: [{ type: "Ready", status }] } },
        );
    };
    ready("False");
    await lab.api.settled();
    expect(await curl("test", "client", "http://reviews:9080/")).not.toBe(0);
    ready("True");
    await lab.api.settled();
    expect(await curl("test", "client", "http://reviews:9080/")).toBe(0);
  });

  test("a debug pod made through the API runs after a moment, is the node, and ends at its deadline", async () => {
    const core = config.makeApiClient(CoreV1Api);
    await core.createNamespacedPod({
      namespace: "netdiag-probers",
      body: {
        metadata: { name: "debug" },
        spec: {
          nodeName: "node2",
          hostNetwork: true,
          hostPID: true,
          activeDeadlineSeconds: 1,
          containers: [{ name: "debug", image: "x" }],
        },
      },
    });
    await lab.api.settled();
    const read = async (): Promise<string | undefined> =>
      (await core.readNamespacedPod({ name: "debug", namespace: "netdiag-probers" })).status?.phase;
    expect(await read()).toBe("Running");
    await wait(1000);
    await expect.poll(read).toBe("Failed");
    await core.deleteNamespacedPod({ name: "debug", namespace: "netdiag-probers" });
    await expect
      .poll(() => lab.api.get({ kind: "Pod", namespace: "netdiag-probers", name: "debug" }))
      .toBeUndefined();
  });

  test("a new Deployment's pods answer, and are gone when it is deleted", async () => {
    const labels = { app: "late" };
    lab.api.apply({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "late", namespace: "demo" },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: "late", image: "x", ports: [{ containerPort: 8088 }] }] },
        },
      },
    });
    await lab.api.settled();
    const [pod] = lab.api.list("Pod", "demo").filter(({ metadata }) => metadata.labels?.["app"] === "late");
    const status = pod?.["status"];
    expect(status).toMatchObject({ phase: "Running" });
    const ip = typeof status === "object" && status !== null && "podIP" in status ? String(status.podIP) : "";
    expect(await curl("demo", "client", `http://${ip}:8088/`)).toBe(0);
    lab.api.delete({ kind: "Deployment", namespace: "demo", name: "late" });
    await lab.api.settled();
    expect(await curl("demo", "client", `http://${ip}:8088/`)).not.toBe(0);
  });
});

/** PIDs of this process' children. */
function children(): readonly string[] {
  return readdirSync("/proc").filter((entry) => {
    try {
      const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${entry}/stat`, "utf8")) ?? [];
      return parent === String(process.pid);
    } catch {
      return false;
    }
  });
}

describeOnLab("a stopped lab", () => {
  test("leaves no process and no kubeconfig behind", async () => {
    const before = children();
    const lab = await startLab({ cluster: incident });
    const path = lab.kubeconfig();
    expect(readFileSync(path, "utf8")).toContain(lab.apiUrl);
    await lab.stop();
    expect(existsSync(path)).toBe(false);
    await expect.poll(children).toEqual(before);
  });
});
