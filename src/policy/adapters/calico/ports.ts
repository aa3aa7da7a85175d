/** Protocol, ports and ICMP types of a Calico rule. */
import type { Protocol } from "../../../model/protocol.ts";
import { lastPort, type PortMatch, type Traffic } from "../../normal-form.ts";
import type { RuleShape } from "./schema.ts";
import { refuse, type Reading } from "../reading.ts";

type Family = 4 | 6;
interface Named {
  readonly protocol: Protocol | undefined;
  readonly family?: Family;
}

/** By name and by number, as Calico knows them. UDPLite and other numbers are none that a question is asked about. */
const known: ReadonlyMap<string, Named> = new Map<string, Named>([
  ["tcp", { protocol: "TCP" }],
  ["6", { protocol: "TCP" }],
  ["udp", { protocol: "UDP" }],
  ["17", { protocol: "UDP" }],
  ["sctp", { protocol: "SCTP" }],
  ["132", { protocol: "SCTP" }],
  ["icmp", { protocol: "ICMP", family: 4 }],
  ["1", { protocol: "ICMP", family: 4 }],
  ["icmpv6", { protocol: "ICMP", family: 6 }],
  ["58", { protocol: "ICMP", family: 6 }],
  ["udplite", { protocol: undefined }],
]);
const all: readonly Protocol[] = ["TCP", "UDP", "SCTP", "ICMP"];
const withPorts: readonly Protocol[] = ["TCP", "UDP", "SCTP"];

function readProtocol(reading: Reading, value: string | number, path: string): Named {
  const found = known.get(String(value).toLowerCase());
  if (found) return found;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 255)
    refuse(reading, path, `"${value}" is neither a protocol's name nor its number`);
  return { protocol: undefined };
}

function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= lastPort;
}

/** `80`, `"80"`, `"80:90"` or the name of a container port. */
function readPort(
  reading: Reading,
  value: string | number,
  protocols: readonly Protocol[],
  path: string,
): PortMatch[] {
  const [first = NaN, last = first, ...more] = String(value).split(":").map(Number);
  if (/^\d+(:\d+)?$/.test(String(value))) {
    if (!isPort(first) || !isPort(last) || last < first || more.length > 0)
      refuse(reading, path, `"${value}" is not a port or a range of ports`);
    return protocols.map((protocol) => ({ type: "range", protocol, first, last }));
  }
  if (typeof value === "number" || !/^[a-zA-Z0-9_.-]{1,128}$/.test(value)) {
    refuse(reading, path, `"${value}" is neither a port, a range nor a name`);
    return [];
  }
  return protocols.map((protocol) => ({ type: "named", protocol, name: value }));
}

function isNumeric(value: string | number): boolean {
  return /^[\d:]+$/.test(String(value));
}

function checkIcmp(reading: Reading, icmp: RuleShape["icmp"], path: string): void {
  const { type, code } = icmp ?? {};
  if (code != null && type == null) refuse(reading, `${path}.code`, "a code needs a type beside it");
  if (type != null && (type < 0 || type > 254))
    refuse(reading, `${path}.type`, `${type} is not between 0 and 254`);
  if (code != null && (code < 0 || code > 255))
    refuse(reading, `${path}.code`, `${code} is not between 0 and 255`);
}

function echoTypes(icmp: RuleShape["icmp"]): { types: number[] } | undefined {
  if (icmp?.type == null) return undefined;
  // A ping's request has code 0.
  return { types: icmp.code == null || icmp.code === 0 ? [icmp.type] : [] };
}

/** Undefined: every port of every protocol. */
export function readTraffic(reading: Reading, rule: RuleShape, path: string): Traffic | undefined {
  const yes = rule.protocol == null ? undefined : readProtocol(reading, rule.protocol, `${path}.protocol`);
  const no =
    rule.notProtocol == null ? undefined : readProtocol(reading, rule.notProtocol, `${path}.notProtocol`);
  const { ports, notPorts, services } = rule.destination ?? {};
  const named = yes ? (yes.protocol ? [yes.protocol] : []) : all;
  const protocols = named.filter(
    (protocol) => protocol !== no?.protocol || (protocol === "ICMP" && no.family !== undefined),
  );
  // Names alone carry their protocol with them.
  const numbered =
    yes === undefined
      ? protocols.filter((protocol) => withPorts.includes(protocol))
      : yes.protocol !== undefined && withPorts.includes(yes.protocol)
        ? protocols
        : [];
  const needs = yes ? numbered.length === 0 : [...(ports ?? []), ...(notPorts ?? [])].some(isNumeric);
  if ((ports?.length || notPorts?.length) && needs)
    refuse(reading, `${path}.destination.ports`, "ports need protocol TCP, UDP or SCTP beside them");
  if ((rule.icmp ?? rule.notICMP) && yes?.protocol !== "ICMP")
    refuse(reading, `${path}.icmp`, "ICMP types need protocol ICMP or ICMPv6 beside them");
  checkIcmp(reading, rule.icmp, `${path}.icmp`);
  checkIcmp(reading, rule.notICMP, `${path}.notICMP`);
  const read = (list: typeof ports, field: string): PortMatch[] | undefined =>
    list?.length
      ? list.flatMap((port, index) =>
          readPort(reading, port, numbered, `${path}.destination.${field}[${index}]`),
        )
      : undefined;
  const only = read(ports, "ports");
  const without = read(notPorts, "notPorts");
  const types = echoTypes(rule.icmp)?.types;
  const notTypes = echoTypes(rule.notICMP)?.types;
  // notProtocol ICMP leaves ICMPv6 in, and the reverse.
  const family = yes?.family ?? (no?.family === 4 ? 6 : no?.family === 6 ? 4 : undefined);
  if (!yes && !no && !services && !only && !without) return undefined;
  return {
    type: "traffic",
    protocols,
    ...(only ? { ports: only } : {}),
    ...(without ? { notPorts: without } : {}),
    ...(family !== undefined || types || notTypes
      ? {
          icmp: {
            ...(family === undefined ? {} : { family }),
            ...(types ? { types } : {}),
            ...(notTypes ? { notTypes } : {}),
          },
        }
      : {}),
    ...(services
      ? { service: { name: services.name, namespace: services.namespace ?? reading.object.namespace ?? "" } }
      : {}),
  };
}
