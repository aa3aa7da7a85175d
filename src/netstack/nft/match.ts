import { type Condition } from "../rules/conditions.ts";
import { readKeyExpressions, readSetReference, type Read } from "./expression.ts";
import { entryOf, isRecord, listOf, textOf, type Json } from "./shape.ts";
import { readValue } from "./value.ts";
import { NotUnderstood } from "../numbers/numbers.ts";
import { exactly, type Interval } from "../numbers/sets.ts";

const largest = (1n << 64n) - 1n;

/**
 * A `match` statement as a condition. Undefined when it is not understood. `in` (and nothing written between key and
 * value) means any of these bits for states and flags; `!` none of them; `==` the whole value.
 */
export function readMatch(body: Readonly<Record<string, Json>>): Condition | undefined {
  const op = textOf(body.op);
  try {
    return readSpecial(op, body.left, body.right) ?? compare(op, readKeyExpressions(body.left), body.right);
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

function readSpecial(op: string, left: Json, right: Json): Condition | undefined {
  const [name, body] = entryOf(left) ?? [];
  const key = isRecord(body) ? body.key : undefined;
  if (name === "ct" && (key === "state" || key === "status")) return tracked(op, key, right);
  // Probes are not fragmented.
  if (name === "exthdr" && isRecord(body) && body.name === "frag")
    return { kind: "constant", matches: (right === true) === (op === "!=") };
  if (name !== "fib" || !isRecord(body) || body.result === "type") return undefined;
  return reversePath(op, listOf(body.flags).map(textOf), right);
}

/** `fib saddr . iif oif missing`, in the spellings of several versions. */
function reversePath(op: string, flags: readonly string[], right: Json): Condition | undefined {
  if (!flags.includes("saddr")) return undefined;
  const missing = right === false || right === 0 || right === "0" || right === "missing";
  if (!missing && right !== true && right !== "exists") return undefined;
  return { kind: "reverse-path", passes: missing === (op === "!=") };
}

function tracked(op: string, key: "state" | "status", right: Json): Condition | undefined {
  const [wrapper, items] = entryOf(right) ?? [];
  if (wrapper !== undefined && wrapper !== "set") return undefined;
  const values = wrapper === "set" ? listOf(items) : Array.isArray(right) ? listOf(right) : [right];
  const any = values.map((value) => textOf(value).toUpperCase().replaceAll("-", "_"));
  const negate = op === "!=" || op === "!";
  // `ct status != dnat` compares the whole status word, and a translated connection has more bits set than that one.
  if (key === "status" && (op === "==" || op === "!=")) return { kind: "constant", matches: negate };
  return { kind: "tracked", any, negate };
}

function compare(op: string, key: readonly Read[], right: Json): Condition | undefined {
  const expressions = key.map(({ expression }) => expression);
  const reference = readSetReference(
    right,
    key.map(({ kind }) => kind),
  );
  if (reference && (op === "==" || op === "!=" || op === "in"))
    return { kind: "among", key: expressions, set: reference, negate: op === "!=" };
  const [first] = key;
  if (!first || (typeof right === "string" && right.startsWith("@"))) return undefined;
  if (key.length > 1) return compareTuple(op, key, right);
  const value = readValue(right, first.kind);
  if (op === "in" || op === "!") return anyBit(op, first, value);
  const interval = op === "==" || op === "!=" ? value : ordered(op, value);
  return (
    interval && {
      kind: "among",
      key: expressions,
      set: { elements: [{ key: [interval] }] },
      negate: op === "!=",
    }
  );
}

function compareTuple(op: string, key: readonly Read[], right: Json): Condition | undefined {
  const [wrapper, parts] = entryOf(right) ?? [];
  if (wrapper !== "concat" || (op !== "==" && op !== "!=")) return undefined;
  const values = listOf(parts).map((part, index) => readValue(part, key[index]?.kind ?? "any"));
  return {
    kind: "among",
    key: key.map(({ expression }) => expression),
    set: { elements: [{ key: values }] },
    negate: op === "!=",
  };
}

/** `tcp flags syn,ack`: some of these bits; with `!`, none. */
function anyBit(op: string, { expression }: Read, value: Interval): Condition | undefined {
  if (!("from" in value)) return undefined;
  return {
    kind: "among",
    key: [{ kind: "bits", op: "&", left: expression, right: { kind: "constant", intervals: [value] } }],
    set: { elements: [{ key: [exactly(0)] }] },
    negate: op === "in",
  };
}

function ordered(op: string, value: Interval): Interval | undefined {
  if (!("from" in value)) return undefined;
  switch (op) {
    case "<":
      return { from: 0n, to: value.from - 1n };
    case "<=":
      return { from: 0n, to: value.from };
    case ">":
      return { from: value.to + 1n, to: largest };
    case ">=":
      return { from: value.from, to: largest };
    default:
      return undefined;
  }
}
