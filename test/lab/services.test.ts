/** What Services, names and pods do on the lab besides a ClusterIP: as kube-proxy, CoreDNS, the kubelet and the scheduler do. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { at, type KubeObject } from "./api/object.ts";
import type { LabCluster } from "./clusters/cluster.ts";
import { healthyIncident } from "./clusters/incident.ts";
import { deployment, statefulSet } from "./clusters/objects.ts";
import { startLab, type Lab } from "./lab.ts";
import { describeOnLab } from "./network/on-lab.ts";

function shopService(name: string, spec: Readonly<Record<string, unknown>>): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "demo" },
    spec: { selector: { app: "shop" }, ports: [{ name: "web", port: 80, targetPort: 8080 }], ...spec },
  };
}

/** One pod of the shop on node1, one on node3; clients on every node. */
const cluster: LabCluster = {
  ...healthyIncident,
  nodeLocalDNS: "169.254.20.10",
  outsideNames: { "web.example.com": "192.168.0.1" },
  objects: [
    ...healthyIncident.objects,
    statefulSet({
      namespace: "demo",
      name: "store",
      labels: { app: "store" },
      image: "x",
      ports: [{ name: "http", containerPort: 8080 }],
      replicas: 2,
    }),
    deployment({
      namespace: "demo",
      name: "on-host-port",
      labels: { app: "on-host-port" },
      image: "x",
      ports: [{ name: "http", containerPort: 8080, hostPort: 8088 }],
    }),
  ],
  placement: {
    ...healthyIncident.placement,
    "demo/store": [{ node: "node1" }, { node: "node2" }],
    "demo/on-host-port": [{ node: "node2" }],
  },
};

describeOnLab.each(["nft", "legacy"] as const)("on a lab with %s rules", (backend) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ cluster, backend, podStartMs: 20 });
  });
  afterAll(() => lab.stop());

  async function apply(...objects: readonly KubeObject[]): Promise<void> {
    for (const object of objects) lab.api.apply(object);
    await lab.api.settled();
  }

  const podOf = (workload: string): string =>
    lab.api
      .list("Pod", workload.split("/")[0])
      .find(({ metadata }) => metadata.name.startsWith(workload.split("/")[1] ?? ""))?.metadata.name ??
    "none";

  async function inPod(workload: string, ...argv: readonly string[]): Promise<string> {
    const [namespace = ""] = workload.split("/");
    const { stdout, stderr } = await lab.network.runInPod(namespace, podOf(workload), argv);
    return `${stdout}${stderr}`.trim();
  }

  /** The name of the host that answered, or curl's exit code. */
  async function curl(from: string, url: string): Promise<string> {
    return inPod(from, "sh", "-c", `curl -sS -m 1 "$1" 2>/dev/null || echo "exit $?"`, "sh", url);
  }
  async function fromOutside(url: string): Promise<string> {
    const script = `curl -sS -m 1 "$1" 2>/dev/null || echo "exit $?"`;
    return (await lab.network.runOnUnderlay(["sh", "-c", script, "sh", url])).stdout.trim();
  }

  const timedOut = "exit 28";
  const refused = "exit 7";
  const shop = /^shop-/;

  test("an external IP leads to the endpoints, from pods and from outside", async () => {
    await apply(shopService("outer", { clusterIP: "10.96.20.1", externalIPs: ["192.168.0.50"] }));
    expect(await curl("test/client", "http://192.168.0.50/")).toMatch(shop);
    await lab.network.runOnUnderlay(["ip", "route", "replace", "192.168.0.50/32", "via", "192.168.0.12"]);
    expect(await fromOutside("http://192.168.0.50/")).toMatch(shop);
  });

  test("a load balancer's address is open to its source ranges only", async () => {
    await apply(
      shopService("balanced", {
        clusterIP: "10.96.20.2",
        type: "LoadBalancer",
        loadBalancerSourceRanges: ["192.168.0.0/24"],
      }),
    );
    const ref = { kind: "Service", namespace: "demo", name: "balanced" };
    expect(at(lab.api.get(ref), "spec.ports")).toMatchObject([{ nodePort: expect.any(Number) as number }]);
    lab.api.patch(ref, { status: { loadBalancer: { ingress: [{ ip: "192.168.0.60", ipMode: "VIP" }] } } });
    await lab.api.settled();
    await lab.network.runOnUnderlay(["ip", "route", "replace", "192.168.0.60/32", "via", "192.168.0.12"]);
    expect(await fromOutside("http://192.168.0.60/")).toMatch(shop);
    expect(await curl("test/client", "http://192.168.0.60/")).toBe(timedOut);
    lab.api.patch(ref, { spec: { loadBalancerSourceRanges: ["10.0.0.0/8"] } });
    await lab.api.settled();
    expect(await fromOutside("http://192.168.0.60/")).toBe(timedOut);
    expect(await curl("test/client", "http://192.168.0.60/")).toMatch(shop);
  });

  test("with client affinity one client stays with one endpoint", async () => {
    await apply(shopService("sticky", { clusterIP: "10.96.20.3", sessionAffinity: "ClientIP" }));
    const answers = await inPod(
      "test/client",
      "sh",
      "-c",
      "for i in 1 2 3 4 5 6 7 8; do curl -s -m 1 http://10.96.20.3/; done | sort -u | wc -l",
    );
    expect(answers).toBe("1");
  });

  test("traffic that is to stay near goes to the endpoint of the client's zone", async () => {
    for (const [node, zone] of [
      ["node1", "a"],
      ["node2", "a"],
      ["node3", "b"],
    ] as const)
      lab.api.patch(
        { kind: "Node", name: node },
        { metadata: { labels: { "topology.kubernetes.io/zone": zone } } },
      );
    await apply(shopService("near", { clusterIP: "10.96.20.4", trafficDistribution: "PreferClose" }));
    const onNode1 = lab.api
      .list("Pod", "demo")
      .find((pod) => pod.metadata.name.startsWith("shop-") && at(pod, "spec.nodeName") === "node1");
    const answers = await inPod(
      "test/client",
      "sh",
      "-c",
      "for i in 1 2 3 4 5 6; do curl -s -m 1 http://10.96.20.4/; done | sort -u",
    );
    expect(answers).toBe(onNode1?.metadata.name);
    const slices = lab.api
      .list("EndpointSlice", "demo")
      .find(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === "near");
    expect(slices?.["endpoints"]).toMatchObject([
      { zone: "a", hints: { forZones: [{ name: "a" }] } },
      { zone: "b", hints: { forZones: [{ name: "b" }] } },
    ]);
  });

  test("a pod reaches itself through its Service", async () => {
    expect(await curl("demo/store-0", "http://192.168.0.11:10250/")).toBe("node1");
    await apply(
      shopService("self", {
        clusterIP: "10.96.20.5",
        selector: { "statefulset.kubernetes.io/pod-name": "store-0" },
      }),
    );
    expect(await curl("demo/store-0", "http://10.96.20.5/")).toBe("store-0");
  });

  test("a hostPort leads from its node to the pod, and from no other node", async () => {
    expect(await curl("demo/client", "http://192.168.0.12:8088/")).toMatch(/^on-host-port-/);
    expect(await fromOutside("http://192.168.0.12:8088/")).toMatch(/^on-host-port-/);
    expect(await curl("demo/client", "http://192.168.0.11:8088/")).toBe(refused);
  });

  test("a headless Service gives each pod of a StatefulSet a name", async () => {
    await apply({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "store", namespace: "demo" },
      spec: { clusterIP: "None", selector: { app: "store" }, ports: [{ name: "http", port: 8080 }] },
    });
    expect(await curl("demo/client", "http://store-1.store:8080/")).toBe("store-1");
    expect(await curl("test/client", "http://store-0.store.demo:8080/")).toBe("store-0");
    const slice = lab.api
      .list("EndpointSlice", "demo")
      .find(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === "store");
    expect(slice?.metadata.labels).toHaveProperty(["service.kubernetes.io/headless"], "");
  });

  const looksUp = (from: string, name: string): Promise<string> =>
    inPod(from, "dig", "+time=1", "+tries=1", "+noall", "+comments", "+answer", name, "@10.96.0.10");

  test("an ExternalName is an alias: of a Service, of the world outside, of nothing; an address is none", async () => {
    const named = (name: string, externalName: string): KubeObject => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace: "test" },
      spec: { type: "ExternalName", externalName },
    });
    await apply(
      named("to-shop", "shop.demo.svc.cluster.local"),
      named("to-outside", "web.example.com"),
      named("to-nothing", "shopp.demo.svc.cluster.local"),
      named("to-address", "192.168.0.1"),
    );
    expect(await curl("test/client", "http://to-shop/")).toMatch(shop);
    expect(await looksUp("test/client", "to-outside.test.svc.cluster.local")).toMatch(
      /CNAME\s+web\.example\.com\.[\s\S]*A\s+192\.168\.0\.1/,
    );
    const nothing = await looksUp("test/client", "to-nothing.test.svc.cluster.local");
    expect(nothing).toContain("CNAME");
    expect(nothing).not.toMatch(/\sA\s/);
    expect(await looksUp("test/client", "to-address.test.svc.cluster.local")).toContain("NXDOMAIN");
  });

  test("cluster DNS asks the nodes' resolver about other names; it does not know the cluster's", async () => {
    expect(await looksUp("test/client", "web.example.com")).toContain("192.168.0.1");
    expect(await looksUp("test/client", "nowhere.example.com")).toContain("NXDOMAIN");
    const { stdout } = await lab.network.runOnNode("node2", [
      "dig",
      "+time=1",
      "+tries=1",
      "shop.demo.svc.cluster.local",
    ]);
    expect(stdout).toContain("NXDOMAIN");
    expect((await lab.network.runOnNode("node2", ["getent", "hosts", "node3"])).stdout).toContain(
      "192.168.0.13",
    );
  });

  test.each([
    [
      "ClusterFirst",
      {},
      "search demo.svc.cluster.local svc.cluster.local cluster.local\nnameserver 169.254.20.10\noptions ndots:5",
    ],
    ["Default", { dnsPolicy: "Default" }, "nameserver 192.168.0.1"],
    ["ClusterFirst in the node's network", { hostNetwork: true }, "nameserver 192.168.0.1"],
    [
      "ClusterFirstWithHostNet",
      { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" },
      "search demo.svc.cluster.local svc.cluster.local cluster.local\nnameserver 169.254.20.10\noptions ndots:5",
    ],
    [
      "None",
      {
        dnsPolicy: "None",
        dnsConfig: {
          nameservers: ["8.8.8.8"],
          searches: ["corp.example"],
          options: [{ name: "ndots", value: "2" }],
        },
      },
      "search corp.example\nnameserver 8.8.8.8\noptions ndots:2",
    ],
  ])("with dnsPolicy %s a pod's resolv.conf is its own", async (_name, spec, text) => {
    const name = `dns-${JSON.stringify(spec).length}`;
    await apply({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, namespace: "demo" },
      spec: { ...spec, containers: [{ name: "c", image: "x" }] },
    });
    expect(await inPod(`demo/${name}`, "cat", "/etc/resolv.conf")).toBe(text);
    lab.api.delete({ kind: "Pod", namespace: "demo", name });
    await lab.api.settled();
  });

  test("the node-local cache answers pods on its own address", async () => {
    expect(
      await inPod("demo/client", "dig", "+short", "+time=1", "+tries=1", "shop.demo.svc.cluster.local"),
    ).toBe("10.96.12.4");
    expect(await curl("demo/client", "http://shop/")).toMatch(shop);
  });

  test("a pod's /etc/hosts is its kubelet's", async () => {
    const hosts = await inPod("demo/store-0", "cat", "/etc/hosts");
    expect(hosts).toContain("# Kubernetes-managed hosts file.");
    expect(hosts).toMatch(/^10\.233\.70\.\d+\tstore-0\.store\.demo\.svc\.cluster\.local\tstore-0$/m);
  });

  const bare = (name: string, spec: Readonly<Record<string, unknown>>): KubeObject => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "demo" },
    spec: { containers: [{ name: "c", image: "x" }], ...spec },
  });
  const conditionOf = (name: string): unknown => {
    const conditions = at(lab.api.get({ kind: "Pod", namespace: "demo", name }), "status.conditions");
    return Array.isArray(conditions)
      ? conditions.find((one: unknown) => at(one, "type") === "PodScheduled")
      : undefined;
  };

  test("a pod that no node can take stays Pending and says why", async () => {
    const ports = [{ name: "c", image: "x", ports: [{ containerPort: 80, hostPort: 8088 }] }];
    await apply(
      bare("no-such-node", { nodeSelector: { disk: "ssd" } }),
      bare("port-taken", { nodeSelector: { "kubernetes.io/hostname": "node2" }, containers: ports }),
    );
    expect(conditionOf("no-such-node")).toMatchObject({
      status: "False",
      reason: "Unschedulable",
      message: expect.stringContaining(
        "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
      ) as string,
    });
    expect(at(conditionOf("port-taken"), "message")).toContain(
      "1 node(s) didn't have free ports for the requested pod ports",
    );
    lab.api.patch({ kind: "Node", name: "node3" }, { metadata: { labels: { disk: "ssd" } } });
    await lab.api.settled();
    expect(at(lab.api.get({ kind: "Pod", namespace: "demo", name: "no-such-node" }), "status.phase")).toBe(
      "Running",
    );
    const events = lab.api
      .list("Event", "demo")
      .map(({ reason, message }) => `${String(reason)}: ${String(message)}`);
    expect(events.join("\n")).toContain("FailedScheduling: 0/3 nodes are available");
  });
});
