import type { Sight } from "../../model/evidence.ts";
import type { Flow } from "../../model/flow.ts";
import type { Hop } from "../../model/hop.ts";
import { translations } from "../../netstack/kernel/translations.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { nodePlace } from "../machine/places.ts";
import { stackAt } from "../machine/stack.ts";
import { contextOf, stateOf } from "../rules/rule-packet.ts";
import { rulesAt } from "../rules/rules-at.ts";

/** Whether the rules of the target's node send packets for this port on to another address, as for a NodePort. */
export function translatedAtTarget(
  flow: Flow,
  path: readonly Hop[],
  evidence: EvidenceIndex,
): Sight<boolean> {
  const arrival = path.find(({ kind }) => kind === "node-in");
  if (flow.to.type !== "node" || !arrival?.node) return { seen: false };
  const rules = rulesAt(evidence, nodePlace(arrival.node), flow.family);
  if (rules.notSeen) return { notSeen: rules.notSeen };
  const packet = stateOf(arrival.packet, arrival.deviceIn, undefined);
  const context = contextOf(rules.seen, stackAt(evidence, nodePlace(arrival.node), flow.family), packet);
  const [unread] = rules.seen.unread;
  // Asked as if nothing dropped the packet before.
  const only = rules.seen.rulesets.map((ruleset) => ({
    ...ruleset,
    chains: ruleset.chains.filter(({ hook, type }) => hook === undefined || type === "nat"),
  }));
  const none = translations(only, packet, context).none === true;
  return none && unread ? { notSeen: unread } : { seen: !none };
}
