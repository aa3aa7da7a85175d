/** What a capture saw, in words: the same for the terminal and for Slack. */
import { together } from "../language/spacing.ts";
import { english, type Tongue } from "../language/tongue.ts";
import type { CapturedTraffic, PacketCounts, PlaceTraffic, Talk } from "../model/captured-traffic.ts";
import { targetWords } from "../model/question.ts";
import { addressAndPort, plural, sentence } from "./words.ts";

export interface TrafficWords {
  /** One sentence: how many packets were seen, at all places together, between whom, in how long. */
  readonly headline: string;
  /** Sentences about the capture itself: why it ended early, what it may have missed. */
  readonly notes: readonly string[];
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

/** Sections without a line are left out. */
export function trafficWords(traffic: CapturedTraffic, say: Tongue = english): TrafficWords {
  const { moreTalks = 0, notSent = [] } = traffic;
  const sections = [
    {
      title: say("Who talked to whom"),
      lines: [
        ...traffic.talks.map((talk) => say(talkLine(talk))),
        ...(moreTalks === 0 ? [] : [say(`And ${moreTalks} more.`)]),
      ],
    },
    {
      title: say("What crossed each interface"),
      lines: traffic.places.map((place) => say(placeLine(place))),
    },
    {
      title: say("Not watched"),
      lines: traffic.notLooked.map(({ node, notSeen: { detail, next } }) =>
        together(`${node}:`, say(sentence(detail)), say(`Next: ${next}`)),
      ),
    },
    {
      title: say("netdiag's own packets that could not be sent"),
      lines: notSent.map(({ detail, next }) => together(say(sentence(detail)), say(`Next: ${next}`))),
    },
  ];
  return {
    headline: say(headline(traffic)),
    notes: notes(traffic).map((note) => say(sentence(note))),
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
}

/** The whole for a terminal or a pipe; ends with a newline. */
export function renderTraffic(traffic: CapturedTraffic, say: Tongue = english): string {
  const { headline: first, notes: more, sections } = trafficWords(traffic, say);
  const blocks = [
    [first, ...more],
    ...sections.map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)]),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function headline({ question, nodes, places, seconds }: CapturedTraffic): string {
  const [from, to] = [targetWords(question.from), targetWords(question.to)];
  const port = question.port === undefined ? "" : `:${question.port}`;
  const ends = `between ${from} and ${to}${port}`;
  if (nodes.length === 0) return `No node ${ends} could be watched.`;
  const packets = sum(nodes, (node) => node.packets);
  const time = `${Math.max(1, Math.round(seconds))} s`;
  if (packets === 0) return `No packet was seen ${ends} in ${time}.`;
  const own = sum(places, ({ counts }) => counts.own);
  const seen = `${packets} ${packets === 1 ? "header was" : "headers were"} captured ${ends} in ${time}`;
  if (own === 0) return `${seen}.`;
  return own === packets
    ? `${seen}, all of them of netdiag's own packets.`
    : `${seen}, ${own} of them of netdiag's own packets.`;
}

function notes({
  ended,
  nodes,
  notLooked,
  ownPorts,
  ownPings,
  flows,
  totalEndpoints,
  shared = [],
}: CapturedTraffic): readonly string[] {
  const endpoints = new Set(flows.map(({ destinationIP }) => destinationIP)).size;
  return [
    ...(notLooked.length > 0 && nodes.length > 0
      ? [
          `${plural(notLooked.length, "node")} on the way could not be watched: what passed there is not in this`,
        ]
      : []),
    ...(endpoints > 0 && endpoints < totalEndpoints
      ? [`It is of ${endpoints} of ${totalEndpoints} endpoints: what the others got is not in this`]
      : []),
    ...(nodes.length === 0 && ended === "lost"
      ? []
      : {
          time: [],
          stopped: ["It was stopped before its time was over"],
          limit: ["It ended early: a node had as much as it may keep"],
          lost: ["It ended early: a node could not be watched any more"],
        }[ended]),
    ...nodes.flatMap(({ node, bounds }) => bounds.map((bound) => missed[bound](node))),
    ...shared.map(
      (ip) => `${ip} is an address of a node: packets of others that leave by it are counted as well`,
    ),
    ...(ownPorts.length === 0 ? [] : [`netdiag's own packets came from source ports ${ranges(ownPorts)}`]),
    ...(ownPings === 0
      ? []
      : [`${plural(ownPings, "ping")} at the beginning ${ownPings === 1 ? "is" : "are"} netdiag's own`]),
  ];
}

const missed = {
  packets: (node: string) => `${node} kept as many packets as it may: later ones are missing`,
  bytes: (node: string) => `${node} kept as many bytes as it may: later packets are missing`,
  dropped: (node: string) => `On ${node} some packets came faster than they could be read, and are missing`,
  pairs: (node: string) =>
    `On ${node} there are more pairs of addresses than can be watched: some are missing`,
} as const satisfies Record<CapturedTraffic["nodes"][number]["bounds"][number], (node: string) => string>;

/** `20001-20007, 25001-25007`. */
function ranges(ports: readonly number[]): string {
  const all: { from: number; to: number }[] = [];
  for (const port of [...ports].sort((one, other) => one - other)) {
    const last = all.at(-1);
    if (last?.to === port - 1) last.to = port;
    else all.push({ from: port, to: port });
  }
  return all.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}

/** `10.0.1.5 → 10.0.2.7:9080 TCP · 3 attempts · 1 answered · 1 refused (RST from 10.0.2.7) · 1 without an answer, last seen at node2 eth0`. */
function talkLine({
  source,
  destination,
  port,
  protocol,
  own,
  attempts,
  answered,
  refused,
  refusals,
  there,
  back,
  lastSeen,
}: Talk): string {
  const unanswered = attempts - answered - refused;
  const whole = protocol === "other" ? "" : ` ${protocol}`;
  const again = there.again + back.again;
  return [
    `${source} → ${addressAndPort(destination, port)}${whole}`,
    ...(own ? ["netdiag's own"] : []),
    ...(attempts === 0 ? [] : [plural(attempts, "attempt")]),
    ...(answered === 0 ? [] : [`${answered} answered`]),
    ...(refused === 0 ? [] : [`${refused} refused`]),
    ...refusals.map(({ ip, what, count }) => `${plural(count, "time")} ${what} from ${ip}`),
    ...(unanswered === 0 ? [] : [unansweredWords(unanswered, lastSeen)]),
    `${there.packets} there, ${back.packets} back`,
    ...(there.rst === 0 ? [] : [`${there.rst} RST from ${source}`]),
    ...(back.rst === 0 || refused > 0 ? [] : [`${back.rst} RST from ${destination}`]),
    ...(again === 0 ? [] : [`${again} sent again`]),
  ].join(" · ");
}

function unansweredWords(count: number, lastSeen: Talk["lastSeen"]): string {
  const words = `${count} without an answer`;
  return lastSeen ? `${words}, last seen at ${lastSeen.node} ${lastSeen.device}` : words;
}

/** `node1 cali12 · in, towards the target · 12 packets · 7 SYN`. */
function placeLine({ node, device, direction, towards, inside, counts }: PlaceTraffic): string {
  const way = direction === "other" ? "passing by" : direction;
  return [
    `${node} ${device}`,
    `${way}, towards the ${towards}`,
    ...(inside === undefined ? [] : [`inside ${envelopeNames[inside]}`]),
    plural(counts.packets, "packet"),
    ...kinds(counts),
  ].join(" · ");
}

const envelopeNames = { vxlan: "VXLAN", geneve: "Geneve", ipip: "IPIP", gre: "GRE" } as const;

function kinds({
  packets,
  syn,
  synAck,
  rst,
  fin,
  again,
  udp,
  icmpErrors,
  own,
}: PacketCounts): readonly string[] {
  const counted = (count: number, what: string): readonly string[] =>
    count === 0 ? [] : [`${count} ${what}`];
  return [
    ...counted(syn, "SYN"),
    ...counted(synAck, "SYN-ACK"),
    ...counted(rst, "RST"),
    ...counted(fin, "FIN"),
    ...counted(udp, "UDP"),
    ...(icmpErrors === 0 ? [] : [plural(icmpErrors, "ICMP error")]),
    ...counted(again, "sent again"),
    ...(own === 0 ? [] : [own === packets ? "all netdiag's own" : `${own} netdiag's own`]),
  ];
}

function sum<Item>(items: readonly Item[], count: (item: Item) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
