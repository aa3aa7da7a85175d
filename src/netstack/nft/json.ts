import { deviceListOf, entryOf, isRecord, listOf, numberOf, textOf, type Json } from "./shape.ts";
import { readStatement } from "./statement.ts";
import { ruleText } from "./text.ts";
import { readElements, typeKinds } from "./value.ts";
import { fullName, type Chain, hookNames, type Rule, type RuleFamily, type Ruleset } from "../rules/rules.ts";
import { readSlice } from "../rules/slice.ts";
import type { NamedSet } from "../numbers/sets.ts";

/** The text is not what `nft -j list …` prints. */
export class NotNftJson extends Error {
  override readonly name = "NotNftJson";
}

interface GrowingChain extends Omit<Chain, "rules"> {
  readonly rules: Rule[];
}

/**
 * Reads one or more `nft -j list ruleset` or `nft -j list table` answers, one after another; lines
 * starting with `#` are notes of the script that ran them. What is not understood makes its rule undecided.
 * Throws NotNftJson.
 */
export function parseNftJson(text: string): Ruleset {
  const chains = new Map<string, GrowingChain>();
  const sets = new Map<string, NamedSet>();
  const rules: Readonly<Record<string, Json>>[] = [];
  const devices = devicesIn(text);
  for (const object of objectsIn(text)) {
    const [kind, body] = entryOf(object) ?? [];
    if (!isRecord(body)) continue;
    if (kind === "chain") {
      const chain = readChain(body, devices);
      chains.set(fullName(chain), chain);
    } else if (kind === "set" || kind === "map") {
      const set = readSet(body);
      sets.set(`${textOf(body.family)} ${textOf(body.table)} ${set.name}`, set);
    } else if (kind === "rule") rules.push(body);
  }
  for (const body of rules) {
    const chain = chains.get(`${textOf(body.family)} ${textOf(body.table)} ${textOf(body.chain)}`);
    if (!chain) throw new NotNftJson(`rule of an unlisted chain ${textOf(body.chain)}`);
    chain.rules.push(readRule(chain, body));
  }
  const slice = readSlice(text);
  return {
    backend: "nft",
    chains: [...chains.values()],
    sets,
    hidden: [...text.matchAll(/^# netdiag: could not list table (\S+ \S+)/gm)].map(
      ([, table]) => table ?? "",
    ),
    ...(slice && { slice }),
  };
}

function objectsIn(text: string): readonly Json[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .flatMap((line) => {
      let document: unknown;
      try {
        document = JSON.parse(line);
      } catch {
        throw new NotNftJson(`not JSON: ${line.slice(0, 60)}`);
      }
      if (!isRecord(document) || !Array.isArray(document.nftables))
        throw new NotNftJson(`no nftables list: ${line.slice(0, 60)}`);
      return listOf(document.nftables);
    });
}

const families: readonly RuleFamily[] = ["ip", "ip6", "inet", "bridge", "netdev", "arp"];

/** What the script read of the text: `# netdiag: devices netdev guard card eth0 eth1`. */
function devicesIn(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...text.matchAll(/^# netdiag: devices (\S+ \S+ \S+) (.*)$/gm)].map(([, chain = "", names = ""]) => [
      chain,
      names.split(" ").filter((name) => name !== ""),
    ]),
  );
}

function readChain(
  body: Readonly<Record<string, Json>>,
  known: ReadonlyMap<string, readonly string[]>,
): GrowingChain {
  const family = families.find((name) => name === body.family);
  if (!family) throw new NotNftJson(`family ${textOf(body.family)}`);
  const chain = {
    backend: "nft" as const,
    family,
    table: textOf(body.table),
    name: textOf(body.name),
    rules: [],
  };
  const hook = hookNames.find((name) => name === body.hook);
  if (!hook) return chain;
  const devices = deviceListOf(body.dev) ?? known.get(fullName(chain));
  return {
    ...chain,
    hook,
    type: body.type === "nat" ? "nat" : body.type === "route" ? "route" : "filter",
    priority: numberOf(body.prio) ?? 0,
    policy: body.policy === "drop" ? "drop" : "accept",
    ...(devices && { devices }),
  };
}

function readSet(body: Readonly<Record<string, Json>>): NamedSet {
  const kinds = typeKinds(body.type);
  const { elements, undecidable } = readElements(listOf(body.elem), kinds);
  return {
    name: textOf(body.name),
    type: kinds.join(","),
    elements,
    ...(undecidable !== undefined && { undecidable }),
  };
}

function readRule(chain: GrowingChain, body: Readonly<Record<string, Json>>): Rule {
  const expressions = listOf(body.expr);
  const counter = expressions.map((item) => entryOf(item)).find((entry) => entry?.[0] === "counter")?.[1];
  const packets = isRecord(counter) ? numberOf(counter.packets) : undefined;
  const bytes = isRecord(counter) ? numberOf(counter.bytes) : undefined;
  const handle = numberOf(body.handle);
  const comment = body.comment === undefined ? undefined : textOf(body.comment);
  return {
    backend: "nft",
    family: chain.family,
    table: chain.table,
    chain: chain.name,
    position: chain.rules.length + 1,
    statements: expressions.flatMap((item) => readStatement(item)),
    // Felix joins its hash and the policy in one comment.
    comments: comment === undefined ? [] : comment.split("; ").map((part) => part.replace(/;$/, "")),
    text: ruleText(expressions, comment),
    ...(handle !== undefined && { handle }),
    ...(packets !== undefined && { packets }),
    ...(bytes !== undefined && { bytes }),
  };
}
