/** Rules of the cluster-wide policies: peers, ports and the action, failing closed on what is not known. */
import type { z } from "zod";
import type { Protocol } from "../../model/protocol.ts";
import { lastPort, type DirectionName, type Peer, type PortMatch, type Rule } from "../normal-form.ts";
import { readClusterPeer } from "./cluster-peers.ts";
import { PortShape, ProtocolShape, type ClusterRuleShape } from "./cluster-schema.ts";
import { refuse, type Reading } from "./reading.ts";

/** The words of one API. */
export interface ClusterApi {
  readonly actions: ReadonlyMap<string, "allow" | "deny" | "pass">;
  readonly portsField: "ports" | "protocols";
}

interface Place {
  readonly direction: DirectionName;
  readonly index: number;
}

type Layer4 = Extract<z.infer<typeof ProtocolShape>, { tcp: unknown }>["tcp"];

function rangeOf(protocol: Protocol, { destinationPort }: Layer4): PortMatch {
  if (!destinationPort) return { type: "range", protocol, first: 0, last: lastPort };
  const { start, end } =
    "number" in destinationPort
      ? { start: destinationPort.number, end: destinationPort.number }
      : destinationPort.range;
  return { type: "range", protocol, first: start, last: end };
}

function readProtocol(value: unknown): PortMatch | undefined {
  const { data } = ProtocolShape.safeParse(value);
  if (!data) return undefined;
  if ("tcp" in data) return rangeOf("TCP", data.tcp);
  if ("udp" in data) return rangeOf("UDP", data.udp);
  if ("sctp" in data) return rangeOf("SCTP", data.sctp);
  return { type: "named", protocol: "any", name: data.destinationNamedPort };
}

function readPort(value: unknown): PortMatch | undefined {
  const { data } = PortShape.safeParse(value);
  if (!data) return undefined;
  if ("namedPort" in data) return { type: "named", protocol: "any", name: data.namedPort };
  if ("portNumber" in data) {
    const { protocol, port } = data.portNumber;
    return { type: "range", protocol, first: port, last: port };
  }
  const { protocol, start, end } = data.portRange;
  return { type: "range", protocol, first: start, last: end };
}

function readPorts(
  reading: Reading,
  shape: ClusterRuleShape,
  field: ClusterApi["portsField"],
  path: string,
): PortMatch[] | undefined | { readonly unknown: string } {
  const values = shape[field] ?? [];
  const matches: PortMatch[] = [];
  for (const [index, value] of values.entries()) {
    const match = field === "ports" ? readPort(value) : readProtocol(value);
    if (!match) return { unknown: `${field}[${index}]` };
    if (match.type === "range" && match.last < match.first)
      refuse(reading, `${path}.${field}[${index}]`, `${match.last} is before ${match.first}`);
    matches.push(match);
  }
  return values.length === 0 ? undefined : matches;
}

/** An allow of what is not known matches nothing; a deny or pass of it denies everything. */
function failClosed(reading: Reading, rule: Rule, field: string, path: string): Rule {
  const allows = rule.action === "allow";
  reading.problems.push({
    object: reading.object,
    field: path,
    says: `${field} is not known here; the rule is read as ${allows ? "matching nothing" : "denying everything"}`,
    effect: "fails-closed",
  });
  return allows
    ? { ...rule, peers: [{ type: "unreadable", field }] }
    : { index: rule.index, action: "deny", peers: undefined, ports: undefined };
}

/** One rule in its place in the list. */
export function readClusterRule(
  reading: Reading,
  api: ClusterApi,
  shape: ClusterRuleShape,
  { direction, index }: Place,
): Rule {
  const path = `spec.${direction}[${index}]`;
  const action = api.actions.get(shape.action);
  if (!action)
    refuse(reading, `${path}.action`, `"${shape.action}" is none of ${[...api.actions.keys()].join(", ")}`);
  const field = direction === "ingress" ? "from" : "to";
  const entries = shape[field] ?? [];
  if (entries.length === 0) refuse(reading, `${path}.${field}`, "a rule needs at least one peer");
  const base: Rule = { index, action: action ?? "deny", peers: [], ports: undefined };
  const extra = Object.keys(shape).find((key) => !["name", "action", field, api.portsField].includes(key));
  if (extra !== undefined) return failClosed(reading, base, extra, path);
  const peers: Peer[] = [];
  for (const [at, entry] of entries.entries()) {
    const read = readClusterPeer(reading, entry, direction, `${path}.${field}[${at}]`);
    if ("unknown" in read) return failClosed(reading, base, read.unknown, `${path}.${field}[${at}]`);
    if (action !== "allow" && read.some(({ type }) => type === "domain"))
      refuse(reading, `${path}.${field}[${at}].domainNames`, "domain names stand only in rules that allow");
    peers.push(...read);
  }
  const ports = readPorts(reading, shape, api.portsField, path);
  if (ports && "unknown" in ports) return failClosed(reading, base, ports.unknown, path);
  return { ...base, peers, ports, icmp: "needs-its-own-entry" };
}
