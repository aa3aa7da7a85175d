import { describe, expect, test } from "vitest";
import type { Address } from "../../src/netstack/seen/addresses.ts";
import { arpAnswer } from "../../src/netstack/kernel/arp-answer.ts";
import { defaultRules, lookupRoute } from "../../src/netstack/kernel/route-lookup.ts";
import type { Route } from "../../src/netstack/seen/routes.ts";
import type { DeviceSysctls } from "../../src/netstack/seen/sysctls.ts";

const gateway = "169.254.1.1";
const wire = "cali1";
const out = (device: string) => ({ nextHops: [{ device, weight: 1, flags: [] }] });
const route = (destination: string, more: Partial<Route> = {}): Route => ({
  type: "unicast",
  family: 4,
  destination,
  table: "main",
  metric: 0,
  ...out("eth0"),
  ...more,
});
const byDefault = [route("0.0.0.0/0")];
const set = (more: Partial<DeviceSysctls> = {}): DeviceSysctls => ({
  forwarding: true,
  rpFilter: 0,
  proxyArp: true,
  arpIgnore: 0,
  routeLocalnet: false,
  acceptLocal: false,
  ...more,
});

function asked(
  routes: readonly Route[],
  { own = {}, all = {}, addresses = [] }: { own?: object; all?: object; addresses?: readonly Address[] } = {},
) {
  return arpAnswer(gateway, {
    device: wire,
    addresses,
    sysctls: {
      forwarding4: true,
      devices: new Map([
        [wire, set(own)],
        ["all", set({ proxyArp: false, ...all })],
      ]),
    },
    route: lookupRoute(routes, defaultRules, { destination: gateway, deviceIn: wire }),
  });
}

describe("a node that is a proxy for the gateway of its pods", () => {
  test("answers where a route leads to the address by another interface", () => {
    expect(asked(byDefault)).toBeUndefined();
  });

  test("answers with proxy_arp set for all interfaces as well", () => {
    expect(asked(byDefault, { own: { proxyArp: false }, all: { proxyArp: true } })).toBeUndefined();
  });

  test("does not answer with proxy_arp off", () => {
    expect(asked(byDefault, { own: { proxyArp: false } })).toEqual({ because: "proxy-arp-off" });
  });

  test("does not answer without any route to the address", () => {
    expect(asked([route("10.0.0.0/8")])).toEqual({ because: "no-route" });
  });

  test("does not answer where a route refuses the address", () => {
    const refusing = route("169.254.0.0/16", { type: "blackhole", nextHops: [] });
    expect(asked([...byDefault, refusing])).toMatchObject({
      because: "no-route",
      refusing: { type: "blackhole" },
    });
  });

  test("does not answer where the route leads back out of the wire", () => {
    expect(asked([...byDefault, route("169.254.0.0/16", out(wire))])).toEqual({
      because: "same-interface",
      route: "169.254.0.0/16",
    });
  });

  test("does not answer where it does not forward", () => {
    expect(asked(byDefault, { own: { forwarding: false } })).toEqual({ because: "forwarding-off" });
  });
});

describe("a node that has the gateway's address", () => {
  const local = route(`${gateway}/32`, { type: "local", table: "local", ...out("cni0") });
  const address = (device: string): Address => ({
    device,
    deviceIndex: 4,
    family: 4,
    ip: gateway,
    prefixLength: 24,
    scope: "global",
    tentative: false,
    duplicate: false,
  });

  test("answers on every interface, with nothing else set", () => {
    expect(asked([local], { own: { proxyArp: false } })).toBeUndefined();
  });

  test("with arp_ignore 1 answers on the address's own interface alone", () => {
    const ignoring = { own: { arpIgnore: 1 } };
    expect(asked([local], { ...ignoring, addresses: [address(wire)] })).toBeUndefined();
    expect(asked([local], { ...ignoring, addresses: [address("cni0")] })).toEqual({
      because: "arp-ignore",
      value: 1,
    });
  });
});

test("nothing is said where the interface's settings were not read", () => {
  const sysctls = { forwarding4: true, devices: new Map() };
  expect(
    arpAnswer(gateway, {
      device: wire,
      addresses: [],
      sysctls,
      route: lookupRoute(byDefault, defaultRules, { destination: gateway }),
    }),
  ).toBe("unknown");
});
