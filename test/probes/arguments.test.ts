import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countArgument,
  deviceArgument,
  dnsNameArgument,
  ipArgument,
  portArgument,
  portArguments,
  secondsArgument,
  sizeArgument,
  UnfitArgument,
} from "../../src/probes/text/arguments.ts";
import { captureFilter } from "../../src/probes/capture/capture-filter.ts";
import { capture } from "../../src/probes/capture/capture.ts";
import { traffic } from "../../src/probes/capture/traffic.ts";
import { conntrack } from "../../src/probes/state/conntrack.ts";
import { nameLookup } from "../../src/probes/senders/name-lookup.ts";
import { httpRequest } from "../../src/probes/senders/http-request.ts";
import { icmpEcho } from "../../src/probes/senders/icmp-echo.ts";
import { pathMtu } from "../../src/probes/senders/path-mtu.ts";
import { routeGet } from "../../src/probes/state/route-get.ts";
import { tcpConnect } from "../../src/probes/senders/tcp-connect.ts";
import { udpExchange } from "../../src/probes/senders/udp-exchange.ts";
import { vethPeer } from "../../src/probes/state/veth-peer.ts";

/** Text somebody would send to break out, and text near to what is valid. */
const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "-i",
    "--help",
    "-oProxyCommand=x",
    "10.0.0.1; reboot",
    "10.0.0.1\n-w",
    "10.0.0.1 or true",
    "$(id)",
    "`id`",
    "10.0.0.1,fork",
    "10.0.0.1:80,exec=/bin/sh",
    "10.0.0.1!!EXEC:sh",
    "fe80::1%eth0",
    "0x7f.1",
    "010.0.0.1",
    "1",
    "::ffff:1.2.3.4%x",
    "eth0/../..",
    "..",
    "a".repeat(300),
    "a..b",
    "%00",
    "\u0000",
  ),
  fc.stringMatching(/^[-0-9a-f.:/%,! ]{1,40}$/),
);

const address = fc.oneof(hostile, fc.ipV4(), fc.ipV6());

const attempt = <Value>(make: () => Value): Value | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnfitArgument) return undefined;
    throw error;
  }
};

describe("only addresses, ports, interface names and DNS names pass", () => {
  test("addresses", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const passed = attempt(() => ipArgument(text));
        expect(
          passed === undefined || /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]+(\d+\.\d+\.\d+\.\d+)?)$/.test(passed),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(ipArgument("fd00:0:0:0:0:0:0:1")).toBe("fd00::1");
    expect(() => ipArgument("010.0.0.1")).toThrow(UnfitArgument);
    expect(() => ipArgument("fe80::1%eth0")).toThrow(UnfitArgument);
  });

  test("interface names", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const passed = attempt(() => deviceArgument(text));
        expect(
          passed === undefined || /^[A-Za-z0-9_][^\s/;$`"'\\!,-]?[^\s/;$`"'\\!,]{0,13}$/.test(passed),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    for (const name of ["calie27d6ca24af", "vxlan.calico", "eth0.100", "br-0a1b2c3d4e5f", "tunl0", "wg0"])
      expect(deviceArgument(name)).toBe(name);
  });

  test("DNS names", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const passed = attempt(() => dnsNameArgument(text));
        expect(passed === undefined || /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(passed)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(dnsNameArgument("_http._tcp.web.demo.svc.cluster.local.")).toBe(
      "_http._tcp.web.demo.svc.cluster.local.",
    );
  });

  test("numbers", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        for (const make of [
          () => portArgument(value),
          () => countArgument(value, 100),
          () => secondsArgument(value),
          () => sizeArgument(value),
        ])
          expect(attempt(make) ?? "1").toMatch(/^\d+(\.\d+)?$/);
      }),
    );
    expect(() => portArguments([80, 80])).toThrow(UnfitArgument);
    expect(() => portArguments([])).toThrow(UnfitArgument);
    expect(secondsArgument(250)).toBe("0.25");
  });
});

const port = fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 1, max: 65_535 }));
const wait = fc.oneof(fc.double(), fc.integer({ min: 10, max: 1_000 }));

/** Every probe that takes a subject, with hostile subjects. */
const commands: Readonly<Record<string, fc.Arbitrary<() => readonly string[]>>> = {
  "route-get": fc
    .record({ destination: address, source: address, deviceIn: hostile })
    .map((subject) => () => routeGet.command(subject).argv),
  "veth-peer": fc.record({ device: hostile }).map((subject) => () => vethPeer.command(subject).argv),
  conntrack: fc
    .record({ source: address, destination: address })
    .map((subject) => () => conntrack.command(subject).argv),
  capture: fc.record({ source: address, destination: address, neighbour: address }).map(
    ({ source, destination, neighbour }) =>
      () =>
        capture.command({ pairs: [{ source, destination }], neighbours: [neighbour] }).argv,
  ),
  traffic: fc
    .record({ source: address, destination: address, port, seconds: fc.oneof(port, fc.constant(30)) })
    .map(
      ({ source, destination, port: asked, seconds }) =>
        () =>
          traffic.command({ pairs: [{ source, destination }], ports: [asked], seconds }).argv,
    ),
  "tcp-connect": fc
    .record({ ip: address, port, sourcePorts: fc.array(port), waitMs: wait, sourceIp: address })
    .map((subject) => () => tcpConnect.command(subject).argv),
  "udp-exchange": fc
    .record({ ip: address, port, sourcePorts: fc.array(port), waitMs: wait, name: hostile })
    .map(
      ({ name, ...subject }) =>
        () =>
          udpExchange.command({ ...subject, dns: { name, type: "A" } }).argv,
    ),
  "icmp-echo": fc
    .record({ ip: address, count: port, intervalMs: wait, waitMs: wait, size: port })
    .map((subject) => () => icmpEcho.command(subject).argv),
  "path-mtu": fc
    .record({ ip: address, smallest: port, largest: port, waitMs: wait })
    .map((subject) => () => pathMtu.command(subject).argv),
  "http-request": fc
    .record({ ip: address, port, host: hostile, waitMs: wait })
    .map((subject) => () => httpRequest.command({ ...subject, scheme: "either" }).argv),
  "name-lookup": fc
    .record({
      names: fc.array(hostile),
      servers: fc.array(address),
      type: fc.constantFrom("A" as const, "AAAA" as const),
      decisive: hostile,
      others: fc.array(fc.record({ ip: address, port })),
    })
    .map((subject) => () => nameLookup.command(subject).argv),
};

describe("a hostile subject is refused, or harmless in its place", () => {
  /** The options that stand in the probes' own text. */
  const constant = new Set(
    "-4 -6 -n -nn -c -i -W -s -M -T -p -q -w -m -t -tt -L -f -o -l -j -S -U - --immediate-mode --orig-src --orig-dst".split(
      " ",
    ),
  );

  test.each(Object.entries(commands))("%s", (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (make) => {
        const argv = attempt(make);
        if (!argv) return;
        // A constant script comes first; what follows it are parameters.
        const words = argv[1] === "-c" ? argv.slice(3) : argv.slice(1);
        for (const word of words) {
          expect(word.startsWith("-") && !constant.has(word)).toBe(false);
          // A capture filter compares, and groups with brackets; nothing else carries such signs.
          expect(word).not.toMatch(argv[0] === "tcpdump" ? /[\0\n;`$"'|&]/ : /[\0\n;`$"'|&<>()!]/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("the script of a probe is the same whatever its subject", () => {
    const scripts = [
      tcpConnect.command({ ip: "10.0.0.1", port: 80, sourcePorts: [41_000], waitMs: 250 }),
      tcpConnect.command({ ip: "fd00::1", port: 443, sourcePorts: [41_001, 41_002], waitMs: 300 }),
    ].map(({ argv }) => argv.slice(0, 4));
    expect(scripts[0]).toEqual(scripts[1]);
  });
});

test("a capture is bounded in pairs and ports, and an empty one is refused", () => {
  const pair = { source: "10.0.0.1", destination: "10.0.0.2" };
  expect(() => captureFilter({ pairs: [] })).toThrow(UnfitArgument);
  expect(() => captureFilter({ pairs: Array.from({ length: 17 }, () => pair) })).toThrow(UnfitArgument);
  expect(() => captureFilter({ pairs: [pair], tunnelPorts: [] })).toThrow(UnfitArgument);
  expect(() => captureFilter({ pairs: [pair], ports: [] })).toThrow(UnfitArgument);
  for (const seconds of [0, 121, 1.5, NaN])
    expect(() => traffic.command({ pairs: [pair], seconds })).toThrow(UnfitArgument);
});
