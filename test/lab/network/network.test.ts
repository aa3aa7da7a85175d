import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOnLab } from "./on-lab.ts";
import { labPrivilege, userNamespacesAllowed } from "./privilege.ts";
import { buildNetwork, type ClusterObjects, type Network } from "./network.ts";
import {
  clusterDNS,
  clusterObjects,
  connects,
  networkPolicy,
  podSpecs,
  serviceObjects,
  smallPlan,
  web,
  type SmallPod,
} from "./small-cluster.ts";

const pods: readonly SmallPod[] = [
  { name: "client", node: 1, labels: { app: "client" } },
  {
    name: "server",
    node: 3,
    labels: { app: "server" },
    listeners: [
      web,
      { port: 7, protocol: "TCP", kind: "echo" },
      { port: 7, protocol: "UDP", kind: "echo" },
      { port: 8081, protocol: "TCP", kind: "http", bind: "127.0.0.1" },
    ],
  },
  {
    namespace: "kube-system",
    name: "coredns",
    node: 2,
    listeners: [{ port: 53, protocol: "UDP", kind: "dns" }],
  },
  { name: "on-host", node: 2, hostNetwork: true, listeners: [{ port: 9100, protocol: "TCP", kind: "http" }] },
];
const [client, server, coredns, onHost] = podSpecs(pods);
if (!client || !server || !coredns || !onHost) throw new Error("four pods were planned");

const shop = serviceObjects(
  "shop",
  { four: "10.96.12.34", six: "fd00:30::34" },
  { port: 80, targetPort: 8080, nodePort: 30080 },
  [server],
);
const orphan = serviceObjects("orphan", { four: "10.96.12.99" }, { port: 80, targetPort: 80 }, []);
const dns = serviceObjects(
  "kube-dns",
  { four: clusterDNS },
  { port: 53, targetPort: 53, protocol: "UDP" },
  [coredns],
  "kube-system",
);
const services = {
  services: [shop.service, orphan.service, dns.service],
  endpointSlices: [...shop.slices, ...orphan.slices, ...dns.slices],
};
const open = clusterObjects(pods, services);
const denied: ClusterObjects = clusterObjects(pods, {
  ...services,
  networkPolicies: [networkPolicy("server-deny", { podSelector: { matchLabels: { app: "server" } } })],
});

const variants = [
  { backend: "legacy", rootless: labPrivilege() === "user-namespace" },
  { backend: "nft", rootless: labPrivilege() === "user-namespace" },
  ...(labPrivilege() === "root" && userNamespacesAllowed()
    ? [{ backend: "nft", rootless: true } as const]
    : []),
] as const;

describeOnLab.each(variants)("a network of $backend rules (rootless: $rootless)", ({ backend, rootless }) => {
  let net: Network;
  beforeAll(async () => {
    net = await buildNetwork(smallPlan(pods, backend, rootless));
    await net.sync(open);
  });
  afterAll(() => net.stop());

  const curl = async (url: string): Promise<string> => {
    const { stdout, stderr, exitCode } = await net.runInPod("demo", "client", [
      "curl",
      "-sS",
      "-m",
      "2",
      url,
    ]);
    return exitCode === 0 ? stdout.trim() : `curl ${exitCode ?? "killed"}: ${stderr.trim()}`;
  };

  test("a pod reaches a pod on another node, a ClusterIP, a NodePort and a hostNetwork pod", async () => {
    expect(await curl(`http://${server.ip}:8080/`)).toBe("server");
    expect(await curl("http://10.96.12.34/")).toBe("server");
    expect(await curl("http://192.168.0.12:30080/")).toBe("server");
    expect(await curl(`http://${onHost.ip}:9100/`)).toBe("node2");
  });

  test("the same over IPv6", async () => {
    expect(await curl(`http://[${server.ip6 ?? ""}]:8080/`)).toBe("server");
    expect(await curl("http://[fd00:30::34]/")).toBe("server");
  });

  test("a Service is found by its name through the cluster DNS", async () => {
    expect(await curl("http://shop/")).toBe("server");
    const { stdout } = await net.runInPod("demo", "client", [
      "dig",
      "+time=1",
      "+tries=1",
      "nobody.demo.svc.cluster.local",
    ]);
    expect(stdout).toContain("NXDOMAIN");
  });

  test("a Service without endpoints is refused, a listener on 127.0.0.1 too", async () => {
    expect(await curl("http://10.96.12.99/")).toMatch(/^curl 7:/);
    expect(await curl(`http://${server.ip}:8081/`)).toMatch(/^curl 7:/);
    const inside = await net.runInPod("demo", "server", ["curl", "-sS", "-m", "2", "http://127.0.0.1:8081/"]);
    expect(inside.stdout.trim()).toBe("server");
  });

  test("UDP comes back", async () => {
    const { stdout } = await net.runInPod(
      "demo",
      "client",
      ["timeout", "2", "socat", "-t", "1", "-", `UDP:${server.ip}:7`],
      "hello\n",
    );
    expect(stdout).toBe("hello\n");
  });

  test("the packets between nodes are VXLAN, and full size ones pass", async () => {
    const big = ["ping", "-c", "1", "-W", "1", "-M", "do", "-s", "1422", server.ip];
    const before = await net.runOnNode("node3", ["ip", "-s", "-j", "link", "show", "vxlan.calico"]);
    expect((await net.runInPod("demo", "client", big)).exitCode).toBe(0);
    const after = await net.runOnNode("node3", ["ip", "-s", "-j", "link", "show", "vxlan.calico"]);
    expect(after.stdout).not.toBe(before.stdout);
  });

  test("a process of the pod is found on its node by container id, and its network entered by that PID", async () => {
    const id = server.containerIds[0] ?? "";
    const find = await net.runOnNode("node3", ["sh", "-c", `grep -l "${id}" /proc/[0-9]*/cgroup`]);
    const pid = /^\/proc\/(\d+)\/cgroup\n$/.exec(find.stdout)?.[1] ?? "";
    const inside = await net.runOnNode("node3", [
      "nsenter",
      "-t",
      pid,
      "-n",
      "ip",
      "-o",
      "-4",
      "addr",
      "show",
      "eth0",
    ]);
    expect(inside.stdout).toContain(`${server.ip}/32`);
    const host = await net.runOnNode("node2", [
      "sh",
      "-c",
      `grep -l "${onHost.containerIds[0] ?? ""}" /proc/[0-9]*/cgroup`,
    ]);
    expect(host.stdout).toMatch(/^\/proc\/\d+\/cgroup\n$/);
  });

  test("a policy stops new connections while an old one goes on, and taking it away heals", async () => {
    const old = net.spawnInPod("demo", "client", ["socat", "-", `TCP:${server.ip}:7`]);
    const says = async (word: string): Promise<string> => {
      old.stdin.write(`${word}\n`);
      const [answer] = (await once(old.stdout, "data")) as [Buffer];
      return answer.toString("utf8").trim();
    };
    try {
      expect(await says("before")).toBe("before");
      await net.sync(denied);
      expect(await connects(net, "demo/client", server.ip, 8080)).toBe(false);
      expect(await connects(net, "demo/client", "10.96.12.34", 80)).toBe(false);
      expect(await says("still here")).toBe("still here");
      const local = await net.runOnNode("node3", ["nc", "-z", "-w", "1", server.ip, "8080"]);
      expect(local.exitCode).toBe(0);
      await net.sync(open);
      expect(await connects(net, "demo/client", server.ip, 8080)).toBe(true);
    } finally {
      old.stdin.end();
      old.kill();
    }
  });

  test("only chains that change are rewritten: other counters go on", async () => {
    const count = async (chain: string): Promise<number> => {
      const { stdout } = await net.runOnNode("node3", ["iptables-save", "-c", "-t", "filter"]);
      const counters = [...stdout.matchAll(/^\[(\d+):\d+\] -A (\S+) /gm)];
      return counters
        .filter(([, , name]) => name === chain)
        .reduce((sum, [, packets]) => sum + Number(packets), 0);
    };
    await connects(net, "demo/client", server.ip, 8080);
    const hooks = await count("cali-FORWARD");
    expect(hooks).toBeGreaterThan(0);
    await net.sync(denied);
    expect(await count("cali-FORWARD")).toBeGreaterThanOrEqual(hooks);
    await net.sync(open);
  });

  test("a paused Felix misses a policy until it is resumed", async () => {
    net.pause("node3", "felix");
    await net.sync(denied);
    expect(await connects(net, "demo/client", server.ip, 8080)).toBe(true);
    await net.resume("node3", "felix");
    expect(await connects(net, "demo/client", server.ip, 8080)).toBe(false);
    await net.sync(open);
  });

  test("a paused kube-proxy keeps sending to an endpoint that is gone", async () => {
    net.pause("node1", "kube-proxy");
    await net.sync(clusterObjects(pods, { ...services, endpointSlices: dns.slices }));
    const rules = async (node: string): Promise<string> =>
      (await net.runOnNode(node, ["iptables-save", "-t", "nat"])).stdout;
    expect(await rules("node1")).toContain(`--to-destination ${server.ip}:8080`);
    expect(await rules("node2")).not.toContain(`--to-destination ${server.ip}:8080`);
    await net.resume("node1", "kube-proxy");
    expect(await rules("node1")).not.toContain(`--to-destination ${server.ip}:8080`);
    await net.sync(open);
  });

  test("a pod comes, is reached, and goes with its interface and its processes", async () => {
    const late: SmallPod = { name: "late", node: 2, listeners: [web] };
    const all = [...pods, late];
    const spec = podSpecs(all)[4];
    if (!spec) throw new Error("a fifth pod was planned");
    await net.addPod(spec);
    await net.sync(clusterObjects(all, services));
    expect(await curl(`http://${spec.ip}:8080/`)).toBe("late");
    const links = async (): Promise<string> => (await net.runOnNode("node2", ["ip", "-o", "link"])).stdout;
    const before = await links();
    await net.removePod("demo", "late");
    await net.sync(open);
    expect((await links()).split("\n").length).toBe(before.split("\n").length - 1);
    expect((await net.runOnNode("node2", ["ip", "route", "get", spec.ip])).exitCode).not.toBe(0);
    expect(() => net.spawnInPod("demo", "late", ["true"])).toThrow("there is no pod demo/late");
  });
});
