import type { CapturedPacket, Envelope } from "../../netstack/seen/captured.ts";
import { readIcmp } from "./icmp-text.ts";

/** A packet without when and where it was seen. */
export type PacketBody = Omit<CapturedPacket, "at" | "device" | "direction" | "outer">;

export interface Header {
  readonly packet: PacketBody;
  /** When the packet carries another; `inline` when tcpdump printed that one on the same line. */
  readonly envelope?: Envelope & { readonly inline?: string };
}

/** What follows time and interface: `IP A.port > B.port: Flags [S], …`. Kinds not known are `other`, never an error. */
export function readHeader(text: string): Header {
  // With -e, link-layer words stand between interface and addresses.
  const plain = text.replace(/^.*ethertype (IPv4|IPv6|ARP)[^:]*?, length \d+: /, (_, kind: string) =>
    kind === "IPv4" ? "IP " : kind === "IPv6" ? "IP6 " : "ARP, ",
  );
  if (plain.startsWith("ARP")) return { packet: readArp(plain) };
  const parts = /^IP6? (\S+) > (\S+): (.*)$/.exec(plain);
  if (!parts) return { packet: { source: "", destination: "", kind: "other" } };
  const [, from = "", to = "", said = ""] = parts;
  const source = endOf(from);
  const destination = endOf(to);
  const envelope = envelopeOf(source, destination, said);
  return { packet: bodyOf(source, destination, said), ...(envelope && { envelope }) };
}

interface End {
  readonly ip: string;
  readonly port?: number;
}

/** `10.0.0.1.80` and `fd00::1.80` carry a port behind the last dot; `10.0.0.1` and `fd00::1` do not. */
function endOf(text: string): End {
  const withPort = /^((?:\d+\.){3}\d+|(?=.*:)[0-9a-fA-F:.]+)\.(\d+)$/.exec(text);
  const [, ip, port] = withPort ?? [];
  return ip === undefined ? { ip: text } : { ip, port: Number(port) };
}

function bodyOf(source: End, destination: End, said: string): PacketBody {
  const body = {
    source: source.ip,
    destination: destination.ip,
    ...(source.port !== undefined && { sourcePort: source.port }),
    ...(destination.port !== undefined && { destinationPort: destination.port }),
    ...lengthOf(said),
  };
  const flags = /^Flags \[([^\]]*)\]/.exec(said)?.[1];
  if (flags !== undefined) return { ...body, kind: "tcp", flags };
  const icmp = /^(?:HBH )?ICMP6?,? (.*)$/.exec(said)?.[1]?.split(/, length \d/, 1)[0];
  if (icmp !== undefined) return icmpBody(body, icmp);
  // Everything else with ports on a known line shape is UDP, whatever protocol tcpdump reads into it.
  if (source.port !== undefined) return { ...body, kind: said.startsWith("sctp") ? "other" : "udp" };
  return { ...body, kind: "other" };
}

function icmpBody(body: Omit<PacketBody, "kind">, text: string): PacketBody {
  const question = /^neighbor solicitation, who has (\S+)$/.exec(text)?.[1];
  if (question !== undefined) return { ...body, kind: "ndp", asksFor: question, answers: false };
  const answer = /^neighbor advertisement, tgt is ([^\s,]+)/.exec(text)?.[1];
  if (answer !== undefined) return { ...body, kind: "ndp", asksFor: answer, answers: true };
  return { ...body, kind: "icmp", icmp: readIcmp(text) };
}

/** `ARP, Request who-has A tell B, length 28`, `ARP, Reply A is-at MAC, length 28`. */
function readArp(text: string): PacketBody {
  const question = /Request who-has (\S+?)(?: \([^)]*\))? tell ([^\s,]+)/.exec(text);
  if (question) {
    const [, asked = "", asker = ""] = question;
    return { source: asker, destination: asked, kind: "arp", asksFor: asked, answers: false };
  }
  const answered = /Reply (\S+) is-at/.exec(text)?.[1];
  if (answered === undefined) return { source: "", destination: "", kind: "arp" };
  return { source: answered, destination: "", kind: "arp", asksFor: answered, answers: true };
}

/**
 * `VXLAN, flags [I] (0x08), vni 4096` and, on Linux' old VXLAN port which is OTV's by its number,
 * `OTV, flags [I] (0x08), overlay 0, instance 4096`: the inner packet is on the next line.
 * `Geneve, … vni 0x64 …: IP …` and `IP A > B: …` carry it on the same line.
 */
function envelopeOf(source: End, destination: End, said: string): Header["envelope"] {
  const ends = {
    source: source.ip,
    destination: destination.ip,
    ...(destination.port !== undefined && { port: destination.port }),
  };
  const name = /^(?:VXLAN|Geneve|OTV)\b/.exec(said)?.[0];
  const id = /\b(?:vni|instance) (0x[0-9a-f]+|\d+)/.exec(said)?.[1];
  if (name !== undefined && id !== undefined) {
    const inline = /: (IP6? .*)$/.exec(said)?.[1];
    return {
      ...ends,
      encapsulation: name === "Geneve" ? "geneve" : "vxlan",
      id: Number(id),
      ...(inline !== undefined && { inline }),
    };
  }
  const inner = /^(?:GREv0[^:]*: )?(IP6? \S+ > .*)$/.exec(said)?.[1];
  if (inner === undefined) return undefined;
  return { ...ends, encapsulation: said.startsWith("GRE") ? "other" : "ipip", inline: inner };
}

function lengthOf(said: string): { length?: number } {
  const length = /(?:, length |\()(\d+)\)?(?:: .*)?$/.exec(said)?.[1];
  return length === undefined ? {} : { length: Number(length) };
}
