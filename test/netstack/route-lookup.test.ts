import { describe, expect, test } from "vitest";
import { defaultRules, lookupRoute, routesTo } from "../../src/netstack/kernel/route-lookup.ts";
import type { Route, RoutingRule } from "../../src/netstack/seen/routes.ts";
import { routes4 } from "../../src/probes/state/routes.ts";
import { routingRules4 } from "../../src/probes/state/routing-rules.ts";
import { replayed } from "../probes/output.ts";

const route = (destination: string, more: Partial<Route> = {}): Route => ({
  type: "unicast",
  family: destination.includes(":") ? 6 : 4,
  destination,
  table: "main",
  metric: 0,
  nextHops: [{ device: "eth0", weight: 1, flags: [] }],
  ...more,
});
const through = (device: string) => ({ nextHops: [{ device, weight: 1, flags: [] }] });
const rule = (priority: number, table: string, more: Partial<RoutingRule> = {}): RoutingRule => ({
  priority,
  inverted: false,
  otherSelectors: [],
  action: { kind: "table", table },
  ...more,
});

describe("a Calico node", () => {
  const routes = routes4.parse(replayed("calico-node-routes.json"));
  const to = (destination: string) => lookupRoute(routes, defaultRules, { destination });

  test("a pod of another node goes through the tunnel, to a gateway that is nowhere on the link", () => {
    expect(to("10.244.104.7")).toMatchObject({
      result: "forward",
      nextHops: [{ device: "vxlan.calico", gateway: "10.244.104.63", flags: ["onlink"] }],
    });
  });

  test("its own pods have routes of their own; the rest of its block is a blackhole", () => {
    expect(to("10.244.166.130")).toMatchObject({
      result: "forward",
      nextHops: [{ device: "calic4ad6e5b2e6" }],
    });
    expect(to("10.244.166.140")).toMatchObject({ result: "refused", type: "blackhole" });
  });

  test("itself is local, everything else goes to the default gateway", () => {
    expect(to("172.30.0.11").result).toBe("local");
    expect(to("192.0.2.1")).toMatchObject({ result: "forward", nextHops: [{ gateway: "172.30.0.1" }] });
  });
});

describe("which route wins", () => {
  test("the longest prefix, then the lowest metric", () => {
    const routes = [
      route("10.0.0.0/8", through("eth8")),
      route("10.1.0.0/16", { ...through("slow"), metric: 100 }),
      route("10.1.0.0/16", { ...through("fast"), metric: 50 }),
    ];
    expect(lookupRoute(routes, defaultRules, { destination: "10.1.2.3" })).toMatchObject({
      nextHops: [{ device: "fast" }],
    });
    expect(routesTo(routes, "10.1.2.3").map(({ nextHops }) => nextHops[0]?.device)).toEqual([
      "fast",
      "slow",
      "eth8",
    ]);
  });

  test("several next hops are all named, dead ones are not, and a route with none alive is passed over", () => {
    const hop = (device: string, ...flags: string[]) => ({ device, weight: 1, flags });
    const routes = [
      route("10.1.0.0/16", { nextHops: [hop("a"), hop("b", "dead", "linkdown"), hop("c")] }),
      route("10.1.1.0/24", { nextHops: [hop("gone", "dead")] }),
    ];
    expect(lookupRoute(routes, defaultRules, { destination: "10.1.1.1" })).toMatchObject({
      result: "forward",
      nextHops: [{ device: "a" }, { device: "c" }],
    });
  });

  test("families do not mix", () => {
    const routes = [route("0.0.0.0/0"), route("fd00::/8", through("eth6"))];
    expect(lookupRoute(routes, defaultRules, { destination: "fd00::1" })).toMatchObject({
      nextHops: [{ device: "eth6" }],
    });
    expect(lookupRoute(routes, defaultRules, { destination: "2001:db8::1" }).result).toBe("no-route");
  });
});

describe("policy routing", () => {
  const routes = [
    route("0.0.0.0/0", through("main0")),
    route("0.0.0.0/0", { ...through("other0"), table: "100" }),
    route("10.9.0.0/16", { type: "throw", table: "100", nextHops: [] }),
  ];
  const rules = (...own: RoutingRule[]) => [...defaultRules, ...own];
  const device = (own: RoutingRule, packet: { source?: string; deviceIn?: string; mark?: number } = {}) => {
    const found = lookupRoute(routes, rules(own), { destination: "10.1.1.1", ...packet });
    return found.result === "forward" ? found.nextHops[0]?.device : found.result;
  };

  test.each([
    ["a source range", rule(10, "100", { from: "10.2.0.0/16" }), { source: "10.2.0.1" }, "other0"],
    ["another source", rule(10, "100", { from: "10.2.0.0/16" }), { source: "10.3.0.1" }, "main0"],
    [
      "everything but a source",
      rule(10, "100", { from: "10.2.0.0/16", inverted: true }),
      { source: "10.3.0.1" },
      "other0",
    ],
    ["a device it came in by", rule(10, "100", { deviceIn: "cali1" }), { deviceIn: "cali1" }, "other0"],
    ["no device at all", rule(10, "100", { deviceIn: "cali1" }), {}, "main0"],
    [
      "a mark under its mask",
      rule(10, "100", { mark: { value: 0x20, mask: 0xf0 } }),
      { mark: 0x2f },
      "other0",
    ],
    [
      "the highest mark bit",
      rule(10, "100", { mark: { value: 0x80000000, mask: 0x80000000 } }),
      { mark: 0x80000001 },
      "other0",
    ],
    ["no mark", rule(10, "100", { mark: { value: 0x20, mask: 0xf0 } }), {}, "main0"],
    ["a rule that refuses", rule(10, "", { action: { kind: "refuse", type: "prohibit" } }), {}, "refused"],
    ["a goto over all tables", rule(10, "", { action: { kind: "goto", priority: 40000 } }), {}, "no-route"],
    [
      "a default route suppressed",
      rule(10, "100", { action: { kind: "table", table: "100", suppressPrefixLength: 0 } }),
      {},
      "main0",
    ],
  ])("%s", (_, own, packet, expected) => {
    expect(device(own, packet)).toBe(expected);
  });

  test("a throw route sends the search on to the next rule", () => {
    expect(lookupRoute(routes, rules(rule(10, "100")), { destination: "10.9.1.1" })).toMatchObject({
      nextHops: [{ device: "main0" }],
    });
  });

  test("a rule for a protocol and its ports is for those packets alone", () => {
    const own = rule(10, "100", {
      ipProtocol: 6,
      destinationPorts: { first: 9080, last: 9090 },
      action: { kind: "refuse", type: "prohibit" },
    });
    const to = (packet: { protocol?: number; destinationPort?: number }) =>
      lookupRoute(routes, rules(own), { destination: "10.1.1.1", ...packet });
    expect(to({ protocol: 6, destinationPort: 9080 })).toMatchObject({ result: "refused", undecided: [] });
    expect(to({ protocol: 17, destinationPort: 9080 })).toMatchObject({ result: "forward", undecided: [] });
    expect(to({ protocol: 6, destinationPort: 80 })).toMatchObject({ result: "forward", undecided: [] });
    expect(to({ protocol: 6 })).toMatchObject({ result: "forward", undecided: [own] });
  });

  test("a rule about a mark that nobody can tell is passed over and named", () => {
    const own = rule(10, "100", { mark: { value: 0x7, mask: 0xff } });
    const to = (mark: number | "unknown") =>
      lookupRoute(routes, rules(own), { destination: "10.1.1.1", mark });
    expect(to("unknown")).toMatchObject({ undecided: [own] });
    expect(to(0)).toMatchObject({ undecided: [] });
  });

  test("a rule that asks for what is not known is passed over and named", () => {
    const own = rule(10, "100", { otherSelectors: ["uid_start"] });
    expect(lookupRoute(routes, rules(own), { destination: "10.1.1.1" })).toMatchObject({
      undecided: [own],
      nextHops: [{ device: "main0" }],
    });
  });

  test("recorded rules of every kind are followed", () => {
    const recordedRoutes = routes4.parse(replayed("many-routes-v4.json"));
    const recordedRules = routingRules4.parse(replayed("many-rules-v4.json"));
    const look = (destination: string, mark = 0) =>
      lookupRoute(recordedRoutes, recordedRules, { destination, source: "10.1.0.9", deviceIn: "va", mark });
    expect(look("10.60.0.1")).toMatchObject({ result: "refused", type: "unreachable" });
    expect(look("10.52.0.1", 0x120)).toMatchObject({ result: "forward", route: { table: "100" } });
    expect(look("10.52.0.1")).toMatchObject({ result: "no-route" });
    expect(look("10.50.0.1")).toMatchObject({ nextHops: [{ device: "va" }, { device: "vx" }] });
    expect(look("10.9.9.8")).toMatchObject({ result: "refused", type: "prohibit" });
  });
});
