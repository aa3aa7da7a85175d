/** The layer 4 part of a Cilium rule, and what above it is not decided here. */
import type { Protocol } from "../../model/protocol.ts";
import { lastPort, type PortMatch } from "../normal-form.ts";
import type { CiliumPortsShape, CiliumRuleShape, IcmpShape } from "./cilium-schema.ts";
import { refuse, type Reading } from "./reading.ts";
import { z } from "zod";

/** Ports, and a condition above them. */
export interface CiliumTraffic {
  readonly ports: readonly PortMatch[] | undefined;
  readonly needs?: string;
}

const protocols: ReadonlyMap<string, readonly Protocol[]> = new Map([
  ["ANY", ["TCP", "UDP", "SCTP"]],
  ["TCP", ["TCP"]],
  ["UDP", ["UDP"]],
  ["SCTP", ["SCTP"]],
]);

function readPort(
  reading: Reading,
  shape: NonNullable<CiliumPortsShape["ports"]>[number],
  path: string,
): PortMatch[] {
  const protocol = (shape.protocol ?? "ANY").toUpperCase();
  const these = protocols.get(protocol);
  if (!these) {
    refuse(reading, `${path}.protocol`, `"${shape.protocol ?? ""}" is none of ANY, TCP, UDP, SCTP`);
    return [];
  }
  const text = String(shape.port ?? "0");
  if (!/^\d+$/.test(text))
    return protocol === "ANY"
      ? [{ type: "named", protocol: "any", name: text }]
      : these.map((one) => ({ type: "named", protocol: one, name: text }));
  const first = Number(text);
  const last = first === 0 ? lastPort : (shape.endPort ?? first) || first;
  if (first > lastPort || last > lastPort || last < first)
    refuse(reading, path, `${first} to ${last} are no ports`);
  return these.map((one) => ({ type: "range", protocol: one, first, last }));
}

const DnsRules = z.array(z.looseObject({ matchPattern: z.string().nullish() }));

/** `dns: [{matchPattern: "*"}]` only makes Cilium look at the answers; everything else needs the request. */
function needsOf(shape: CiliumPortsShape): string | undefined {
  const other = Object.keys(shape).find((key) => key !== "ports" && key !== "rules" && shape[key] != null);
  if (other !== undefined) return `its ${other}, which is not decided here`;
  const kinds = Object.entries(shape.rules ?? {}).filter(([kind, value]) => {
    const dns = kind === "dns" ? DnsRules.safeParse(value).data : undefined;
    return value != null && !(dns?.some(({ matchPattern }) => matchPattern === "*") ?? false);
  });
  const names = kinds.map(([kind]) => kind.toUpperCase()).join(" and ");
  return kinds.length > 0 ? `its ${names} rules, which need the request` : undefined;
}

const icmpNames: ReadonlyMap<string, number> = new Map([
  ["EchoReply", 0],
  ["EchoRequest", 8],
]);

function readIcmp({ fields }: IcmpShape): PortMatch[] {
  return fields.map(({ family, type }): PortMatch => {
    const six = family?.toUpperCase() === "IPV6";
    const named = icmpNames.get(String(type));
    const number = named === undefined ? Number(type) : six ? 128 + (named === 8 ? 0 : 1) : named;
    return { type: "traffic", protocols: ["ICMP"], icmp: { family: six ? 6 : 4, types: [number] } };
  });
}

/** Alternatives; one without ports when the rule has no layer 4 part. */
export function readCiliumTraffic(reading: Reading, shape: CiliumRuleShape, path: string): CiliumTraffic[] {
  const auth = shape.authentication?.mode;
  const authNeeds =
    auth === undefined || auth === "disabled"
      ? undefined
      : `mutual authentication, which is not decided here`;
  const entries = (shape.toPorts ?? []).map((entry, index): CiliumTraffic => {
    const ports = (entry.ports ?? []).flatMap((port, at) =>
      readPort(reading, port, `${path}.toPorts[${index}].ports[${at}]`),
    );
    const needs = needsOf(entry) ?? authNeeds;
    return { ports: ports.length > 0 ? ports : undefined, ...(needs === undefined ? {} : { needs }) };
  });
  const icmps = (shape.icmps ?? []).map((icmp): CiliumTraffic => ({ ports: readIcmp(icmp) }));
  if (entries.length > 0 && icmps.length > 0)
    refuse(reading, `${path}.icmps`, "icmps and toPorts do not stand in one rule");
  if (entries.length + icmps.length > 0) return [...entries, ...icmps];
  return [{ ports: undefined, ...(authNeeds === undefined ? {} : { needs: authNeeds }) }];
}
