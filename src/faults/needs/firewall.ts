import { droppingRule } from "../../gates/dropping-rule.ts";
import type { Drop } from "../../journey/hops/drop.ts";
import { firewallAt, type FirewallView } from "../../journey/hops/firewall.ts";
import { enforcersOf, type Enforcer } from "../../netstack/enforcers/traces.ts";
import { nodePlace } from "../../journey/machine/places.ts";
import { rulesAt } from "../../journey/rules/rules-at.ts";
import { stackAt } from "../../journey/machine/stack.ts";
import type { Need } from "../define-fault.ts";

/** The rules of the hop's node, walked for the packets that cross the hop. */
export const firewall: Need<FirewallView> = {
  name: "firewall rules",
  take: ({ hop, path, flow, evidence }) => firewallAt(hop, path, flow, evidence),
};

/** The first rule that stops the packet on its way through the hop's node; `undefined` when none does. */
export const drop: Need<Drop | undefined> = {
  name: "stopping rule",
  take: droppingRule,
};

/** Who enforces policies on the hop's node, as far as rules and interfaces tell. */
export const enforcers: Need<readonly Enforcer[]> = {
  name: "who enforces policies",
  take({ hop, flow, evidence }) {
    if (hop.node === undefined) return { seen: [] };
    const place = nodePlace(hop.node);
    const rules = rulesAt(evidence, place, flow.family);
    if (rules.notSeen) return { notSeen: rules.notSeen };
    const { links } = stackAt(evidence, place, flow.family);
    return {
      seen: enforcersOf(
        rules.seen.rulesets,
        (links.seen ?? []).map(({ name }) => name),
      ),
    };
  },
};

const verbs = { drop: "drops", reject: "rejects", queue: "queues" } as const;

/** `node3: cali-tw-… drops; its counter moved by 7`. */
export function describeDrop(drop: Drop, node: string | undefined): string {
  const moved =
    drop.moved === undefined
      ? ""
      : drop.moved === 0
        ? "; its counter did not move"
        : `; its counter moved by ${drop.moved}`;
  return `${node ?? "the node"}: a rule in ${drop.where} ${verbs[drop.how]} the packets${moved}`;
}
