import { addressInterval } from "../numbers/address-interval.ts";
import { always, among, type Condition, type Expression } from "../rules/conditions.ts";
import { readModuleOption, type OptionReader } from "./modules.ts";
import { NotUnderstood } from "../numbers/numbers.ts";
import { protocolNumber } from "../rules/packet-state.ts";
import { deviceInterval, exactly } from "../numbers/sets.ts";

/** The words of a rule; quotes and backslashes as iptables-save writes them. */
export function words(spec: string): readonly string[] {
  return [...spec.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll(/\\(.)/g, "$1") ?? bare ?? "",
  );
}

export interface Matches {
  readonly conditions: readonly Condition[];
  readonly comments: readonly string[];
  /** From `-j` or `-g` on. */
  readonly rest: readonly string[];
}

/** No rule that somebody wrote has so many; options that change what stands before them take longer the more there is. */
const mostWords = 1000;

/** Reads the match part of a rule. What is not understood becomes one unknown condition. */
export function readMatches(spec: readonly string[]): Matches {
  if (spec.length > mostWords) {
    const target = Math.max(spec.lastIndexOf("-j"), spec.lastIndexOf("-g"));
    return {
      conditions: [{ kind: "unknown", text: `a rule of ${spec.length} words` }],
      comments: [],
      rest: target < 0 ? [] : spec.slice(target),
    };
  }
  const conditions: Condition[] = [];
  const comments: string[] = [];
  let module = "";
  let moduleStart = 0;
  let index = 0;
  const reader: OptionReader = {
    next: () => spec[index++] ?? "",
    comment: (text) => comments.push(text),
  };
  while (index < spec.length && spec[index] !== "-j" && spec[index] !== "-g") {
    const start = index;
    let option = reader.next();
    const negate = option === "!";
    if (negate) option = reader.next();
    if (option === "-m") {
      module = reader.next();
      moduleStart = conditions.length;
      conditions.push(...bareModule(module, spec[index]));
      continue;
    }
    const modified = modifyModule(option, conditions.slice(moduleStart));
    if (modified) {
      conditions.splice(moduleStart, conditions.length, ...modified);
      continue;
    }
    const condition = readOption(module, option, negate, reader);
    if (condition) conditions.push(condition);
    else {
      while (index < spec.length && !isOption(spec[index])) index += 1;
      conditions.push({
        kind: "unknown",
        text: `${module && `-m ${module} `}${spec.slice(start, index).join(" ")}`,
      });
    }
  }
  return { conditions, comments, rest: spec.slice(index) };
}

function readOption(
  module: string,
  option: string,
  negate: boolean,
  reader: OptionReader,
): Condition | undefined {
  try {
    return option.startsWith("--")
      ? readModuleOption(module, option, negate, reader)
      : basic(option, negate, reader);
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

/** Options that change what the rest of their module means. Undefined when the option is none of them. */
function modifyModule(option: string, conditions: readonly Condition[]): readonly Condition[] | undefined {
  if (option === "--invert")
    return conditions.map((condition) =>
      condition.kind === "reverse-path" ? { ...condition, passes: false } : condition,
    );
  if (option !== "--limit-iface-in" && option !== "--limit-iface-out") return undefined;
  const device = option === "--limit-iface-in" ? "Iif" : "Oif";
  return conditions.map((condition) =>
    condition.kind === "among"
      ? { ...condition, key: condition.key.map((part) => onDevice(part, device)) }
      : condition,
  );
}

function onDevice(part: Expression, device: "Iif" | "Oif"): Expression {
  if (part.kind !== "field") return part;
  if (part.field === "sourceType") return { ...part, field: `sourceTypeOn${device}` };
  return part.field === "destinationType" ? { ...part, field: `destinationTypeOn${device}` } : part;
}

/** Modules that need no option, or whose options come later; anything else alone is not understood. */
function bareModule(module: string, next: string | undefined): readonly Condition[] {
  if (module === "rpfilter") return [{ kind: "reverse-path", passes: true }];
  const hasOption = next !== undefined && (next.startsWith("--") || next === "!");
  if (hasOption || ["tcp", "udp", "sctp", "udplite", "dccp", "icmp", "icmp6", "comment"].includes(module))
    return [];
  return [{ kind: "unknown", text: `-m ${module}` }];
}

function isOption(word: string | undefined): boolean {
  return word === "!" || (word?.startsWith("-") === true && !/^-\d/.test(word));
}

function basic(option: string, negate: boolean, { next }: OptionReader): Condition | undefined {
  switch (option) {
    case "-s":
    case "-d": {
      const interval = addressInterval(next());
      return interval && among(option === "-s" ? "source" : "destination", [interval], negate);
    }
    case "-i":
      return among("iif", [deviceInterval(next(), "+")], negate);
    case "-o":
      return among("oif", [deviceInterval(next(), "+")], negate);
    case "-p": {
      const name = next();
      if (name === "all" || name === "0") return always;
      const protocol = protocolNumber(name);
      return protocol === undefined ? undefined : among("protocol", [exactly(protocol)], negate);
    }
    case "-f":
      // Probes are not fragmented.
      return { kind: "constant", matches: negate };
    default:
      return undefined;
  }
}
