/** A capture that Mei asked for, and what it saw. */
import type { Rules } from "../../src/access/rule.ts";
import type { CaptureAsked } from "../../src/model/capture-asked.ts";
import type { Capture, CapturedTraffic, PacketCounts } from "../../src/model/captured-traffic.ts";
import { flows, question } from "../report/incident.ts";

export const asked: CaptureAsked = {
  id: "nc-0a1b2c3d4e5f",
  diagnosis: "d-1",
  cluster: "prod-1",
  by: { user: "U0MEI", channel: "C0ONCALL", groups: [] },
  threadTs: "1.1",
  question,
  seconds: 30,
  askedAt: 0,
};

const anyone = { groups: [], clusters: ["*"], nodes: ["*"], outside: [], channels: [] };

/** Mei may capture, Sam may ask and stop. */
export const rules: Rules = [
  {
    ...anyone,
    name: "who captures",
    users: ["U0MEI"],
    namespaces: ["*"],
    actions: ["ask", "capture", "stop"],
  },
  { ...anyone, name: "who asks", users: ["U0SAM"], namespaces: ["*"], actions: ["ask", "stop"] },
];

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

/** Three SYNs leave node1 and arrive at no place of node3. */
export const traffic: CapturedTraffic = {
  version: 1,
  question,
  flows: [...flows].slice(0, 1),
  totalEndpoints: 2,
  startedAt: "2026-11-23T03:05:00.000Z",
  seconds: 30,
  askedSeconds: 30,
  ended: "time",
  ownPorts: [],
  ownPings: 0,
  nodes: [
    { node: "node1", packets: 3, bounds: [] },
    { node: "node3", packets: 0, bounds: [] },
  ],
  places: [
    {
      node: "node1",
      device: "cali1234",
      direction: "in",
      towards: "target",
      counts: { ...none, packets: 3, syn: 3, again: 2 },
    },
  ],
  talks: [
    {
      source: "10.233.70.3",
      destination: "10.233.75.9",
      port: 9080,
      protocol: "TCP",
      own: false,
      attempts: 1,
      answered: 0,
      refused: 0,
      refusals: [],
      there: { ...none, packets: 3, syn: 3, again: 2 },
      back: none,
      lastSeen: { node: "node1", device: "cali1234" },
    },
  ],
  notLooked: [],
};

/** Bytes that are found again wherever they turn up. */
export const marker = "PCAP-OF-10.233.70.3-";

export const captured: Capture = { traffic, pcapng: Buffer.from(marker.repeat(100)) };
