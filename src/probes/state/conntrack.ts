import type { Protocol } from "../../model/protocol.ts";
import { familyOf } from "../../model/protocol.ts";
import { defineProbe, Unreadable } from "../../model/probe.ts";
import type { ConntrackEntry, ConntrackTuple } from "../../netstack/seen/conntrack.ts";
import { ipArgument, portArgument, UnfitArgument } from "../text/arguments.ts";
import { reading } from "../text/limits.ts";
import { linesOf, numberOf, shown, wholeText } from "../text/reading.ts";

/** At least one address: the whole table may hold a million connections. */
export interface ConntrackFilter {
  readonly source?: string;
  /** As the client wrote it: the Service's address, not the pod's. */
  readonly destination?: string;
  readonly protocol?: Protocol;
  readonly destinationPort?: number;
}

export const conntrack = defineProbe<readonly ConntrackEntry[], ConntrackFilter>({
  name: "conntrack",
  why: "Lists the tracked connections of the flow's addresses: what they were translated to, and whether anything came back.",
  at: "node",
  tool: "conntrack",
  needs: ["NET_ADMIN"],
  command(filter) {
    const addresses = [filter.source, filter.destination].flatMap((ip) => ip ?? []);
    const [first] = addresses;
    if (first === undefined) throw new UnfitArgument("conntrack needs an address to look for");
    return reading(
      [
        "conntrack",
        "-L",
        "-f",
        familyOf(first) === 6 ? "ipv6" : "ipv4",
        "-o",
        "extended,id",
        ...(filter.source === undefined ? [] : ["--orig-src", ipArgument(filter.source)]),
        ...(filter.destination === undefined ? [] : ["--orig-dst", ipArgument(filter.destination)]),
        ...protocolOptions(filter, first),
      ],
      256,
    );
  },
  parse(output) {
    const text = wholeText(output);
    // The footer is the proof that an empty list is an empty table and not a broken pipe.
    if (text.trim() === "" && !/flow entries have been shown/.test(output.stderr))
      throw new Unreadable("conntrack printed nothing");
    return linesOf(text).map(entryOf);
  },
});

function protocolOptions(filter: ConntrackFilter, address: string): readonly string[] {
  const { protocol, destinationPort } = filter;
  if (protocol === undefined) return [];
  const name = protocol === "ICMP" ? (familyOf(address) === 6 ? "icmpv6" : "icmp") : protocol.toLowerCase();
  const port =
    destinationPort === undefined || protocol === "ICMP" ? [] : ["--dport", portArgument(destinationPort)];
  return ["-p", name, ...port];
}

/**
 * `ipv4 2 tcp 6 109 TIME_WAIT src=… dst=… sport=… dport=… [UNREPLIED] src=… … [ASSURED] mark=0 use=1 id=1`.
 * Some protocols have no state; counters (`packets=`, `bytes=`) appear when accounting is on.
 */
function entryOf(line: string): ConntrackEntry {
  const head = /^(ipv4|ipv6)\s+\d+\s+(\S+)\s+\d+(?:\s+(\d+))?(?:\s+([A-Z][A-Z0-9_]+))?\s/.exec(line);
  if (!head) throw new Unreadable(`not a connection: ${shown(line)}`);
  const [, family, protocol = "", expires, state] = head;
  const fields = [...line.matchAll(/(?:^|\s)([a-z]+)=(\S+)/g)].map(
    ([, key = "", value = ""]) => [key, value] as const,
  );
  const replyAt = fields.findIndex(([key], index) => key === "src" && index > 0);
  if (replyAt < 0) throw new Unreadable(`a connection without reply: ${shown(line)}`);
  const mark = fields.find(([key]) => key === "mark")?.[1];
  const id = fields.find(([key]) => key === "id" && fields.length > 0)?.[1];
  return {
    family: family === "ipv6" ? 6 : 4,
    protocol,
    original: tupleOf(fields.slice(0, replyAt), line),
    reply: tupleOf(fields.slice(replyAt), line),
    unreplied: line.includes("[UNREPLIED]"),
    assured: line.includes("[ASSURED]"),
    ...(state !== undefined && { state }),
    ...(expires !== undefined && { expiresIn: Number(expires) }),
    ...(mark !== undefined && { mark: numberOf(mark) }),
    ...(id !== undefined && { id: lastId(fields) }),
  };
}

function tupleOf(fields: readonly (readonly [string, string])[], line: string): ConntrackTuple {
  const value = (name: string) => fields.find(([key]) => key === name)?.[1];
  const source = value("src");
  const destination = value("dst");
  const sourcePort = value("sport");
  const destinationPort = value("dport");
  if (source === undefined || destination === undefined)
    throw new Unreadable(`a connection without addresses: ${shown(line)}`);
  return {
    source,
    destination,
    ...(sourcePort !== undefined && { sourcePort: numberOf(sourcePort) }),
    ...(destinationPort !== undefined && { destinationPort: numberOf(destinationPort) }),
  };
}

/** ICMP tuples carry an `id=` of their own; the entry's is the last. */
function lastId(fields: readonly (readonly [string, string])[]): string {
  return fields.findLast(([key]) => key === "id")?.[1] ?? "";
}
