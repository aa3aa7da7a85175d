import { expect, test } from "vitest";
import { tongueOf } from "../../src/language/tongue.ts";
import { createTranslator } from "../../src/language/translator.ts";
import { chinese } from "../../src/language/chinese/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { CapturedTraffic, PacketCounts } from "../../src/model/captured-traffic.ts";
import { CapturedTraffic as Schema } from "../../src/model/captured-traffic.ts";
import { renderTraffic, trafficWords } from "../../src/report/traffic.ts";

const none: PacketCounts = {
  packets: 0,
  syn: 0,
  synAck: 0,
  rst: 0,
  fin: 0,
  again: 0,
  udp: 0,
  icmpErrors: 0,
  own: 0,
};

const quiet: CapturedTraffic = {
  version: 1,
  question: {
    text: "web -> db:5432",
    from: { type: "object", name: "web" },
    to: { type: "object", name: "db" },
    port: 5432,
  },
  flows: [],
  totalEndpoints: 1,
  startedAt: "2026-11-28T22:00:00.000Z",
  seconds: 30,
  askedSeconds: 30,
  ended: "time",
  ownPorts: [],
  ownPings: 0,
  nodes: [{ node: "node1", packets: 0, bounds: [] }],
  places: [],
  talks: [],
  notLooked: [],
};

const flow: Flow = {
  id: "f1",
  from: { type: "external", ips: ["10.0.1.5"] },
  to: { type: "external", ips: ["10.0.2.7"] },
  sourceIP: "10.0.1.5",
  destinationIP: "10.0.2.7",
  port: 5432,
  protocol: "TCP",
  family: 4,
};

const busy: CapturedTraffic = {
  ...quiet,
  seconds: 12.3,
  ended: "limit",
  ownPorts: [20_001, 20_002, 20_003, 25_007],
  nodes: [{ node: "node1", packets: 9, bounds: ["packets", "bytes", "dropped", "pairs"] }],
  places: [
    {
      node: "node1",
      device: "cali1",
      direction: "in",
      towards: "target",
      counts: { ...none, packets: 9, syn: 7, again: 2, fin: 1, own: 3 },
    },
    {
      node: "node1",
      device: "eth0",
      direction: "other",
      towards: "source",
      inside: "vxlan",
      counts: { ...none, packets: 1, icmpErrors: 1, rst: 1, synAck: 1, udp: 1, own: 1 },
    },
  ],
  talks: [
    {
      source: "10.0.1.5",
      destination: "10.0.2.7",
      port: 5432,
      protocol: "TCP",
      own: false,
      attempts: 4,
      answered: 1,
      refused: 2,
      refusals: [
        { ip: "10.0.2.7", what: "RST", count: 1 },
        { ip: "10.0.0.9", what: "admin prohibited", count: 1 },
      ],
      there: { ...none, packets: 9, again: 2, rst: 1 },
      back: { ...none, packets: 3 },
      lastSeen: { node: "node2", device: "eth0" },
    },
    {
      source: "fd00::5",
      destination: "fd00::7",
      port: 5432,
      protocol: "TCP",
      own: true,
      attempts: 1,
      answered: 1,
      refused: 0,
      refusals: [],
      there: { ...none, packets: 3 },
      back: { ...none, packets: 2, rst: 1 },
    },
  ],
  notLooked: [
    {
      node: "node2",
      notSeen: { why: "failed", detail: "node2 is not ready", next: "kubectl describe node node2" },
    },
  ],
};

test("what was seen is told place by place and talk by talk", () => {
  expect(renderTraffic(busy))
    .toBe(`9 headers were captured between web and db:5432 in 12 s, 4 of them of netdiag's own packets.
1 node on the way could not be watched: what passed there is not in this.
It ended early: a node had as much as it may keep.
node1 kept as many packets as it may: later ones are missing.
node1 kept as many bytes as it may: later packets are missing.
On node1 some packets came faster than they could be read, and are missing.
On node1 there are more pairs of addresses than can be watched: some are missing.
netdiag's own packets came from source ports 20001-20003, 25007.

Who talked to whom
  10.0.1.5 → 10.0.2.7:5432 TCP · 4 attempts · 1 answered · 2 refused · 1 time RST from 10.0.2.7 · 1 time admin prohibited from 10.0.0.9 · 1 without an answer, last seen at node2 eth0 · 9 there, 3 back · 1 RST from 10.0.1.5 · 2 sent again
  fd00::5 → [fd00::7]:5432 TCP · netdiag's own · 1 attempt · 1 answered · 3 there, 2 back · 1 RST from fd00::7

What crossed each interface
  node1 cali1 · in, towards the target · 9 packets · 7 SYN · 1 FIN · 2 sent again · 3 netdiag's own
  node1 eth0 · passing by, towards the source · inside VXLAN · 1 packet · 1 SYN-ACK · 1 RST · 1 UDP · 1 ICMP error · all netdiag's own

Not watched
  node2: node2 is not ready. Next: kubectl describe node node2
`);
});

test("that no packet was seen says what was not looked at", () => {
  const { notLooked } = busy;
  expect(trafficWords({ ...quiet, notLooked }).notes).toEqual([
    "1 node on the way could not be watched: what passed there is not in this.",
  ]);
  const flows = [flow];
  expect(trafficWords({ ...quiet, flows, totalEndpoints: 6 }).notes).toEqual([
    "It is of 1 of 6 endpoints: what the others got is not in this.",
  ]);
  expect(trafficWords({ ...quiet, flows }).notes).toEqual([]);
});

test("that netdiag's own packets could not be sent is told with the next step", () => {
  const notSent = [
    { why: "tool-missing", detail: "socat is not in the image", next: "netdiag probes" },
  ] as const;
  expect(trafficWords({ ...quiet, notSent: [...notSent] }).sections).toEqual([
    {
      title: "netdiag's own packets that could not be sent",
      lines: ["socat is not in the image. Next: netdiag probes"],
    },
  ]);
});

test("of a node's address it is told that others send from it, of a long list what is left out", () => {
  const words = trafficWords({ ...busy, shared: ["10.0.0.2"], moreTalks: 30 });
  expect(words.notes).toContain(
    "10.0.0.2 is an address of a node: packets of others that leave by it are counted as well.",
  );
  expect(words.sections[0]?.lines.at(-1)).toBe("And 30 more.");
});

test("that no packet was seen, and that nothing could be watched is not the same", () => {
  expect(trafficWords(quiet).headline).toBe("No packet was seen between web and db:5432 in 30 s.");
  expect(trafficWords({ ...quiet, nodes: [] }).headline).toBe(
    "No node between web and db:5432 could be watched.",
  );
});

test("all of it is said in Chinese too", () => {
  const unknown: string[] = [];
  const { translate } = createTranslator(chinese, (sentence) => unknown.push(sentence));
  const endings = ["time", "stopped", "limit", "lost"] as const;
  const directions = ["in", "out", "other"] as const;
  const envelopes = ["vxlan", "geneve", "ipip", "gre"] as const;
  const places = directions.flatMap((direction) =>
    envelopes.flatMap((inside) =>
      (["target", "source"] as const).map((towards) => ({
        node: "node1",
        device: "cali1",
        direction,
        towards,
        inside,
        counts: { ...none, packets: 2, own: 1 },
      })),
    ),
  );
  for (const ended of endings) renderTraffic({ ...busy, ended, ownPings: 7, places }, translate);
  const partly = {
    ...quiet,
    flows: [flow],
    totalEndpoints: 6,
    shared: ["10.0.0.2"],
    notLooked: busy.notLooked,
  };
  const unsent = { ...busy, notSent: busy.notLooked.map(({ notSeen }) => notSeen), moreTalks: 30 };
  for (const traffic of [quiet, { ...quiet, nodes: [] }, busy, { ...busy, ownPings: 1 }, partly, unsent])
    renderTraffic(traffic, translate);
  expect(unknown.filter((sentence) => !sentence.startsWith("node2 is not ready"))).toEqual([]);
  expect(renderTraffic(busy, tongueOf("zh"))).toContain(
    "12 秒内在 web 与 db:5432 之间抓到 9 个报文头，其中 4 个属于 netdiag 自己的数据包。",
  );
});

test("it is plain JSON, and read back the same", () => {
  expect(Schema.parse(JSON.parse(JSON.stringify(busy)))).toEqual(busy);
});
