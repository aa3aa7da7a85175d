import { describe, expect, test } from "vitest";
import {
  entriesFor,
  staleTranslations,
  translatedDestination,
  translatedSource,
} from "../../src/netstack/seen/conntrack.ts";
import { movedBy } from "../../src/netstack/seen/counters.ts";
import { fdbFor, vxlanDestinations } from "../../src/netstack/seen/fdb.ts";
import { linkByName, nodeEndOf } from "../../src/netstack/seen/links.ts";
import { isUnresolved, neighbourFor } from "../../src/netstack/seen/neighbours.ts";
import { isLoopback, isOverflowing, listenersFor, type Listener } from "../../src/netstack/seen/sockets.ts";
import { isConntrackFull, proxyArpOn, rpFilterOn, type Sysctls } from "../../src/netstack/seen/sysctls.ts";
import { innerMtu, tunnelOf, tunnelsOf } from "../../src/netstack/seen/tunnels.ts";
import { conntrack } from "../../src/probes/state/conntrack.ts";
import { fdb } from "../../src/probes/state/fdb.ts";
import { links } from "../../src/probes/state/links.ts";
import { neighbours } from "../../src/probes/state/neighbours.ts";
import { printed, replayed } from "../probes/output.ts";

describe("links", () => {
  const node = links.parse(replayed("calico-node-links.json"));
  const veth = {
    index: 2,
    name: "eth0",
    kind: "veth",
    up: true,
    carrier: true,
    operstate: "UP",
    mtu: 1450,
    flags: [],
  };

  test("a pod's interface leads to the node's end of its cable", () => {
    expect(nodeEndOf({ ...veth, peerIndex: 3, peerNetns: 0 }, node)?.name).toBe("calic4ad6e5b2e6");
  });

  test("an index that is something else on the node is not its other end", () => {
    expect(nodeEndOf({ ...veth, peerIndex: 4, peerNetns: 0 }, node)).toBeUndefined();
    expect(nodeEndOf({ ...veth, index: 9, peerIndex: 3, peerNetns: 0 }, node)).toBeUndefined();
    expect(nodeEndOf({ ...veth, peerIndex: 3 }, node)).toBeUndefined();
  });

  test("a VXLAN device costs 50 bytes; what it sends fits an MTU of 1500 at 1450", () => {
    const [tunnel] = tunnelsOf(node);
    expect(tunnel).toEqual({
      device: "vxlan.calico",
      encapsulation: "vxlan",
      mtu: 1450,
      external: false,
      overhead: 50,
      id: 4096,
      local: "172.30.0.11",
      below: "eth0",
      port: 4789,
    });
    expect(tunnel && innerMtu(tunnel, 1500)).toBe(1450);
  });

  test.each([
    ["ipip", "10.0.0.1", 20],
    ["wireguard", undefined, 60],
    ["wireguard", "fd00::1", 80],
    ["geneve", "fd00::1", 70],
    ["gre", "10.0.0.1", 24],
    ["ip6tnl", undefined, 40],
  ])("%s to %s costs %i bytes", (kind, remote, overhead) => {
    expect(tunnelOf({ ...veth, kind, tunnel: remote === undefined ? {} : { remote } })?.overhead).toBe(
      overhead,
    );
  });

  test("a veth is no tunnel", () => {
    const cali = linkByName(node, "calic4ad6e5b2e6");
    expect(cali && tunnelOf(cali)).toBeUndefined();
  });
});

describe("neighbours and fdb", () => {
  const entries = fdb.parse(replayed("calico-node-fdb.json"));

  test("the tunnel address leads to a MAC, the MAC to a node", () => {
    const table = neighbours.parse(replayed("calico-node-neighbours.json"));
    const vtep = neighbourFor(table, "vxlan.calico", "10.244.104.63");
    expect(vtep && isUnresolved(vtep)).toBe(false);
    expect(vxlanDestinations(entries, "vxlan.calico", vtep?.mac?.toUpperCase() ?? "")).toEqual([
      "172.30.0.12",
    ]);
    expect(fdbFor(entries, "eth0", vtep?.mac ?? "")).toEqual([]);
  });

  test("a MAC nobody knows goes nowhere, or to the flood entries", () => {
    expect(vxlanDestinations(entries, "vxlan.calico", "66:00:00:00:00:00")).toEqual([]);
    const flooding = fdb.parse(replayed("vxlan-flood-fdb.json"));
    expect(vxlanDestinations(flooding, "vx", "66:00:00:00:00:00")).toEqual(["10.1.0.2"]);
  });

  test("an address nobody answered for is unresolved", () => {
    const [first] = neighbours.parse(replayed("neighbours-incomplete.json"));
    expect(first && isUnresolved(first)).toBe(true);
  });
});

describe("listeners", () => {
  const on = (ip: string, port = 9080, protocol: "TCP" | "UDP" = "TCP"): Listener => ({
    protocol,
    ip,
    port,
    queued: 0,
    backlog: 5,
    programs: [],
  });

  test.each([
    ["0.0.0.0", "10.0.0.1", "serving"],
    ["0.0.0.0", "fd00::1", "elsewhere"],
    ["*", "10.0.0.1", "serving"],
    ["*", "fd00::1", "serving"],
    ["::", "fd00::1", "serving"],
    ["::", "10.0.0.1", "elsewhere"],
    ["10.0.0.1", "10.0.0.1", "serving"],
    ["::ffff:10.0.0.1", "10.0.0.1", "serving"],
    ["10.0.0.2", "10.0.0.1", "elsewhere"],
    ["127.0.0.1", "10.0.0.1", "loopbackOnly"],
    ["127.0.0.1", "127.0.0.1", "serving"],
    ["::1", "fd00::1", "loopbackOnly"],
    ["::ffff:127.0.0.1", "10.0.0.1", "loopbackOnly"],
  ] as const)("bound to %s, asked for %s: %s", (bound, ip, where) => {
    const found = listenersFor([on(bound), on(bound, 80), on(bound, 9080, "UDP")], ip, 9080, "TCP");
    const counts = { serving: 0, loopbackOnly: 0, elsewhere: 0, [where]: 1 };
    expect({
      serving: found.serving.length,
      loopbackOnly: found.loopbackOnly.length,
      elsewhere: found.elsewhere.length,
    }).toEqual(counts);
  });

  test("a full queue of a listening socket drops new connections; a UDP buffer is no queue", () => {
    expect(isOverflowing({ ...on("*"), queued: 2, backlog: 1 })).toBe(true);
    expect(isOverflowing(on("*"))).toBe(false);
    expect(isOverflowing({ ...on("*", 53, "UDP"), queued: 9, backlog: 0 })).toBe(false);
  });

  test("127.0.0.0/8 is loopback, as is its IPv6 form", () => {
    expect(["127.0.0.53", "::1", "::ffff:127.1.2.3"].every(isLoopback)).toBe(true);
    expect(["10.0.0.1", "fd00::1", "*", "0.0.0.0"].some(isLoopback)).toBe(false);
  });
});

describe("conntrack", () => {
  const entries = conntrack.parse(replayed("calico-node-conntrack.txt"));

  test("the connections of a flow, and what the Service translated them to", () => {
    const nodePort = entriesFor(entries, {
      destination: "172.30.0.11",
      protocol: "TCP",
      destinationPort: 30080,
    });
    expect(nodePort.length).toBeGreaterThan(0);
    for (const entry of nodePort) {
      expect(translatedDestination(entry)?.port).toBe(8080);
      // Masqueraded to the address of the device it left by: the tunnel's, or the node's for a pod next to it.
      expect(["10.244.166.191", "172.30.0.11"]).toContain(translatedSource(entry)?.ip);
    }
    const [direct] = entriesFor(entries, { destination: "10.244.135.5", sourcePorts: [36320] });
    expect(direct && translatedDestination(direct)).toBeUndefined();
  });

  test("a UDP client held at a pod that is gone", () => {
    const stale = conntrack.parse(
      printed(
        "ipv4     2 udp      17 118 src=10.233.64.68 dst=10.96.0.10 sport=5353 dport=53 src=10.233.64.250 dst=10.233.64.68 sport=53 dport=5353 [ASSURED] mark=0 use=1 id=1\n" +
          "ipv4     2 udp      17 29 src=10.233.64.68 dst=10.96.0.10 sport=5354 dport=53 src=10.233.64.66 dst=10.233.64.68 sport=53 dport=5354 mark=0 use=1 id=2\n",
      ),
    );
    expect(
      staleTranslations(stale, [{ ip: "10.233.64.66", port: 53 }]).map(({ original }) => original.sourcePort),
    ).toEqual([5353]);
  });
});

test("settings in force on a device: the higher rp_filter, proxy ARP of either", () => {
  const device = {
    forwarding: true,
    rpFilter: 0,
    proxyArp: false,
    arpIgnore: 0,
    routeLocalnet: false,
    acceptLocal: false,
  };
  const settings: Sysctls = {
    forwarding4: true,
    conntrackCount: 100,
    conntrackMax: 100,
    devices: new Map([
      ["all", { ...device, rpFilter: 1 }],
      ["cali1", { ...device, rpFilter: 0, proxyArp: true }],
      ["eth0", { ...device, rpFilter: 2 }],
    ]),
  };
  expect(rpFilterOn(settings, "cali1")).toBe(1);
  expect(rpFilterOn(settings, "eth0")).toBe(2);
  expect(rpFilterOn(settings, "gone")).toBeUndefined();
  expect(proxyArpOn(settings, "cali1")).toBe(true);
  expect(proxyArpOn(settings, "eth0")).toBe(false);
  expect(isConntrackFull(settings)).toBe(true);
});

test("a counter that appeared counts from zero, one that vanished does not count", () => {
  expect(movedBy({ key: "a", before: [3, 180], after: [10, 600] })).toBe(7);
  expect(movedBy({ key: "a", before: [3, 180], after: [10, 600] }, 1)).toBe(420);
  expect(movedBy({ key: "a", after: [7] })).toBe(7);
  expect(movedBy({ key: "a", before: [7] })).toBeUndefined();
});
