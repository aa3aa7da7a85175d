import { addressInterval } from "../numbers/address-interval.ts";
import type { Expression } from "../rules/conditions.ts";
import { bigintOf, NotUnderstood, numberIntervals } from "../numbers/numbers.ts";
import type { NatAction, Statement } from "../rules/rules.ts";
import { exactly, type Interval } from "../numbers/sets.ts";

/** Targets after which the packet goes on unchanged as far as later rules can tell. */
const notes = new Set([
  "LOG",
  "NFLOG",
  "ULOG",
  "AUDIT",
  "TRACE",
  "TCPMSS",
  "TCPOPTSTRIP",
  "CHECKSUM",
  "CLASSIFY",
  "DSCP",
  "TOS",
  "ECN",
  "TTL",
  "HL",
  "SET",
  "TEE",
  "LED",
  "RATEEST",
  "IDLETIMER",
  "SECMARK",
  "CONNSECMARK",
]);

const verdicts = { ACCEPT: "accept", DROP: "drop", RETURN: "return" } as const;

/**
 * Reads `-j …` or `-g …`, the last part of a rule. A rule without it only counts.
 * `isChain` tells chains of the same table from targets.
 */
export function readTarget(
  rest: readonly string[],
  isChain: (word: string) => boolean,
): readonly Statement[] {
  const [option, name, ...options] = rest;
  if (option === undefined || name === undefined) return [];
  if (option === "-g") return [{ do: "verdict", verdict: { to: "goto", chain: name } }];
  if (isChain(name)) return [{ do: "verdict", verdict: { to: "jump", chain: name } }];
  try {
    return [readExtension(name, options)];
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return [{ do: "unknown", text: rest.join(" ") }];
  }
}

function readExtension(name: string, options: readonly string[]): Statement {
  if (name === "ACCEPT" || name === "DROP" || name === "RETURN")
    return { do: "verdict", verdict: { to: verdicts[name] } };
  if (notes.has(name)) return { do: "note", text: name };
  switch (name) {
    case "REJECT":
      return {
        do: "verdict",
        verdict: { to: "reject", with: after(options, "--reject-with") ?? "icmp-port-unreachable" },
      };
    case "MARK":
      return { do: "mark", of: "packet", value: markValue("mark", options) };
    case "CONNMARK":
      return connectionMark(options);
    case "NOTRACK":
      return { do: "notrack" };
    case "CT":
      return options.includes("--notrack") ? { do: "notrack" } : { do: "note", text: "CT" };
    case "NFQUEUE":
      return { do: "verdict", verdict: { to: "queue" } };
    case "DNAT":
    case "SNAT":
    case "MASQUERADE":
    case "REDIRECT":
      return { do: "nat", nat: readNat(name, options) };
    default:
      throw new NotUnderstood(name);
  }
}

function readNat(name: "DNAT" | "SNAT" | "MASQUERADE" | "REDIRECT", options: readonly string[]): NatAction {
  if (name === "MASQUERADE") return { type: "masquerade" };
  if (name === "REDIRECT") {
    const [port] = numberIntervals(after(options, "--to-ports") ?? "", "-");
    return options.includes("--to-ports") && port ? { type: "redirect", port } : { type: "redirect" };
  }
  const target = after(options, name === "DNAT" ? "--to-destination" : "--to-source");
  // Old kernels took several targets and chose one by turns.
  if (target === undefined || options.filter((word) => word.startsWith("--to-")).length > 1)
    throw new NotUnderstood(options.join(" "));
  return { type: name === "DNAT" ? "dnat" : "snat", ...readTranslation(target) };
}

/** `10.0.0.1:8080`, `10.0.0.1-10.0.0.9`, `[fd00::1]:80-90`, `fd00::1`, `:8080`. */
function readTranslation(target: string): { readonly address?: Expression; readonly port?: Interval } {
  const bare = target.split(":").length > 2 && !target.startsWith("[");
  const parts = bare ? undefined : /^\[?([^\]]*?)\]?(?::([^:\]]+))?$/.exec(target);
  const [address, ports] = bare ? [target] : [parts?.[1] ?? "", parts?.[2]];
  const interval = address === "" ? undefined : addressInterval(address);
  if ((address !== "" && !interval) || (!bare && !parts)) throw new NotUnderstood(target);
  const [port] = ports === undefined ? [] : numberIntervals(ports.split("/")[0] ?? "", "-");
  return {
    ...(interval && { address: { kind: "constant", intervals: [interval] } }),
    ...(port && { port }),
  };
}

/** mark = (mark & ~mask) ^ value; `--set-mark` clears the value's bits too and sets (`|`). */
function markValue(field: "mark" | "connectionMark", options: readonly string[]): Expression {
  const own: Expression = { kind: "field", field };
  const [option = "", text = ""] = options;
  const [value = 0n, mask = 0xffffffffn] = text.split("/").map(bigintOf);
  switch (option) {
    case "--set-xmark":
      return bits("^", bits("&", own, number(0xffffffffn ^ mask)), number(value));
    case "--set-mark":
      return bits("|", bits("&", own, number(0xffffffffn ^ (mask | value))), number(value));
    case "--and-mark":
      return bits("&", own, number(value));
    case "--or-mark":
      return bits("|", own, number(value));
    case "--xor-mark":
      return bits("^", own, number(value));
    default:
      throw new NotUnderstood(option);
  }
}

function connectionMark(options: readonly string[]): Statement {
  const [option] = options;
  if (option !== "--save-mark" && option !== "--restore-mark")
    return { do: "mark", of: "connection", value: markValue("connectionMark", options) };
  const nfmask = bigintOf(after(options, "--nfmask") ?? after(options, "--mask") ?? "0xffffffff");
  const ctmask = bigintOf(after(options, "--ctmask") ?? after(options, "--mask") ?? "0xffffffff");
  const packet: Expression = { kind: "field", field: "mark" };
  const connection: Expression = { kind: "field", field: "connectionMark" };
  const saving = option === "--save-mark";
  const [target, targetMask, from, fromMask] = saving
    ? [connection, ctmask, packet, nfmask]
    : [packet, nfmask, connection, ctmask];
  return {
    do: "mark",
    of: saving ? "connection" : "packet",
    value: bits("^", bits("&", target, number(0xffffffffn ^ targetMask)), bits("&", from, number(fromMask))),
  };
}

function bits(op: "&" | "|" | "^", left: Expression, right: Expression): Expression {
  return { kind: "bits", op, left, right };
}

function number(value: bigint): Expression {
  return { kind: "constant", intervals: [exactly(value)] };
}

function after(options: readonly string[], option: string): string | undefined {
  const index = options.indexOf(option);
  return index === -1 ? undefined : options[index + 1];
}
