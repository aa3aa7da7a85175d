import type { Expression, Field } from "../rules/conditions.ts";
import { entryOf, isRecord, listOf, numberOf, textOf, type Json } from "./shape.ts";
import { readElements, readValue, type Kind } from "./value.ts";
import { NotUnderstood } from "../numbers/numbers.ts";
import { exactly, type SetReference } from "../numbers/sets.ts";

/** What a rule reads from the packet, and how values to compare it with are written. */
export interface Read {
  readonly expression: Expression;
  readonly kind: Kind;
}

const transports: Readonly<Record<string, readonly number[]>> = {
  tcp: [6],
  udp: [17],
  udplite: [136],
  dccp: [33],
  sctp: [132],
  th: [6, 17, 33, 132, 136],
  icmp: [1],
  icmpv6: [58],
};

const transportFields: Readonly<Record<string, readonly [Field, Kind]>> = {
  sport: ["sourcePort", "number"],
  dport: ["destinationPort", "number"],
  flags: ["tcpFlags", "tcp-flags"],
  code: ["icmpCode", "number"],
};

const networkFields: Readonly<Record<string, readonly [Field, Kind]>> = {
  saddr: ["source", "address"],
  daddr: ["destination", "address"],
  protocol: ["protocol", "protocol"],
  nexthdr: ["protocol", "protocol"],
};

const metaFields: Readonly<Record<string, readonly [Field, Kind]>> = {
  iif: ["iif", "device"],
  iifname: ["iif", "device"],
  oif: ["oif", "device"],
  oifname: ["oif", "device"],
  ibrname: ["physIn", "device"],
  obrname: ["physOut", "device"],
  mark: ["mark", "number"],
  l4proto: ["protocol", "protocol"],
  nfproto: ["family", "family"],
  protocol: ["family", "family"],
  length: ["length", "number"],
};

const connectionFields: Readonly<Record<string, readonly [Field, Kind]>> = {
  state: ["state", "state"],
  mark: ["connectionMark", "number"],
  direction: ["direction", "word"],
};

const originalFields: Readonly<Record<string, readonly [Field, Kind]>> = {
  saddr: ["originalSource", "address"],
  daddr: ["originalDestination", "address"],
  "ip saddr": ["originalSource", "address"],
  "ip daddr": ["originalDestination", "address"],
  "ip6 saddr": ["originalSource", "address"],
  "ip6 daddr": ["originalDestination", "address"],
  "proto-src": ["originalSourcePort", "number"],
  "proto-dst": ["originalDestinationPort", "number"],
};

/** The parts of a key: a concatenation has several. */
export function readKeyExpressions(json: Json): readonly Read[] {
  const [name, body] = entryOf(json) ?? [];
  return name === "concat" ? listOf(body).map(readExpression) : [readExpression(json)];
}

/** One libnftables expression (libnftables-json(5)). What is not understood is unknown, and so is its comparison. */
export function readExpression(json: Json): Read {
  if (typeof json === "number") return { expression: constant(BigInt(json)), kind: "number" };
  const [name, body] = entryOf(json) ?? [];
  switch (name) {
    case "payload":
      return isRecord(body) ? payload(textOf(body.protocol), textOf(body.field)) : unknown(json);
    case "meta":
      return isRecord(body) ? meta(textOf(body.key), json) : unknown(json);
    case "ct":
      return isRecord(body) ? connection(textOf(body.key), body.dir, json) : unknown(json);
    case "fib":
      return isRecord(body)
        ? route(textOf(body.result), listOf(body.flags).map(textOf), json)
        : unknown(json);
    case "numgen":
    case "jhash":
    case "symhash":
      return isRecord(body) ? choice(name, body) : unknown(json);
    case "map":
      return isRecord(body) ? map(body) : unknown(json);
    case "&":
    case "|":
    case "^":
    case "<<":
    case ">>":
      return bits(name, listOf(body), json);
    default:
      return unknown(json);
  }
}

/** `@name`, or the elements written in the rule. */
export function readSetReference(json: Json, kinds: readonly Kind[]): SetReference | undefined {
  if (typeof json === "string" && json.startsWith("@")) return { set: json.slice(1) };
  const [name, body] = entryOf(json) ?? [];
  if (name !== "set") return undefined;
  const { elements, undecidable } = readElements(listOf(body), kinds);
  return undecidable === undefined ? { elements } : undefined;
}

function payload(protocol: string, field: string): Read {
  const protocols = transports[protocol];
  if (protocols) {
    const icmp = protocol === "icmp" || protocol === "icmpv6";
    const known: readonly [Field, Kind] | undefined =
      icmp && field === "type" ? ["icmpType", protocol] : transportFields[field];
    return known
      ? { expression: { kind: "field", field: known[0], only: { protocols } }, kind: known[1] }
      : unknown(`${protocol} ${field}`);
  }
  if (protocol !== "ip" && protocol !== "ip6") return unknown(`${protocol} ${field}`);
  // Probes are not fragmented: only the don't-fragment bit may be set.
  if (field === "frag-off") return { expression: constant(0x4000n), kind: "number" };
  const known = networkFields[field];
  if (!known) return unknown(`${protocol} ${field}`);
  return {
    expression: { kind: "field", field: known[0], only: { family: protocol === "ip" ? 4 : 6 } },
    kind: known[1],
  };
}

function meta(key: string, json: Json): Read {
  // Probes are sent to the node or through it, not broadcast.
  if (key === "pkttype")
    return { expression: { kind: "constant", intervals: [{ name: "host", prefix: false }] }, kind: "word" };
  return field(metaFields[key], json);
}

function connection(key: string, direction: Json, json: Json): Read {
  if (direction === "original") return field(originalFields[key], json);
  return field(direction === undefined ? connectionFields[key] : undefined, json);
}

function field(known: readonly [Field, Kind] | undefined, json: Json): Read {
  return known ? { expression: { kind: "field", field: known[0] }, kind: known[1] } : unknown(json);
}

function route(result: string, flags: readonly string[], json: Json): Read {
  const source = flags.includes("saddr");
  if (result === "type") {
    const side = source ? "source" : "destination";
    const device = flags.includes("iif") ? "OnIif" : flags.includes("oif") ? "OnOif" : "";
    return { expression: { kind: "field", field: `${side}Type${device}` }, kind: "address-type" };
  }
  if (!source) return unknown(json);
  return { expression: { kind: "field", field: "reversePathDevice" }, kind: "device" };
}

function choice(name: string, body: Readonly<Record<string, Json>>): Read {
  const mod = numberOf(body.mod) ?? 0;
  if (mod < 1 || mod > 1024) return unknown({ [name]: body });
  const offset = numberOf(body.offset) ?? 0;
  return { expression: { kind: "choice", mod, offset, even: name === "numgen" }, kind: "number" };
}

function map(body: Readonly<Record<string, Json>>): Read {
  const key = readKeyExpressions(body.key);
  const reference = readSetReference(
    body.data,
    key.map(({ kind }) => kind),
  );
  if (!reference) return unknown({ map: body });
  return {
    expression: { kind: "map", key: key.map(({ expression }) => expression), map: reference },
    kind: "any",
  };
}

function bits(op: "&" | "|" | "^" | "<<" | ">>", operands: readonly Json[], json: Json): Read {
  const [first, ...rest] = operands;
  if (rest.length === 0) return unknown(json);
  const left = readExpression(first);
  return rest.reduce<Read>((sum, operand) => {
    const right = readOperand(operand, left.kind);
    return { expression: { kind: "bits", op, left: sum.expression, right }, kind: left.kind };
  }, left);
}

function readOperand(json: Json, kind: Kind): Expression {
  try {
    return { kind: "constant", intervals: [readValue(json, kind)] };
  } catch (error) {
    if (error instanceof NotUnderstood) return readExpression(json).expression;
    throw error;
  }
}

function constant(value: bigint): Expression {
  return { kind: "constant", intervals: [exactly(value)] };
}

function unknown(json: Json): Read {
  return { expression: { kind: "unknown", text: JSON.stringify(json) }, kind: "any" };
}
