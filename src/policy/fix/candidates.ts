/** Every change worth trying against what denies one direction. */
import { policyOf, type CompiledPolicy, type PolicyModel } from "../compile.ts";
import type { PolicyFlow } from "../match/ends.ts";
import type { DirectionName, RuleSet } from "../normal-form.ts";
import { isBaseline, networkPolicyTier } from "../tiers.ts";
import type { Decision } from "../verdict/decide.ts";
import { resolveFlow } from "../verdict/evaluate.ts";
import { lazy } from "../lazy.ts";
import { blocksOf } from "../reach/blocks.ts";
import { edited, type Candidate, type Edit, type Editable, type Managed, type Wanted } from "./candidate.ts";
import { crowdedNetworks } from "./edits/block.ts";
import { calicoEdits } from "./edits/calico.ts";
import { ciliumEdits } from "./edits/cilium.ts";
import { istioEdits } from "./edits/istio.ts";
import { networkPolicyCorrections } from "./edits/network-policy-corrections.ts";
import { networkPolicyAdditions } from "./edits/network-policy.ts";
import { cleanManifest } from "./manifest.ts";
import { newPolicies, overruling } from "./new-policy.ts";
import { ownerOf } from "./owner/owner.ts";

/** The edits of one policy, by the API it is of. */
function editsOf(editable: Editable, wanted: Wanted): Edit[] {
  const { api, object } = editable.ruleSet;
  if (api === "calico") return calicoEdits(editable, wanted);
  switch (object.kind) {
    case "NetworkPolicy":
      return [...networkPolicyCorrections(editable, wanted), ...networkPolicyAdditions(editable, wanted)];
    case "CiliumNetworkPolicy":
    case "CiliumClusterwideNetworkPolicy":
      return ciliumEdits(editable, wanted);
    case "AuthorizationPolicy":
      return istioEdits(editable, wanted);
    default:
      return [];
  }
}

/**
 * Rule sets that isolate in the tier at whose end the direction is denied. None where that tier stands above every
 * NetworkPolicy: who keeps it decides.
 */
function openable({ tiers }: Decision): RuleSet[] {
  const last = tiers.at(-1);
  const tier = last?.ruleSets[0]?.tier;
  if (!tier || (tier.layer === undefined && tier.rank < networkPolicyTier.rank)) return [];
  return last.ruleSets.filter(({ isolates }) => isolates);
}

/** @param decision of the direction now. */
export function candidatesFor(
  model: PolicyModel,
  flow: PolicyFlow,
  direction: DirectionName,
  decision: Decision,
): { readonly candidates: readonly Candidate[]; readonly managed: readonly Managed[] } {
  const { asked } = resolveFlow(model, flow);
  const { from, to } = asked[direction];
  const [subject, other] = direction === "ingress" ? [to, from] : [from, to];
  const isolating = openable(decision);
  const crowded = lazy(() =>
    crowdedNetworks(
      isolating.flatMap(({ rules }) => rules.flatMap(({ peers }) => (peers ?? []).flatMap(blocksOf))),
    ),
  );
  const wanted: Wanted = { model, asked: asked[direction], subject, other, crowded };
  const managed = new Map<CompiledPolicy, Managed>();
  const edits = isolating.flatMap((ruleSet) => {
    const policy = policyOf(model, ruleSet.object);
    if (!policy) return [];
    const owner = ownerOf(policy, model.inventory.namespaces.get(subject.namespace));
    if (owner) {
      managed.set(policy, { object: policy.ref, owner });
      return [];
    }
    const editable: Editable = { policy, manifest: cleanManifest(policy.source, policy.ref), ruleSet };
    return editsOf(editable, wanted).map((edit) => edited(editable, edit));
  });
  const baseline = decision.by?.ruleSet.tier;
  const overrule = decision.verdict === "deny" && baseline && isBaseline(baseline) ? overruling(wanted) : [];
  return {
    candidates: [...edits, ...newPolicies(wanted, isolating), ...overrule],
    managed: [...managed.values()],
  };
}
