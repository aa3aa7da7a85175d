import type { Condition, Field } from "./conditions.ts";
import { exactly, type Interval } from "../numbers/sets.ts";

/** Names of both tools for ICMP types (RFC 792 and successors). */
const v4: Readonly<Record<string, number>> = {
  "echo-reply": 0,
  "destination-unreachable": 3,
  "source-quench": 4,
  redirect: 5,
  "echo-request": 8,
  "router-advertisement": 9,
  "router-solicitation": 10,
  "time-exceeded": 11,
  "parameter-problem": 12,
  "timestamp-request": 13,
  "timestamp-reply": 14,
  "info-request": 15,
  "info-reply": 16,
  "address-mask-request": 17,
  "address-mask-reply": 18,
  ping: 8,
  pong: 0,
};
const v6: Readonly<Record<string, number>> = {
  "destination-unreachable": 1,
  "packet-too-big": 2,
  "time-exceeded": 3,
  "parameter-problem": 4,
  "echo-request": 128,
  "echo-reply": 129,
  "mld-listener-query": 130,
  "mld-listener-report": 131,
  "mld-listener-done": 132,
  "nd-router-solicit": 133,
  "router-solicitation": 133,
  "nd-router-advert": 134,
  "router-advertisement": 134,
  "nd-neighbor-solicit": 135,
  "neighbour-solicitation": 135,
  "neighbor-solicitation": 135,
  "nd-neighbor-advert": 136,
  "neighbour-advertisement": 136,
  "neighbor-advertisement": 136,
  "nd-redirect": 137,
  redirect: 137,
  "mld2-listener-report": 143,
};

/** The number of an ICMP type's name or number. */
export function icmpType(family: 4 | 6, name: string): number | undefined {
  return /^\d+$/.test(name) ? Number(name) : (family === 4 ? v4 : v6)[name];
}

/** iptables' `--icmp-type TYPE[/CODE]`. */
export function icmpCondition(family: 4 | 6, text: string, negate: boolean): Condition | undefined {
  const [name = "", code] = text.split("/");
  if (name === "any") return { kind: "constant", matches: !negate };
  const type = icmpType(family, name);
  if (type === undefined) return undefined;
  const fields: readonly Field[] = code === undefined ? ["icmpType"] : ["icmpType", "icmpCode"];
  const values: readonly Interval[] = [exactly(type), ...(code === undefined ? [] : [exactly(Number(code))])];
  return {
    kind: "among",
    key: fields.map((field) => ({ kind: "field", field })),
    set: { elements: [{ key: values }] },
    negate,
  };
}
