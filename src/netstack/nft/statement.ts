import { always, type Condition, type Expression } from "../rules/conditions.ts";
import { readExpression, readKeyExpressions, readSetReference } from "./expression.ts";
import { readMatch } from "./match.ts";
import { entryOf, isRecord, listOf, type Json } from "./shape.ts";
import { readValue, readVerdict } from "./value.ts";
import { NotUnderstood } from "../numbers/numbers.ts";
import type { NatAction, Statement } from "../rules/rules.ts";

/** Statements after which the packet goes on unchanged as far as later rules can tell. */
const notes = new Set([
  "counter",
  "log",
  "flow",
  "dup",
  "last",
  "set",
  "ct helper",
  "ct timeout",
  "ct expectation",
  "secmark",
]);

/** One libnftables statement (libnftables-json(5)) as statements of the common form. */
export function readStatement(json: Json): readonly Statement[] {
  const verdict = readVerdict(json);
  if (verdict) return [{ do: "verdict", verdict }];
  const [name = "", body] = entryOf(json) ?? [];
  try {
    return readKnown(name, body) ?? [{ do: "unknown", text: JSON.stringify(json) }];
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return [{ do: "unknown", text: JSON.stringify(json) }];
  }
}

function readKnown(name: string, body: Json): readonly Statement[] | undefined {
  switch (name) {
    case "match":
      return [match(isRecord(body) ? readMatch(body) : undefined, name, body)];
    case "limit":
    case "quota":
    case "ct count":
    case "meter":
      return [match(undefined, name, body)];
    case "vmap":
      return isRecord(body) ? verdictMap(body) : undefined;
    case "mangle":
      return isRecord(body) ? mangle(body) : undefined;
    case "notrack":
      return [{ do: "notrack" }];
    case "dnat":
    case "snat":
    case "masquerade":
    case "redirect":
      return [{ do: "nat", nat: readNat(name, isRecord(body) ? body : {}) }];
    case "xt":
      return isRecord(body) ? extension(body) : undefined;
    default:
      // A set update that limits a rate ends the rule when the rate is exceeded.
      if (name === "set" && isRecord(body) && listOf(body.stmt).length > 0)
        return [match(undefined, name, body)];
      return notes.has(name) ? [{ do: "note", text: name }] : undefined;
  }
}

function match(condition: Condition | undefined, name: string, body: Json): Statement {
  return {
    do: "match",
    condition: condition ?? { kind: "unknown", text: JSON.stringify({ [name]: body }) },
  };
}

function verdictMap(body: Readonly<Record<string, Json>>): readonly Statement[] | undefined {
  const key = readKeyExpressions(body.key);
  const map = readSetReference(
    body.data,
    key.map(({ kind }) => kind),
  );
  return map && [{ do: "verdict-map", key: key.map(({ expression }) => expression), map }];
}

function mangle(body: Readonly<Record<string, Json>>): readonly Statement[] | undefined {
  const [what, target] = entryOf(body.key) ?? [];
  const key = isRecord(target) ? target.key : undefined;
  // Rewriting addresses or ports without conntrack changes what later rules see.
  if (what === "payload") {
    const field = isRecord(target) ? String(target.field) : "";
    return /addr|port|protocol|nexthdr/.test(field) ? undefined : [{ do: "note", text: "mangle" }];
  }
  if ((what !== "meta" && what !== "ct") || key !== "mark") return [{ do: "note", text: "mangle" }];
  const { expression } = readExpression(body.value);
  return [{ do: "mark", of: what === "meta" ? "packet" : "connection", value: expression }];
}

function readNat(
  type: "dnat" | "snat" | "masquerade" | "redirect",
  body: Readonly<Record<string, Json>>,
): NatAction {
  return {
    type,
    ...(body.addr !== undefined && { address: readAddress(body.addr) }),
    ...(body.port !== undefined && { port: readValue(body.port, "number") }),
  };
}

function readAddress(json: Json): Expression {
  const [wrapper] = entryOf(json) ?? [];
  return wrapper === undefined || wrapper === "range"
    ? { kind: "constant", intervals: [readValue(json, "address")] }
    : readExpression(json).expression;
}

/** What nft shows of an iptables extension is its name alone. */
function extension(body: Readonly<Record<string, Json>>): readonly Statement[] {
  const name = String(body.name);
  if (body.type === "match")
    return [
      { do: "match", condition: name === "comment" ? always : { kind: "unknown", text: `-m ${name}` } },
    ];
  return [
    name === "LOG" || name === "NFLOG" || name === "TCPMSS"
      ? { do: "note", text: name }
      : { do: "unknown", text: `-j ${name}` },
  ];
}
