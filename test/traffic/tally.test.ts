/** Packets at places in; what is told of them out. */
import { describe, expect, test } from "vitest";
import { addressText, type Watched } from "../../src/traffic/relevant.ts";
import { seenPackets } from "../../src/traffic/seen-packet.ts";
import { sightings, tally } from "../../src/traffic/tally.ts";
import { type Captured, echo, envelopes, ip, pcapOf, tcp, udp, unreachable } from "./packets.ts";

const a = "10.0.1.5";
const b = "10.0.2.7";
const there = { from: a, to: b };
const back = { from: b, to: a };
const nodes = { from: "172.30.0.11", to: "172.30.0.12" };
const watched: Watched = { pairs: [{ source: a, destination: b }], ports: [9080] };
const own = new Set([20_001, 20_002]);

type Seen = Readonly<Record<string, readonly Captured[]>>;

/** Interface 2 is eth0 of its node, 5 the pod's; node2 has the target. */
function told(seen: Seen, of = watched) {
  const saw = Object.entries(seen).map(([node, captured]) => ({
    node,
    atTarget: node === "node2",
    packets: seenPackets(pcapOf(captured))?.packets ?? [],
    nameOf: (device: number) => ({ 2: "eth0", 5: "cali1" })[device] ?? `#${device}`,
  }));
  return tally(sightings(saw, of), own);
}

const syn = (port: number, sequence = 100): Captured["packet"] =>
  ip(there, 6, tcp({ from: port, to: 9080 }, "S", undefined, { sequence }));
const synAck = (port: number, acknowledges = 101) =>
  ip(back, 6, tcp({ from: 9080, to: port }, "S.", undefined, { sequence: 7, acknowledges }));
const reset = (port: number, acknowledges = 101) =>
  ip(back, 6, tcp({ from: 9080, to: port }, "R.", undefined, { acknowledges }));

describe("where packets died", () => {
  const lost = told({
    node1: [
      { packet: syn(40_000), device: 5, direction: "in" },
      { packet: envelopes.vxlan(nodes, syn(40_000)), device: 2, direction: "out" },
      { packet: syn(40_000), device: 5, direction: "in" },
    ],
    node2: [{ packet: envelopes.vxlan(nodes, syn(40_000)), device: 2, direction: "in" }],
  });

  test("each interface counts by itself, also inside a tunnel", () => {
    expect(
      lost.places.map(({ node, device, direction, towards, inside, counts }) =>
        [node, device, direction, towards, inside ?? "bare", counts.packets, counts.syn, counts.again].join(
          " ",
        ),
      ),
    ).toEqual([
      "node1 cali1 in target bare 2 2 1",
      "node1 eth0 out target vxlan 1 1 0",
      "node2 eth0 in target vxlan 1 1 0",
    ]);
  });

  test("a SYN that was sent again is one attempt, which nobody answered, last seen nearest to the target", () => {
    expect(lost.talks).toMatchObject([
      {
        source: a,
        destination: b,
        port: 9080,
        protocol: "TCP",
        own: false,
        attempts: 1,
        answered: 0,
        refused: 0,
        there: { packets: 2, syn: 2, again: 1 },
        back: { packets: 0 },
        lastSeen: { node: "node2", device: "eth0" },
      },
    ]);
  });
});

test("who answered and who refused, by the first word that came back", () => {
  const { talks } = told({
    node1: [
      { packet: syn(40_000) },
      { packet: synAck(40_000), direction: "out" },
      { packet: ip(there, 6, tcp({ from: 40_000, to: 9080 }, "R.")) },
      { packet: syn(40_001) },
      { packet: reset(40_001), direction: "out" },
      { packet: syn(40_002) },
      { packet: ip({ from: "10.0.2.1", to: a }, 1, unreachable(4, syn(40_002))), direction: "out" },
    ],
  });
  expect(talks).toMatchObject([
    {
      attempts: 3,
      answered: 1,
      refused: 2,
      refusals: [
        { ip: b, what: "RST", count: 1 },
        { ip: "10.0.2.1", what: "admin prohibited", count: 1 },
      ],
      there: { packets: 4, syn: 3, rst: 1 },
      back: { packets: 3, synAck: 1, rst: 1, icmpErrors: 1 },
    },
  ]);
});

test("an answer that is read before what it answers is one", () => {
  const { talks } = told({ node2: [{ packet: synAck(40_000) }], node1: [{ packet: syn(40_000) }] });
  expect(talks).toMatchObject([{ attempts: 1, answered: 1 }]);
});

test("netdiag's own packets are told apart, and come last", () => {
  const { talks, places } = told({
    node1: [20_001, 20_002, 40_000].flatMap((port) => [{ packet: syn(port) }, { packet: synAck(port) }]),
  });
  expect(talks.map(({ own: ours, attempts, answered }) => [ours, attempts, answered])).toEqual([
    [false, 1, 1],
    [true, 2, 2],
  ]);
  expect(places.map(({ counts }) => [counts.packets, counts.own])).toEqual([
    [3, 2],
    [3, 2],
  ]);
});

test("what a program serves on a port that netdiag sends from elsewhere is not netdiag's own", () => {
  const busy: Watched = { pairs: watched.pairs, ports: [20_001] };
  const packet = ip(there, 6, tcp({ from: 40_000, to: 20_001 }, "S"));
  const { talks, places } = told({ node1: [{ packet }] }, busy);
  expect(talks).toMatchObject([{ port: 20_001, own: false }]);
  expect(places.map(({ counts }) => counts.own)).toEqual([0]);
});

test("of UDP each source port is an attempt, of pings each request", () => {
  const dns: Watched = { pairs: watched.pairs, ports: [53] };
  const udpTold = told(
    {
      node1: [
        { packet: ip(there, 17, udp({ from: 5001, to: 53 }, Buffer.alloc(9))) },
        { packet: ip(there, 17, udp({ from: 5002, to: 53 }, Buffer.alloc(9))) },
        { packet: ip(back, 17, udp({ from: 53, to: 5002 }, Buffer.alloc(9))) },
      ],
    },
    dns,
  );
  expect(udpTold.talks).toMatchObject([{ protocol: "UDP", port: 53, attempts: 2, answered: 1 }]);
  const pings = told({
    node1: [
      { packet: ip(there, 1, echo(4, Buffer.alloc(56), 1)) },
      { packet: ip(there, 1, echo(4, Buffer.alloc(56), 2)) },
    ],
  });
  expect(pings.talks).toMatchObject([{ protocol: "ICMP", port: 0, attempts: 2, answered: 0 }]);
});

test("packets of others are left out: another port, another pair in the same tunnel, an error about somebody else", () => {
  const others: readonly Captured["packet"][] = [
    ip(there, 6, tcp({ from: 40_000, to: 22 }, "S")),
    envelopes.vxlan(nodes, ip({ from: a, to: "10.0.2.99" }, 6, tcp({ from: 40_000, to: 9080 }, "S"))),
    ip(
      { from: "10.0.2.1", to: a },
      1,
      unreachable(4, ip({ from: a, to: "10.9.9.9" }, 6, tcp({ from: 1, to: 9080 }, "S"))),
    ),
    envelopes.ipip(nodes, ip({ from: "10.0.7.7", to: b }, 17, udp({ from: 1, to: 9080 }, Buffer.alloc(1)))),
  ];
  expect(told({ node1: others.map((packet) => ({ packet })) })).toEqual({ places: [], talks: [] });
});

test("without a port asked for it is the SYN that tells who opened a connection", () => {
  const all: Watched = { pairs: watched.pairs, ports: undefined };
  const { talks } = told(
    {
      node1: [
        { packet: ip(back, 6, tcp({ from: 50_000, to: 8080 }, "S")) },
        { packet: ip(there, 6, tcp({ from: 8080, to: 50_000 }, ".")) },
      ],
    },
    all,
  );
  expect(talks).toMatchObject([
    { source: b, destination: a, port: 8080, there: { packets: 1 }, back: { packets: 1 } },
  ]);
});

test("of connections that were open before, the port below those that Linux gives to callers is the one that is served", () => {
  const all: Watched = { pairs: watched.pairs, ports: undefined };
  const { talks } = told(
    {
      node1: [
        { packet: ip(there, 6, tcp({ from: 8080, to: 50_000 }, ".")) },
        { packet: ip(there, 6, tcp({ from: 8080, to: 50_001 }, ".")) },
        { packet: ip(back, 6, tcp({ from: 50_000, to: 8080 }, ".")) },
      ],
    },
    all,
  );
  expect(talks).toMatchObject([
    { source: b, destination: a, port: 8080, attempts: 0, there: { packets: 1 }, back: { packets: 2 } },
  ]);
});

test("IPv6 addresses are the same however they are written", () => {
  const six: Watched = {
    pairs: [{ source: addressText("fd00:0::5"), destination: addressText("FD00::7") }],
    ports: [80],
  };
  const packet = ip({ from: "fd00::5", to: "fd00::7" }, 6, tcp({ from: 40_000, to: 80 }, "S"));
  expect(told({ node1: [{ packet }] }, six).talks).toMatchObject([{ source: "fd00::5", attempts: 1 }]);
});

test("netdiag's own connections stay its own where a node puts its address and another port in place of the pod's", () => {
  const node = "172.30.0.11";
  const both: Watched = {
    pairs: [...watched.pairs, { source: node, destination: b }],
    ports: watched.ports,
  };
  const masqueraded = (port: number, sequence: number): Captured["packet"] =>
    ip({ from: node, to: b }, 6, tcp({ from: port, to: 9080 }, "S", undefined, { sequence }));
  const { talks, places } = told(
    {
      node1: [
        { packet: syn(20_001, 777), device: 5, direction: "in" },
        { packet: masqueraded(59_272, 777), device: 2, direction: "out" },
        { packet: masqueraded(41_000, 778), device: 2, direction: "out" },
      ],
    },
    both,
  );
  expect(talks.map(({ source, own: isOwn, attempts }) => [source, isOwn, attempts])).toEqual([
    [node, false, 1],
    [a, true, 1],
    [node, true, 1],
  ]);
  expect(places.map(({ device, counts }) => [device, counts.own])).toEqual([
    ["cali1", 1],
    ["eth0", 1],
  ]);
});
