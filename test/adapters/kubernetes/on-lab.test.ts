/** The adapter, unchanged, against the lab's API server, nodes and packets. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import { type Connection, connectCluster } from "../../../src/adapters/kubernetes/connection.ts";
import {
  createNodeShell,
  type KubernetesNodeShell,
  type NodeShellOptions,
} from "../../../src/adapters/kubernetes/node-shell.ts";
import type { Place } from "../../../src/model/place.ts";
import type { NodeSession, PlacedCommand, WindowSpec } from "../../../src/ports.ts";
import { incident } from "../../lab/clusters/incident.ts";
import { type Lab, startLab } from "../../lab/lab.ts";
import { labPrivilege } from "../../lab/network/network.ts";
import { becomes } from "./processes.ts";

const privilege = labPrivilege();
if (privilege !== "root")
  process.stderr.write(
    "SKIPPED test/adapters/kubernetes/on-lab.test.ts: captures need root on this machine\n",
  );

const reader = { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] };

describe.runIf(privilege === "root").each(["nft", "legacy"] as const)("on the lab (%s)", (backend) => {
  let lab: Lab;
  let connection: Connection;
  let shell: KubernetesNodeShell | undefined;
  beforeAll(async () => {
    lab = await startLab({
      cluster: incident,
      backend,
      podStartMs: 50,
      users: { narrow: { rules: [reader] } },
    });
    connection = connectCluster({ kubeconfig: lab.kubeconfig() });
  });
  afterEach(async () => {
    await shell?.close();
    shell = undefined;
    lab.server.execFaults.clear();
  });
  afterAll(() => lab.stop());

  function stand(options: Partial<NodeShellOptions> = {}, as = connection): KubernetesNodeShell {
    shell = createNodeShell(as, {
      namespace: "netdiag-probers",
      provider: "daemonset",
      image: "netdiag-prober:0.1.0",
      owner: "test",
      ...options,
    });
    return shell;
  }

  async function podPlace(
    namespace: string,
    app: string,
    node: string,
  ): Promise<{ place: Place; ip: string }> {
    const pods = await createCluster(connection).list("Pod", {
      namespace,
      labelSelector: `app=${app}`,
      fieldSelector: `spec.nodeName=${node}`,
    });
    const [pod] = pods;
    const [container] = pod?.status?.containerStatuses ?? [];
    const containerId = container?.containerID ?? "";
    const name = pod?.metadata.name ?? "";
    return { place: { kind: "pod", node, namespace, pod: name, containerId }, ip: pod?.status?.podIP ?? "" };
  }

  function on(place: Place | string, ...argv: [string, ...string[]]): PlacedCommand {
    const where: Place = typeof place === "string" ? { kind: "node", node: place } : place;
    return { place: where, command: { argv, timeoutMs: 5000, maxBytes: 100_000 } };
  }

  test("declared objects read, and all of them do", async () => {
    const cluster = createCluster(connection);
    const policy = await cluster.get("NetworkPolicy", "productpage-isolation", "test");
    expect(policy?.metadata).toMatchObject({ name: "productpage-isolation", namespace: "test" });
    const kinds = [
      "Pod",
      "Service",
      "EndpointSlice",
      "Namespace",
      "Node",
      "Deployment",
      "DaemonSet",
    ] as const;
    for (const kind of kinds) expect((await cluster.list(kind)).length).toBeGreaterThan(0);
    expect(cluster.unreadable).toEqual([]);
    expect(await cluster.get("Pod", "ghost", "test")).toBeUndefined();
  });

  test("what RBAC does not allow is told with the rule to add", async () => {
    const narrow = connectCluster({ kubeconfig: lab.kubeconfig("narrow") });
    expect((await createCluster(narrow).list("Pod")).length).toBeGreaterThan(0);
    await expect(createCluster(narrow).list("NetworkPolicy")).rejects.toMatchObject({
      reason: "forbidden",
      next: expect.stringContaining('resources: ["networkpolicies"]') as string,
    });
    await expect(stand({}, narrow).open("node1")).rejects.toMatchObject({
      notSeen: { why: "forbidden", next: expect.stringContaining('resources: ["pods/exec"]') as string },
    });
  });

  test("a batch stands on the node and in a pod's network", async () => {
    const target = await podPlace("test", "productpage", "node3");
    const session = await stand().open("node3");
    const [name, address, resolver] = await session.run([
      on("node3", "hostname"),
      on(target.place, "ip", "-j", "-4", "addr", "show", "eth0"),
      on(target.place, "sh", "-c", "cat /proc/$NETDIAG_PID/root/etc/resolv.conf"),
    ]);
    expect(name?.stdout).toBe("node3\n");
    expect(JSON.parse(address?.stdout ?? "")).toMatchObject([{ addr_info: [{ local: target.ip }] }]);
    expect(resolver?.stdout).toContain("nameserver 10.96.0.10");
  });

  const save = `iptables-${backend}-save -c -t filter`;
  const changes = `${save} | awk '/^\\[/ { v = $1; sub(/^[^ ]* /, ""); print v "\\t" $0 }'`;

  function windowOn(node: string, from: string, to: string): WindowSpec {
    const filter = `(host ${from} and host ${to} and tcp port 9080) or udp port 4789`;
    // Without -s each packet takes 256 KiB of a 2 MiB ring: seven at once are too many for a busy machine.
    const tcpdump = on(node, "tcpdump", "--immediate-mode", "-s", "192", "-lnni", "any", filter);
    return { captures: [{ ...tcpdump, ready: "listening on" }], counters: [on(node, "sh", "-c", changes)] };
  }

  test("windows on two nodes show where seven packets died, and by which rule", async () => {
    const source = await podPlace("ingress-nginx", "ingress-nginx", "node1");
    const target = await podPlace("test", "productpage", "node3");
    const standing = stand();
    const sessions = await Promise.all(["node1", "node3"].map((node) => standing.open(node)));
    const windows = await Promise.all(
      sessions.map((session) => session.openWindow(windowOn(session.node, source.ip, target.ip))),
    );
    const syn = ["sh", "-c", 'nc -z -w1 -p "$1" "$2" 9080', "netdiag"] as const;
    const ports = Array.from({ length: 7 }, (_, index) => 40_000 + index);
    await sessions[0]?.run(
      ports.map((port) => ({ ...on(source.place, ...syn, String(port), target.ip) })).map(briefly),
      { parallel: true },
    );
    const [left, right] = await Promise.all(windows.map((window) => window.close()));
    const count = (text: string | undefined, pattern: RegExp): number => text?.match(pattern)?.length ?? 0;
    expect(count(left?.captures[0]?.stdout, /vxlan\.calico Out/g)).toBe(7);
    expect(count(right?.captures[0]?.stdout, /vxlan\.calico In/g)).toBe(7);
    expect(count(right?.captures[0]?.stdout, /cali\S+ Out/g)).toBe(0);
    const drop = right?.counters[0]?.stdout.split("\n").filter((line) => /-j DROP$/.test(line)) ?? [];
    expect(drop).toHaveLength(1);
    expect(drop[0]).toMatch(/^\[0:0\]\t\[7:\d+\]\t-A cali-tw-cali/);
    expect(sessions[1]?.spent).toMatchObject({ execs: 1, roundTrips: 2 });
  });

  /** Below a second there is exactly one SYN. */
  function briefly(placed: PlacedCommand): PlacedCommand {
    return { ...placed, command: { ...placed.command, timeoutMs: 700 } };
  }

  test("a pod made for the diagnosis stands as well, and is gone afterwards", async () => {
    const made = (): number =>
      lab.api
        .list("Pod", "netdiag-probers")
        .filter(({ metadata }) => metadata.labels?.["netdiag/owner"] === "test").length;
    const standing = stand({ provider: "on-demand" });
    const session = await standing.open("node2");
    expect(made()).toBe(1);
    expect((await session.run([on("node2", "hostname")]))[0]?.stdout).toBe("node2\n");
    await session.close();
    expect(await becomes(() => made() === 0, 2000)).toBe(true);
  });

  test("a closed session leaves no process on the node", async () => {
    const session = await stand().open("node2");
    await session.openWindow(windowOn("node2", "10.0.0.1", "10.0.0.2"));
    const list = ["sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"];
    const ours = async (): Promise<boolean> =>
      /tcpdump|find_pid/.test((await lab.network.runOnNode("node2", list)).stdout);
    expect(await ours()).toBe(true);
    await session.close();
    let left = true;
    for (let look = 0; look < 20 && left; look++) left = await ours();
    expect(left).toBe(false);
  });

  test.each([
    ["a dead kubelet", { kubelet: "dead" }, "node-unreachable"],
    ["a frozen kubelet", { kubelet: "frozen" }, "node-unreachable"],
    ["a dropped connection", { dropAfterBytes: 1 }, "failed"],
    ["a flood", { flood: true }, "failed"],
    ["a refusal", { refuse: { code: 403, message: "pods is forbidden" } }, "forbidden"],
  ] as const)("%s on one node is told, and the other node is stood on", async (_name, fault, why) => {
    lab.server.execFaults.inject({ node: "node1", ...fault });
    const limits = { handshakeMs: 500, helloMs: 500, maxBytes: 1_000_000 };
    const standing = stand({ limits });
    const results = await Promise.allSettled(["node1", "node2"].map((node) => standing.open(node)));
    expect(results[0]).toMatchObject({ status: "rejected", reason: { notSeen: { why } } });
    expect(results[1]).toMatchObject({ status: "fulfilled" });
  });

  test("a connection that goes half-open in the middle is told", async () => {
    lab.server.execFaults.inject({ node: "node1", halfOpenAfterBytes: 2000 });
    const session: NodeSession = await stand({ limits: { pingMs: 100 } }).open("node1");
    await expect(session.run([on("node1", "seq", "1", "50000")])).rejects.toMatchObject({
      name: "CouldNotStand",
      notSeen: { why: "failed", detail: expect.stringContaining("no sign of life") as string },
    });
  });

  test("a connection that breaks in the middle is told", async () => {
    lab.server.execFaults.inject({ node: "node1", dropAfterBytes: 2000 });
    const session: NodeSession = await stand().open("node1");
    await expect(session.run([on("node1", "seq", "1", "50000")])).rejects.toMatchObject({
      name: "CouldNotStand",
      notSeen: { why: "failed", detail: expect.stringContaining("lost") as string },
    });
  });
});
