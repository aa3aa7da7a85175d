import { describe, expect, test } from "vitest";
import type { Address } from "../../src/netstack/seen/addresses.ts";
import { defaultRules, lookupRoute } from "../../src/netstack/kernel/route-lookup.ts";
import type { Route } from "../../src/netstack/seen/routes.ts";
import { selectAddress, sourceFor } from "../../src/netstack/kernel/source-address.ts";

let index = 0;
const address = (device: string, cidr: string, more: Partial<Address> = {}): Address => {
  const [ip = "", length = "32"] = cidr.split("/");
  return {
    device,
    deviceIndex: ++index,
    family: ip.includes(":") ? 6 : 4,
    ip,
    prefixLength: Number(length),
    scope: "global",
    tentative: false,
    duplicate: false,
    ...more,
  };
};
const node = [
  address("lo", "127.0.0.1/8", { scope: "host" }),
  address("eth0", "172.30.0.11/24"),
  address("eth0", "172.30.0.100/24", { secondary: true }),
  address("eth1", "10.1.0.5/16"),
  address("eth1", "10.2.0.5/16"),
  address("vxlan.calico", "10.244.166.139/32"),
];
const route = (destination: string, device: string, more: Partial<Route> = {}, gateway?: string): Route => ({
  type: "unicast",
  family: 4,
  destination,
  table: "main",
  metric: 0,
  nextHops: [{ device, weight: 1, flags: [], ...(gateway === undefined ? {} : { gateway }) }],
  ...more,
});
const routes = [
  route("0.0.0.0/0", "eth0", {}, "172.30.0.1"),
  route("10.244.104.0/26", "vxlan.calico", {}, "10.244.104.0"),
  route("10.244.166.130/32", "cali1"),
  route("192.0.2.0/24", "eth1", {}, "10.2.0.1"),
  route("198.51.100.0/24", "eth0", { preferredSource: "10.1.0.5" }),
];
const towards = (destination: string): string | undefined =>
  sourceFor(lookupRoute(routes, defaultRules, { destination }), node, destination, 4);

describe("the source address of a node's own packets", () => {
  test("is that of the tunnel, towards the pods of other nodes", () => {
    expect(towards("10.244.104.7")).toBe("10.244.166.139");
  });

  test("is that of another interface, where the one it leaves by has none, as a pod's wire", () => {
    expect(towards("10.244.166.130")).toBe("172.30.0.11");
  });

  test("is the one in the gateway's range, where the interface has several", () => {
    expect(towards("192.0.2.7")).toBe("10.2.0.5");
  });

  test("is the one that the route prefers", () => {
    expect(towards("198.51.100.7")).toBe("10.1.0.5");
  });

  test("is never a secondary one, nor one that only means the machine itself", () => {
    expect(towards("203.0.113.9")).toBe("172.30.0.11");
    expect(
      selectAddress([...node].slice(0, 1), { family: 4, device: "lo", destination: "203.0.113.9" }),
    ).toBe(undefined);
  });

  test("does not exist without a route", () => {
    expect(sourceFor(lookupRoute([], defaultRules, { destination: "10.0.0.1" }), node, "10.0.0.1", 4)).toBe(
      undefined,
    );
  });
});

test("of IPv6 the one with the longest common prefix on the interface is taken, and no link-local one", () => {
  const six = [
    address("eth0", "fe80::1/64", { scope: "link" }),
    address("eth0", "2001:db8:1::11/64"),
    address("eth0", "fd00:10::11/64"),
  ];
  const from = (destination: string): string | undefined =>
    selectAddress(six, { family: 6, device: "eth0", destination });
  expect(from("fd00:10:244::7")).toBe("fd00:10::11");
  expect(from("2001:db8:1::7")).toBe("2001:db8:1::11");
  expect(from("fe80::2")).toBe("fe80::1");
});
