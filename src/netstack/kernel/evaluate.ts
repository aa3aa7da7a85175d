import { addressNumber } from "../numbers/address-interval.ts";
import type { Expression, Field } from "../rules/conditions.ts";
import { protocolOf, type Context, type PacketState } from "../rules/packet-state.ts";
import { elementsFor, type Part } from "./set-lookup.ts";
import type { Interval, NamedSet, SetReference } from "../numbers/sets.ts";

/** What an expression may yield. Probability undefined: nobody can tell how likely. */
export interface Alternative {
  readonly parts: readonly Part[];
  readonly probability: number | undefined;
}

/** Packet, node and nft sets: all that conditions are asked about. */
export interface Asked {
  readonly packet: PacketState;
  readonly context: Context;
  /** Finds an nft set of the rule's own table. */
  readonly set: (name: string) => NamedSet | undefined;
}

/** The values an expression may have; exactly one unless chance or a hash takes part. */
export function evaluate(expression: Expression, asked: Asked): readonly Alternative[] {
  switch (expression.kind) {
    case "field":
      return sure([exists(expression, asked.packet) ? readField(expression.field, asked) : null]);
    case "constant":
      return sure(expression.intervals.map(partOf));
    case "choice":
      return Array.from({ length: expression.mod }, (_, index) => ({
        parts: [BigInt(expression.offset + index)],
        probability: expression.even ? 1 / expression.mod : undefined,
      }));
    case "bits":
      return combine(evaluate(expression.left, asked), evaluate(expression.right, asked), (left, right) => [
        bits(expression.op, left[0], right[0]),
      ]);
    case "map":
      return evaluateAll(expression.key, asked).flatMap((key) => mapped(key, expression.map, asked));
    case "unknown":
      return sure([undefined]);
  }
}

/** The values of a concatenated key. */
export function evaluateAll(key: readonly Expression[], asked: Asked): readonly Alternative[] {
  return key.reduce<readonly Alternative[]>(
    (left, expression) => combine(left, evaluate(expression, asked), (a, b) => [...a, ...b]),
    sure([]),
  );
}

/** The set a rule refers to; undefined when it was not read. */
export function resolveSet(reference: SetReference, asked: Asked): NamedSet | undefined {
  return "set" in reference ? asked.set(reference.set) : { name: "", type: "", elements: reference.elements };
}

function mapped(key: Alternative, reference: SetReference, asked: Asked): readonly Alternative[] {
  const set = resolveSet(reference, asked);
  if (!set) return [{ parts: [undefined], probability: key.probability }];
  const { certain, possible } = elementsFor(set, key.parts);
  // nft: a key that is not in the map ends the rule.
  if (!certain && possible.length === 0) return [{ parts: [null], probability: key.probability }];
  if (!certain) return [{ parts: [undefined], probability: key.probability }];
  return [{ parts: (certain.value ?? []).map(partOf), probability: key.probability }];
}

function sure(parts: readonly Part[]): readonly Alternative[] {
  return [{ parts, probability: 1 }];
}

function combine(
  left: readonly Alternative[],
  right: readonly Alternative[],
  join: (a: readonly Part[], b: readonly Part[]) => readonly Part[],
): readonly Alternative[] {
  return left.flatMap((a) =>
    right.map((b) => ({
      parts: join(a.parts, b.parts),
      probability:
        a.probability === undefined || b.probability === undefined
          ? undefined
          : a.probability * b.probability,
    })),
  );
}

function partOf(interval: Interval): Part {
  if ("name" in interval) return interval.name;
  return interval.from === interval.to ? interval.from : undefined;
}

function bits(op: "&" | "|" | "^" | "<<" | ">>", left: Part, right: Part): Part {
  if (left === null || right === null) return null;
  // `x & 0` is known whatever x is, which clears bits that an undecided rule may have set.
  if (op === "&" && (left === 0n || right === 0n)) return 0n;
  if (typeof left !== "bigint" || typeof right !== "bigint") return undefined;
  switch (op) {
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    case "<<":
      return (left << right) & 0xffffffffn;
    case ">>":
      return left >> right;
  }
}

function exists(field: Extract<Expression, { kind: "field" }>, packet: PacketState): boolean {
  const { protocols, family } = field.only ?? {};
  return (
    (family === undefined || family === packet.family) &&
    (protocols === undefined || protocols.includes(protocolOf(packet)))
  );
}

function readField(field: Field, { packet, context }: Asked): Part {
  const original = packet.original ?? packet;
  switch (field) {
    case "source":
      return packet.masqueraded === true ? undefined : addressNumber(packet.source);
    case "destination":
      return addressNumber(packet.destination);
    case "originalSource":
      return addressNumber(original.source);
    case "originalDestination":
      return addressNumber(original.destination);
    case "sourcePort":
      return number(packet.sourcePort);
    case "destinationPort":
      return number(packet.destinationPort);
    case "originalSourcePort":
      return number(original.sourcePort);
    case "originalDestinationPort":
      return number(original.destinationPort);
    case "protocol":
      return BigInt(protocolOf(packet));
    case "family":
      return packet.family === 4 ? 2n : 10n;
    case "mark":
      return number(packet.mark);
    case "connectionMark":
      // A connection begins with mark 0.
      return number(packet.connectionMark ?? (packet.state === "NEW" ? 0 : undefined));
    case "length":
    case "icmpType":
    case "icmpCode":
      return number(packet[field]);
    case "iif":
    case "oif":
    case "physIn":
    case "physOut":
    case "state":
    case "direction":
      return packet[field];
    case "sourceType":
      return addressType(packet.source, context);
    case "destinationType":
      return addressType(packet.destination, context);
    case "sourceTypeOnOif":
      return addressTypeOn(packet.source, packet.oif, context);
    case "destinationTypeOnOif":
      return addressTypeOn(packet.destination, packet.oif, context);
    case "sourceTypeOnIif":
      return addressTypeOn(packet.source, packet.iif, context);
    case "destinationTypeOnIif":
      return addressTypeOn(packet.destination, packet.iif, context);
    case "tcpFlags":
      return tcpFlags(packet);
    case "reversePathDevice":
      if (context.rpfilterPasses === undefined) return undefined;
      return context.rpfilterPasses ? packet.iif : "";
  }
}

function number(value: number | undefined): bigint | undefined {
  return value === undefined ? undefined : BigInt(value);
}

function addressTypeOn(address: string, device: string | undefined, context: Context): Part {
  return device === undefined ? undefined : addressType(address, context, device);
}

/** The kernel's route type of an address, as far as it can be told without its routes. */
function addressType(address: string, context: Context, device?: string): Part {
  const number = addressNumber(address);
  if (number === undefined) return undefined;
  if (number === 0xffffffffn) return "BROADCAST";
  if ((number >= 0xe0000000n && number <= 0xefffffffn) || address.toLowerCase().startsWith("ff"))
    return "MULTICAST";
  const local = context.isLocal?.(address, device);
  return local === undefined ? undefined : local ? "LOCAL" : "UNICAST";
}

const flagBits: Readonly<Record<string, bigint>> = { FIN: 1n, SYN: 2n, RST: 4n, PSH: 8n, ACK: 16n, URG: 32n };

function tcpFlags(packet: PacketState): Part {
  const flags = packet.tcpFlags ?? (packet.state === "NEW" ? ["SYN"] : undefined);
  return flags?.reduce((sum, flag) => sum | (flagBits[flag] ?? 0n), 0n);
}
