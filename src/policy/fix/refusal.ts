/** Why no change is proposed, and whose decision it is. */
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { Direction, RuleNamed } from "../explain/explain.ts";
import { baselineTier, networkPolicyTier } from "../tiers.ts";
import type { Asked, Decision } from "../verdict/decide.ts";

export interface Refusal {
  readonly sentence: string;
  /** Whose rule denies on purpose. */
  readonly object?: ObjectRef;
}

/** Mutual TLS is no matter of permits: one of the two ends must change how it speaks. */
function ofMutualTls({ object }: RuleNamed, { from, to, towards }: Asked): string {
  const source = from.plainBy
    ? `let the author of ${describeRef(from.plainBy)} set its tls mode to ISTIO_MUTUAL, as sidecars send where it says nothing`
    : from.pod
      ? `give ${from.name} a sidecar, so that it sends mutual TLS`
      : `let ${from.name} come in through the mesh`;
  return `${describeRef(object)} demands mutual TLS of everyone: no policy opens this. Either ${source}, or let its author set port ${towards.port} of ${to.name} to PERMISSIVE (portLevelMtls); the choice is theirs.`;
}

/** Whom to ask: what stands above NetworkPolicies no NetworkPolicy can open. */
function whoDecides({ tier }: RuleNamed, { by }: Decision): string {
  const stands = by?.ruleSet.tier;
  if (stands && stands.layer === undefined && stands.rank < networkPolicyTier.rank)
    return "It stands above every NetworkPolicy, so none can open it. Ask its author; no hole is proposed.";
  return tier === baselineTier.name
    ? "It holds only for pods that no NetworkPolicy selects. Ask its author; no hole is proposed."
    : "Ask its author; no hole is proposed.";
}

/** Of a rule that denies by itself. */
export function ofDeny(deniedBy: RuleNamed, decision: Decision): Refusal {
  if (decision.by?.ruleSet.tier.layer === "mutual-tls")
    return { sentence: ofMutualTls(deniedBy, decision.asked) };
  const { object, text } = deniedBy;
  const sentence = `${describeRef(object)} denies this on purpose: its ${text}. ${whoDecides(deniedBy, decision)}`;
  return { sentence, object };
}

/** Of a direction that nothing admits and no NetworkPolicy can open. */
export function ofNoPermit(direction: Direction, { verdict, tiers }: Decision): Refusal {
  const last = tiers.at(-1);
  const tier = last?.ruleSets[0]?.tier;
  const named = [...new Set((last?.ruleSets ?? []).map(({ object }) => describeRef(object)))].join(", ");
  const why = `No NetworkPolicy can open this: ${direction.sentence}.`;
  if (verdict !== "deny" || last?.outcome !== "default-deny" || !tier) return { sentence: why };
  if (tier.layer === "mesh")
    return {
      sentence: `${why} The mesh decides it: an ALLOW rule must admit it, by the author of ${named}.`,
    };
  return tier.rank < networkPolicyTier.rank
    ? {
        sentence: `${why} Tier ${tier.name} drops what ${named} neither allows nor passes on, before any NetworkPolicy is asked: who keeps that tier decides.`,
      }
    : { sentence: why };
}
