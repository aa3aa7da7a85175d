import type { Probe } from "../../model/probe.ts";
import { defineProbe } from "../../model/probe.ts";
import type { IpFamily } from "../../model/protocol.ts";
import { counterChange, type CounterChange } from "../../netstack/kernel/counter-changes.ts";
import type { RuleFamily, Ruleset } from "../../netstack/rules/rules.ts";
import { UnfitArgument } from "../text/arguments.ts";
import { parseMoved } from "./counter-lines.ts";
import { script } from "../text/limits.ts";
import { nftCountersScript } from "../rules/nft-scripts.ts";
import { iptablesCountersScript } from "../rules/rule-scripts.ts";
import { saveTool, slow } from "../rules/rules.ts";

/** Counting nat too costs time and tells nothing about drops: only questions about Services need it. */
export interface IptablesCounted {
  readonly family: IpFamily;
  readonly nat: boolean;
}

export interface NftTable {
  readonly family: RuleFamily;
  readonly table: string;
}

/** For a window: iptables rules whose counters moved. */
export const iptablesLegacyCounters = iptablesProbe("legacy");
export const iptablesNftCounters = iptablesProbe("nft");

/** For a window: nft rules whose counters moved. Rules without `counter` tell nothing. */
export const nftCounters = defineProbe<readonly CounterChange[], readonly NftTable[]>({
  name: "nft-counters",
  why: "Counts around the probe packets which nftables rules they met.",
  at: "both",
  tool: "nft",
  needs: ["NET_ADMIN"],
  command: (tables) =>
    slow(script(nftCountersScript, ...tables.flatMap(({ family, table }) => [family, tableArgument(table)]))),
  parse: (output) => parseMoved(output).map(counterChange),
});

/** The tables of a ruleset that have counters to watch. */
export function tablesWithCounters(ruleset: Ruleset): readonly NftTable[] {
  const tables = new Map(
    ruleset.chains
      .filter((chain) => chain.rules.some((rule) => rule.packets !== undefined))
      .map(({ family, table }) => [`${family} ${table}`, { family, table }]),
  );
  return [...tables.values()];
}

function iptablesProbe(backend: "legacy" | "nft"): Probe<readonly CounterChange[], IptablesCounted> {
  return defineProbe<readonly CounterChange[], IptablesCounted>({
    name: `iptables-${backend}-counters`,
    why: `Counts around the probe packets which iptables rules (${backend}) they met.`,
    at: "both",
    tool: `iptables-${backend}-save`,
    needs: ["NET_ADMIN", "NET_RAW"],
    command: ({ family, nat }) =>
      slow(
        script(
          iptablesCountersScript,
          saveTool(family, backend),
          saveTool(family, "plain"),
          backend === "nft" ? "nf_tables" : "legacy",
          `iptables-${backend} ${family === 4 ? "ip" : "ip6"}`,
          nat ? "nat" : "-",
        ),
      ),
    parse: (output) => parseMoved(output).map(counterChange),
  });
}

/** Table names come from the node; nft allows letters, digits and few signs. Throws UnfitArgument. */
function tableArgument(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_./\\-]{0,127}$/.test(name)) return name;
  throw new UnfitArgument(`not the name of a table: ${JSON.stringify(name)}`);
}
