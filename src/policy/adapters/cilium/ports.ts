/** The layer 4 part of a Cilium rule, and what above it is not decided here. */
import { z } from "zod";
import type { Protocol } from "../../../model/protocol.ts";
import { lastPort, type DirectionName, type PortMatch, type Traffic } from "../../normal-form.ts";
import type { CiliumPortsShape, CiliumRuleShape, IcmpShape } from "./schema.ts";
import { refuse, type Reading } from "../reading.ts";

/** Ports, and a condition above them. Ports undefined: every one; an empty list: none. */
export interface CiliumTraffic {
  readonly ports: readonly PortMatch[] | undefined;
  readonly needs?: string;
}

const withPorts: ReadonlyMap<string, readonly Protocol[]> = new Map([
  ["ANY", ["TCP", "UDP", "SCTP"]],
  ["", ["TCP", "UDP", "SCTP"]],
  ["TCP", ["TCP"]],
  ["UDP", ["UDP"]],
  ["SCTP", ["SCTP"]],
]);
/** Protocols that no question is asked about. */
const others = new Set(["VRRP", "IGMP", "GRE", "IPIP", "IPV6", "ESP", "AH"]);
const mostPorts = 40;

type PortShape = NonNullable<CiliumPortsShape["ports"]>[number];

const echo = (family: 4 | 6, type: number | undefined): Traffic => ({
  type: "traffic",
  protocols: ["ICMP"],
  icmp: { family, ...(type === undefined ? {} : { types: [type] }) },
});

/** Names are compared in lower case; `endPort` means nothing beside a name. */
function readPort(reading: Reading, shape: PortShape, path: string): PortMatch[] {
  const protocol = (shape.protocol ?? "ANY").toUpperCase();
  const text = shape.port ?? "";
  if (others.has(protocol)) return [{ type: "traffic", protocols: [] }];
  if (text === "") refuse(reading, `${path}.port`, "a port must be given; 0 is every port");
  const isNumber = /^\d+$/.test(text);
  if (!isNumber && text !== "" && !/^[a-z0-9-]{1,15}$/i.test(text))
    refuse(reading, `${path}.port`, `"${text}" is neither a port number nor a port name`);
  const first = Number(isNumber ? text : 0);
  if (protocol === "ICMP" || protocol === "ICMPV6")
    return [echo(protocol === "ICMP" ? 4 : 6, first === 0 ? undefined : first)];
  const these = withPorts.get(protocol);
  if (!these) {
    refuse(reading, `${path}.protocol`, `"${shape.protocol ?? ""}" is none of ANY, TCP, UDP, SCTP`);
    return [];
  }
  if (!isNumber) {
    const name = text.toLowerCase();
    return these.length > 1
      ? [{ type: "named", protocol: "any", name }]
      : these.map((one) => ({ type: "named", protocol: one, name }));
  }
  const last = first === 0 ? lastPort : (shape.endPort ?? first) || first;
  if (first > lastPort || last > lastPort || last < first)
    refuse(reading, path, `${first} to ${last} are no ports`);
  return these.map((one) => ({ type: "range", protocol: one, first, last }));
}

const DnsRules = z.array(z.looseObject({ matchPattern: z.string().nullish() }));
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** `dns: [{matchPattern: "*"}]` only makes Cilium look at the answers; everything else needs the request. */
function needsOf(shape: CiliumPortsShape): string | undefined {
  const other = Object.keys(shape).find(
    (key) => key !== "ports" && key !== "rules" && shape[key] != null && !isEmptyList(shape[key]),
  );
  if (other !== undefined) return `its ${other}, which is not decided here`;
  const kinds = rulesOf(shape).filter(([kind, value]) => {
    const dns = kind === "dns" ? DnsRules.safeParse(value).data : undefined;
    return !(dns?.some(({ matchPattern }) => matchPattern === "*") ?? false);
  });
  const names = kinds.map(([kind]) => kind.toUpperCase()).join(" and ");
  return kinds.length > 0 ? `its ${names} rules, which need the request` : undefined;
}

const rulesOf = ({ rules }: CiliumPortsShape): [string, unknown][] =>
  Object.entries(rules ?? {}).filter(([, value]) => value != null);

/** What Cilium refuses of rules above layer 4. Source: cilium pkg/policy/api rule_validation. */
function checkRules(reading: Reading, shape: CiliumPortsShape, direction: DirectionName, path: string): void {
  const kinds = rulesOf(shape).map(([kind]) => kind);
  if (kinds.length === 0) return;
  const isDns = kinds.includes("dns");
  if (isDns && direction === "ingress")
    refuse(reading, `${path}.rules.dns`, "DNS rules stand only in egress");
  for (const [index, { port, protocol }] of (shape.ports ?? []).entries()) {
    const at = `${path}.ports[${index}]`;
    if (port === "0") refuse(reading, `${at}.port`, "beside rules about requests the port must be named");
    if (!isDns && protocol?.toUpperCase() !== "TCP")
      refuse(reading, `${at}.protocol`, `beside ${kinds.join(", ")} rules it must say TCP`);
  }
}

const icmpNames: ReadonlyMap<string, number> = new Map([
  ["EchoReply", 0],
  ["EchoRequest", 8],
]);

function readIcmp(reading: Reading, { fields }: IcmpShape, path: string): PortMatch[] {
  return fields.map(({ family, type }, index): PortMatch => {
    if (family != null && family !== "IPv4" && family !== "IPv6")
      refuse(reading, `${path}.fields[${index}].family`, `"${family}" is neither IPv4 nor IPv6`);
    const six = family === "IPv6";
    const named = icmpNames.get(String(type));
    return echo(six ? 6 : 4, named === undefined ? Number(type) : six ? 128 + (named === 8 ? 0 : 1) : named);
  });
}

/** Alternatives; one without ports when the rule has no layer 4 part. An entry without ports admits nothing. */
export function readCiliumTraffic(
  reading: Reading,
  shape: CiliumRuleShape,
  direction: DirectionName,
  path: string,
): CiliumTraffic[] {
  const auth = shape.authentication?.mode;
  const authNeeds =
    auth === undefined || auth === "disabled"
      ? undefined
      : `mutual authentication, which is not decided here`;
  const entries = (shape.toPorts ?? []).map((entry, index): CiliumTraffic => {
    const at = `${path}.toPorts[${index}]`;
    const given = entry.ports ?? [];
    if (given.length > mostPorts)
      refuse(reading, `${at}.ports`, `${given.length} ports are more than ${mostPorts}`);
    checkRules(reading, entry, direction, at);
    const ports = given.flatMap((port, place) => readPort(reading, port, `${at}.ports[${place}]`));
    const needs = needsOf(entry) ?? authNeeds;
    return { ports, ...(needs === undefined ? {} : { needs }) };
  });
  const icmps = (shape.icmps ?? []).map((icmp, index): CiliumTraffic => ({
    ports: readIcmp(reading, icmp, `${path}.icmps[${index}]`),
    ...(authNeeds === undefined ? {} : { needs: authNeeds }),
  }));
  if (entries.length > 0 && icmps.length > 0)
    refuse(reading, `${path}.icmps`, "icmps and toPorts do not stand in one rule");
  if (entries.length + icmps.length > 0) return [...entries, ...icmps];
  return [{ ports: undefined, ...(authNeeds === undefined ? {} : { needs: authNeeds }) }];
}
