/** Rules of the cluster-wide policies: peers, ports and the action, failing closed on what is not known. */
import type { z } from "zod";
import type { Protocol } from "../../../model/protocol.ts";
import { lastPort, type DirectionName, type Peer, type PortMatch, type Rule } from "../../normal-form.ts";
import { readClusterPeer } from "./peers.ts";
import { PortShape, ProtocolShape, type ClusterRuleShape } from "./schema.ts";
import { refuse, type Reading } from "../reading.ts";

/** The words of one API. */
export interface ClusterApi {
  readonly actions: ReadonlyMap<string, "allow" | "deny" | "pass">;
  readonly portsField: "ports" | "protocols";
  /** Fields that a peer of each direction may have. */
  readonly peers: Readonly<Record<DirectionName, readonly string[]>>;
  /** Entries an API server takes in one list of peers or ports. */
  readonly mostEntries: number;
}

interface Place {
  readonly direction: DirectionName;
  readonly index: number;
}

type Layer4 = Extract<z.infer<typeof ProtocolShape>, { tcp: unknown }>["tcp"];

interface Bounds {
  readonly first: number;
  readonly last: number;
}

/** @param least by how much the end must be above the start. */
function rangeOf(
  reading: Reading,
  protocol: Protocol,
  { first, last }: Bounds,
  least: number,
  path: string,
): PortMatch {
  for (const port of [first, last])
    if (!Number.isInteger(port) || port < 1 || port > lastPort)
      refuse(reading, path, `${port} is not a port between 1 and ${lastPort}`);
  if (last - first < least) refuse(reading, path, `a range from ${first} to ${last} ends too early`);
  return { type: "range", protocol, first, last };
}

function readProtocol(reading: Reading, value: unknown, path: string): PortMatch | undefined {
  const { data } = ProtocolShape.safeParse(value);
  if (!data) return undefined;
  const portsOf = (protocol: Protocol, { destinationPort }: Layer4): PortMatch => {
    if (!destinationPort) return { type: "range", protocol, first: 0, last: lastPort };
    if ("number" in destinationPort) {
      const { number } = destinationPort;
      return rangeOf(reading, protocol, { first: number, last: number }, 0, path);
    }
    const { start, end } = destinationPort.range;
    return rangeOf(reading, protocol, { first: start, last: end }, 1, path);
  };
  if ("tcp" in data) return portsOf("TCP", data.tcp);
  if ("udp" in data) return portsOf("UDP", data.udp);
  if ("sctp" in data) return portsOf("SCTP", data.sctp);
  return { type: "named", protocol: "any", name: data.destinationNamedPort };
}

function readPort(reading: Reading, value: unknown, path: string): PortMatch | undefined {
  const { data } = PortShape.safeParse(value);
  if (!data) return undefined;
  if ("namedPort" in data) return { type: "named", protocol: "any", name: data.namedPort };
  if ("portNumber" in data) {
    const { protocol, port } = data.portNumber;
    return rangeOf(reading, protocol, { first: port, last: port }, 0, path);
  }
  const { protocol, start, end } = data.portRange;
  return rangeOf(reading, protocol, { first: start, last: end }, 0, path);
}

function checkLength(
  reading: Reading,
  list: readonly unknown[],
  { mostEntries }: ClusterApi,
  path: string,
): void {
  if (list.length > mostEntries) refuse(reading, path, `${list.length} entries are more than ${mostEntries}`);
}

function readPorts(
  reading: Reading,
  shape: ClusterRuleShape,
  api: ClusterApi,
  path: string,
): PortMatch[] | undefined | { readonly unknown: string } {
  const field = api.portsField;
  const values = shape[field] ?? [];
  checkLength(reading, values, api, `${path}.${field}`);
  const matches: PortMatch[] = [];
  for (const [index, value] of values.entries()) {
    const at = `${path}.${field}[${index}]`;
    const match = field === "ports" ? readPort(reading, value, at) : readProtocol(reading, value, at);
    if (!match) return { unknown: `${field}[${index}]` };
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
  checkLength(reading, entries, api, `${path}.${field}`);
  if ((shape.name ?? "").length > 100)
    refuse(reading, `${path}.name`, "a rule's name has at most 100 characters");
  const base: Rule = { index, action: action ?? "deny", peers: [], ports: undefined };
  const extra = Object.keys(shape).find((key) => !["name", "action", field, api.portsField].includes(key));
  if (extra !== undefined) return failClosed(reading, base, extra, path);
  const peers: Peer[] = [];
  for (const [at, entry] of entries.entries()) {
    const read = readClusterPeer(reading, entry, api.peers[direction], `${path}.${field}[${at}]`);
    if ("unknown" in read) return failClosed(reading, base, read.unknown, `${path}.${field}[${at}]`);
    if (action !== "allow" && read.some(({ type }) => type === "domain"))
      refuse(reading, `${path}.${field}[${at}].domainNames`, "domain names stand only in rules that allow");
    peers.push(...read);
  }
  const ports = readPorts(reading, shape, api, path);
  if (ports && "unknown" in ports) return failClosed(reading, base, ports.unknown, path);
  if (ports?.some(({ type }) => type === "named") && peers.some(({ type }) => type !== "pods"))
    refuse(
      reading,
      `${path}.${api.portsField}`,
      "only pods have named ports: no networks, nodes or domain names beside one",
    );
  return { ...base, peers, ports, icmp: "needs-its-own-entry" };
}
