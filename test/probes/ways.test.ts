import { describe, expect, test } from "vitest";
import { Unreadable } from "../../src/model/probe.ts";
import { addresses } from "../../src/probes/state/addresses.ts";
import { fdb } from "../../src/probes/state/fdb.ts";
import { links } from "../../src/probes/state/links.ts";
import { neighbours } from "../../src/probes/state/neighbours.ts";
import { routeGet } from "../../src/probes/state/route-get.ts";
import { routes4, routes6 } from "../../src/probes/state/routes.ts";
import { routingRules4 } from "../../src/probes/state/routing-rules.ts";
import { vethPeer } from "../../src/probes/state/veth-peer.ts";
import { printed, recorded, replayed } from "./output.ts";

describe("links", () => {
  test("a Calico node's tunnel device says VNI, port, own address and lower device", () => {
    const vxlan = links.parse(replayed("calico-node-links.json")).find(({ name }) => name === "vxlan.calico");
    expect(vxlan).toMatchObject({
      kind: "vxlan",
      mtu: 1450,
      up: true,
      carrier: true,
      tunnel: { id: 4096, local: "172.30.0.11", below: "eth0", port: 4789, learning: false },
    });
  });

  test("a pod's eth0 names its other end", () => {
    const eth0 = links.parse(replayed("calico-pod-links.json")).find(({ name }) => name === "eth0");
    expect(eth0).toMatchObject({ kind: "veth", peerNetns: 0 });
    expect(eth0?.peerIndex).toBeGreaterThan(1);
  });

  test("a link that is down, and one without carrier", () => {
    const text = recorded("calico-pod-links.json").replace(
      '"BROADCAST","MULTICAST","UP","LOWER_UP"',
      '"NO-CARRIER","BROADCAST","MULTICAST","UP"',
    );
    const eth0 = links.parse(printed(text)).find(({ name }) => name === "eth0");
    expect(eth0).toMatchObject({ up: true, carrier: false });
  });

  test("the empty object of a link that vanished meanwhile is left out", () => {
    expect(links.parse(printed("[{},{}]"))).toEqual([]);
  });
});

test("the peer of a veth is read from its statistics; other devices have none", () => {
  expect(vethPeer.parse(replayed("ethtool-veth.txt"))).toBe(4);
  expect(vethPeer.parse(printed("NIC statistics:\n     rx_bytes: 4\n"))).toBeUndefined();
  expect(vethPeer.parse(printed("", { exitCode: 94, stderr: "no stats available\n" }))).toBeUndefined();
});

test("a pod's addresses: one IPv4 host address on eth0", () => {
  const own = addresses
    .parse(replayed("calico-pod-addresses.json"))
    .filter(({ device }) => device === "eth0");
  expect(own.find(({ family }) => family === 4)).toMatchObject({ prefixLength: 32, tentative: false });
});

describe("routes", () => {
  test("a Calico node has onlink block routes, its own blackhole, and host routes to its pods", () => {
    const routes = routes4.parse(replayed("calico-node-routes.json"));
    expect(routes).toContainEqual(
      expect.objectContaining({
        type: "unicast",
        destination: "10.244.104.0/26",
        table: "main",
        nextHops: [{ device: "vxlan.calico", gateway: "10.244.104.63", weight: 1, flags: ["onlink"] }],
        mtu: 1450,
      }),
    );
    expect(routes).toContainEqual(
      expect.objectContaining({ type: "blackhole", destination: "10.244.166.128/26", nextHops: [] }),
    );
    expect(routes.find(({ destination }) => destination === "10.244.166.130/32")?.nextHops).toEqual([
      { device: "calic4ad6e5b2e6", weight: 1, flags: [] },
    ]);
    expect(routes.find(({ destination }) => destination === "0.0.0.0/0")?.nextHops[0]?.gateway).toBe(
      "172.30.0.1",
    );
  });

  test("every kind of route, several next hops, and an IPv6 gateway for IPv4", () => {
    const routes = routes4.parse(replayed("many-routes-v4.json"));
    expect(new Set(routes.map(({ type }) => type))).toEqual(
      new Set(["unicast", "throw", "blackhole", "prohibit", "unreachable", "local", "broadcast"]),
    );
    const many = routes.find(({ destination }) => destination === "10.50.0.0/16");
    expect(many?.nextHops.map(({ device, weight }) => [device, weight])).toEqual([
      ["va", 2],
      ["vx", 1],
    ]);
    expect(routes.find(({ destination }) => destination === "10.51.0.0/16")?.nextHops[0]?.gateway).toBe(
      "fd01::2",
    );
  });

  test("IPv6 refusing routes have no next hop although iproute2 shows lo", () => {
    const refusing = routes6
      .parse(replayed("many-routes-v6.json"))
      .filter(({ type }) => type === "blackhole");
    expect(refusing).toHaveLength(1);
    expect(refusing[0]?.nextHops).toEqual([]);
  });
});

test("policy-routing rules: marks, suppressed prefixes, inverted rules, and selectors not decided here", () => {
  const rules = routingRules4.parse(replayed("many-rules-v4.json"));
  const byPriority = (priority: number) => rules.find((rule) => rule.priority === priority);
  expect(byPriority(100)).toMatchObject({
    from: "10.1.0.0/24",
    mark: { value: 0x20, mask: 0xff },
    action: { kind: "table", table: "100" },
  });
  expect(byPriority(101)).toMatchObject({
    to: "10.60.0.0/16",
    deviceIn: "va",
    action: { kind: "refuse", type: "unreachable" },
  });
  expect(byPriority(102)).toMatchObject({
    inverted: true,
    action: { kind: "table", table: "main", suppressPrefixLength: 0 },
  });
  expect(byPriority(103)).toMatchObject({ ipProtocol: 6, otherSelectors: [] });
  expect(byPriority(104)).toMatchObject({ deviceOut: "vx", otherSelectors: [] });
  expect(byPriority(105)?.action).toEqual({ kind: "goto", priority: 32766 });
  expect(byPriority(106)?.otherSelectors).toEqual(["uid_start", "uid_end"]);
});

test("a rule for a port: with the mask that newer releases print, and one for a part of the number", () => {
  const rule = (mask: string): string =>
    `[{"priority":50,"src":"all","dst":"10.0.0.1","ipproto":"tcp","dport":9080,"dport_mask":"${mask}","action":"prohibit"}]`;
  expect(routingRules4.parse(printed(rule("0xffff")))).toMatchObject([
    { ipProtocol: 6, destinationPorts: { first: 9080, last: 9080 }, otherSelectors: [] },
  ]);
  expect(routingRules4.parse(printed(rule("0xff00")))).toMatchObject([{ otherSelectors: ["dport_mask"] }]);
});

test("neighbours: permanent tunnel entries, and one nobody answers for", () => {
  const entries = neighbours.parse(replayed("calico-node-neighbours.json"));
  expect(entries).toContainEqual({
    ip: "10.244.104.63",
    device: "vxlan.calico",
    mac: "66:2d:bf:44:a6:8b",
    state: ["PERMANENT"],
  });
  expect(neighbours.parse(replayed("neighbours-incomplete.json"))[0]).toEqual({
    ip: "10.2.0.99",
    device: "vx",
    state: ["INCOMPLETE"],
  });
});

test("fdb: which node a tunnelled frame is sent to", () => {
  expect(fdb.parse(replayed("calico-node-fdb.json"))).toContainEqual({
    mac: "66:2d:bf:44:a6:8b",
    device: "vxlan.calico",
    destination: "172.30.0.12",
    state: "permanent",
    flags: ["self"],
  });
});

describe("route get", () => {
  test("the way out, with gateway and source", () => {
    const text =
      '[{"dst":"10.233.64.193","gateway":"10.233.64.192","dev":"vxlan.calico","prefsrc":"10.233.64.64","flags":[],"uid":0,"cache":[]}]';
    expect(routeGet.parse(printed(text))).toEqual({
      result: "route",
      type: "unicast",
      device: "vxlan.calico",
      gateway: "10.233.64.192",
      source: "10.233.64.64",
    });
  });

  test.each([
    ["RTNETLINK answers: Invalid argument", 2, "EINVAL"],
    ["RTNETLINK answers: Invalid cross-device link", 2, "EXDEV"],
    ["RTNETLINK answers: No route to host", 2, "EHOSTUNREACH"],
    ["RTNETLINK answers: Network is unreachable", 2, "ENETUNREACH"],
    ["RTNETLINK answers: Permission denied", 2, "EACCES"],
    ['Cannot find device "nosuch"', 1, "ENODEV"],
  ])("%s", (stderr, exitCode, errno) => {
    expect(routeGet.parse(printed("", { stderr, exitCode }))).toMatchObject({ result: "refused", errno });
  });

  test("a BusyBox ip, which knows no -j, is unreadable and not a refusal", () => {
    const usage = "ip: invalid option -- 'j'\nBusyBox v1.35.0 multi-call binary.\n";
    expect(() => routeGet.parse(printed("", { stderr: usage, exitCode: 1 }))).toThrow(Unreadable);
  });
});
