import type { CommandOutput } from "../../model/evidence.ts";
import { defineProbe, Unreadable, type Command, type Probe } from "../../model/probe.ts";
import type { IpFamily } from "../../model/protocol.ts";
import { NotIptablesSave, parseIptablesSave } from "../../netstack/iptables/save.ts";
import { NotNftJson, parseNftJson } from "../../netstack/nft/json.ts";
import type { Ruleset } from "../../netstack/rules/rules.ts";
import { ipArgument, portArgument } from "../text/arguments.ts";
import { reading, script } from "../text/limits.ts";
import { nftScript } from "./nft-scripts.ts";
import { wholeText } from "../text/reading.ts";
import { iptablesScript } from "./rule-scripts.ts";

/**
 * What the rules are read for. Every address a packet of the flow may have on this node belongs here: both ends, Service
 * addresses, endpoints, the node's own. Rules for one other address or destination port alone are left out.
 */
export interface RulesAsked {
  readonly family: IpFamily;
  readonly addresses: readonly string[];
  /** Destination ports; empty to leave none out by port. */
  readonly ports: readonly number[];
}

/** The rules of iptables' old interface, which nft does not show. */
export const iptablesLegacyRules = iptablesProbe("legacy");

/** The rules of iptables over nftables, with the comments that nft does not show. */
export const iptablesNftRules = iptablesProbe("nft");

/** Rules of nft itself: tables that iptables does not show. */
export const nftRules = defineProbe<Ruleset, RulesAsked>({
  name: "nft-rules",
  why: "Reads the nftables rules and sets that can concern the flow.",
  at: "both",
  tool: "nft",
  needs: ["NET_ADMIN", "NET_RAW"],
  command: ({ family, addresses }) =>
    slow(
      script(
        nftScript,
        family === 4 ? "ip" : "ip6",
        saveTool(family, "nft"),
        saveTool(family, "plain"),
        ...addresses.map(ipArgument),
      ),
    ),
  parse: (output) => understood(() => parseNftJson(wholeText(output))),
});

function iptablesProbe(backend: "legacy" | "nft"): Probe<Ruleset, RulesAsked> {
  return defineProbe<Ruleset, RulesAsked>({
    name: `iptables-${backend}-rules`,
    why: `Reads the iptables rules (${backend}) that can concern the flow.`,
    at: "both",
    tool: `iptables-${backend}-save`,
    needs: ["NET_ADMIN", "NET_RAW"],
    command: ({ family, addresses, ports }) =>
      slow(
        script(
          iptablesScript,
          saveTool(family, backend),
          saveTool(family, "plain"),
          backend === "nft" ? "nf_tables" : "legacy",
          ...addresses.map(ipArgument),
          ...ports.map(portArgument),
        ),
      ),
    parse: (output) =>
      understood(() => parseIptablesSave(wholeText(output), familyRead(output), `iptables-${backend}`)),
  });
}

/** The tool that prints a backend's rules of one family. */
export function saveTool(family: IpFamily, backend: "legacy" | "nft" | "plain"): string {
  const name = family === 4 ? "iptables" : "ip6tables";
  return backend === "plain" ? `${name}-save` : `${name}-${backend}-save`;
}

/** A large ruleset takes the kernel a while: about 0.3 s for 45,000 rules, more on a busy node. */
export function slow(argv: Command["argv"]): Command {
  return { ...reading(argv, 4_096), timeoutMs: 10_000 };
}

function familyRead({ argv }: CommandOutput): "ip" | "ip6" {
  return argv.some((word) => word.startsWith("ip6tables")) ? "ip6" : "ip";
}

function understood(read: () => Ruleset): Ruleset {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotIptablesSave || error instanceof NotNftJson) throw new Unreadable(error.message);
    throw error;
  }
}
