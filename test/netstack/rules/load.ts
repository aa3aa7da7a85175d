import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseIpsetSave } from "../../../src/netstack/iptables/ipset-save.ts";
import { parseIptablesSave } from "../../../src/netstack/iptables/save.ts";
import { walkHook, type HookWalk } from "../../../src/netstack/kernel/hook-walk.ts";
import type { Context, PacketState } from "../../../src/netstack/rules/packet-state.ts";
import type { HookName, Ruleset } from "../../../src/netstack/rules/rules.ts";
import type { NamedSet } from "../../../src/netstack/numbers/sets.ts";
import type { Decider } from "../../../src/netstack/kernel/worlds.ts";

/** A recorded text of test/fixtures/rules. */
export function recorded(name: string): string {
  return readFileSync(join(import.meta.dirname, "..", "..", "fixtures", "rules", name), "utf8");
}

export function recordedSets(name: string): ReadonlyMap<string, NamedSet> {
  return parseIpsetSave(recorded(name)).sets;
}

/** A new TCP connection of a routed packet, mark 0. */
export const syn: PacketState = {
  family: 4,
  protocol: "TCP",
  source: "10.0.0.1",
  destination: "10.0.0.2",
  sourcePort: 40000,
  destinationPort: 80,
  iif: "eth0",
  oif: "eth1",
  bridged: false,
  mark: 0,
  state: "NEW",
  direction: "original",
  length: 60,
};

/** The filter table with these rules in FORWARD, and any further chains. */
export function filter(rules: readonly string[], chains: readonly string[] = [], policy = "ACCEPT"): Ruleset {
  return parseIptablesSave(
    [
      "*filter",
      `:FORWARD ${policy} [0:0]`,
      ...chains.map((chain) => `:${chain} - [0:0]`),
      ...rules.map((rule) => `[0:0] ${rule}`),
      "COMMIT",
      "",
    ].join("\n"),
    "ip",
  );
}

/** Walks one hook of one ruleset with a packet that differs from `syn`. */
export function walked(
  ruleset: Ruleset | readonly Ruleset[],
  packet: Partial<PacketState> = {},
  context: Context = {},
  hook: HookName = "forward",
): HookWalk {
  return walkHook("chains" in ruleset ? [ruleset] : ruleset, hook, { ...syn, ...packet }, context);
}

/** The deciding rule's text, or its chain and policy. */
export function decided(by: Decider | undefined): string | undefined {
  if (!by) return undefined;
  return "rule" in by ? by.rule.text : `policy of ${by.policyOf.name}`;
}
