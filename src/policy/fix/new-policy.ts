/** A policy of its own beside the isolating ones: policies that allow add up. */
import type { Expression } from "../calico/selector.ts";
import { accountLabel, accountPrefix, isInherited } from "../calico/keys.ts";
import { policyOf } from "../compile.ts";
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { End } from "../match/ends.ts";
import { labelOf, type Selector } from "../selectors.ts";
import type { RuleSet } from "../normal-form.ts";
import type { Candidate, Wanted } from "./candidate.ts";
import { ciliumRule } from "./edits/cilium-rule.ts";
import { istioRule } from "./edits/istio.ts";
import type { Manifest } from "./manifest.ts";
import { narrowRule, narrowSubject, type LabelSelectorManifest } from "./narrow.ts";
import { networkPolicyTier } from "../tiers.ts";

/** Object names: lower case letters, digits and dashes, at most 63 to be safe everywhere. */
function toName(parts: readonly string[]): string {
  return parts
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|(?<!-)-+$/g, "");
}

function freeRef(kind: string, { model, asked, subject, other }: Wanted): ObjectRef {
  const { namespace } = subject;
  const wanted = toName(
    asked.direction === "ingress"
      ? ["allow", other.name, "to", subject.name]
      : ["allow", subject.name, "egress", "to", other.name],
  );
  let ref = { kind, namespace, name: wanted };
  for (let number = 2; policyOf(model, ref); number++) ref = { ...ref, name: `${wanted}-${number}` };
  return ref;
}

/** Keys of labels that an expression asks for. */
function keysOf(expression: Expression): string[] {
  switch (expression.is) {
    case "all":
    case "global":
      return [];
    case "not":
      return keysOf(expression.of);
    case "and":
    case "or":
      return expression.of.flatMap(keysOf);
    default:
      return [expression.key];
  }
}

/** By what the rule set selects this pod, in labels of pods of its namespace; undefined where it takes more than labels. */
function within({ subject }: RuleSet, { labels }: End): Selector | undefined {
  if (!subject.end) return subject.pods;
  if (subject.end.type !== "expression") return undefined;
  const keys = [...new Set(keysOf(subject.end.expression))];
  if (keys.some((key) => key.startsWith(accountPrefix) || key === accountLabel)) return undefined;
  return keys
    .filter((key) => !isInherited(key))
    .map((key) => {
      const value = labelOf(labels, key);
      return value === undefined
        ? { key, operator: "DoesNotExist", values: [] }
        : { key, operator: "In", values: [value] };
    });
}

/** Selects only pods that one of these rule sets selects already, so that it isolates nothing that was open. */
function subjectOf(ruleSets: readonly RuleSet[], subject: End): LabelSelectorManifest | undefined {
  return ruleSets
    .map((ruleSet) => within(ruleSet, subject))
    .filter((selector) => selector !== undefined)
    .map((selector) => narrowSubject(subject, selector))
    .sort((one, another) => JSON.stringify(one).length - JSON.stringify(another).length)[0];
}

function made(ref: ObjectRef, apiVersion: string, spec: object, slack = 0): Candidate {
  const { kind, name, namespace } = ref;
  const manifest: Manifest = {
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec,
  };
  return {
    action: "new-policy",
    object: ref,
    summary: `add ${describeRef(ref)}`,
    manifest: () => manifest,
    slack,
  };
}

function networkPolicy(wanted: Wanted, podSelector: LabelSelectorManifest): Candidate[] {
  const { direction } = wanted.asked;
  const rule = narrowRule(wanted);
  if (!rule) return [];
  const spec = {
    podSelector,
    policyTypes: [direction === "ingress" ? "Ingress" : "Egress"],
    [direction]: [rule],
  };
  return [made(freeRef("NetworkPolicy", wanted), "networking.k8s.io/v1", spec)];
}

/** For what no NetworkPolicy can name where Cilium enforces it: another node. */
function ciliumPolicy(wanted: Wanted, endpointSelector: LabelSelectorManifest): Candidate[] {
  const rule = ciliumRule(wanted, wanted.subject.namespace);
  if (!rule || !wanted.other.onHost || wanted.model.inventory.datapath !== "cilium") return [];
  const spec = { endpointSelector, [wanted.asked.direction]: [rule.manifest] };
  return [made(freeRef("CiliumNetworkPolicy", wanted), "cilium.io/v2", spec, rule.slack)];
}

function authorizationPolicy(wanted: Wanted, { matchLabels }: LabelSelectorManifest): Candidate[] {
  const rule = istioRule(wanted);
  if (!rule) return [];
  const spec = { ...(matchLabels ? { selector: { matchLabels } } : {}), action: "ALLOW", rules: [rule] };
  return [made(freeRef("AuthorizationPolicy", wanted), "security.istio.io/v1", spec)];
}

/** @param isolating those of the tier that denies. */
export function newPolicies(wanted: Wanted, isolating: readonly RuleSet[]): Candidate[] {
  const tier = isolating[0]?.tier;
  const subject = subjectOf(isolating, wanted.subject);
  if (!tier || !subject) return [];
  if (tier.layer === "mesh") return authorizationPolicy(wanted, subject);
  // In another tier a pod selected by a NetworkPolicy would be isolated anew.
  if (tier.layer !== undefined || tier.rank !== networkPolicyTier.rank) return [];
  return [...networkPolicy(wanted, subject), ...ciliumPolicy(wanted, subject)];
}

/**
 * Against what a baseline denies: a baseline is asked only of pods that no NetworkPolicy selects. None for a pod without labels, as
 * the policy would isolate its whole namespace.
 */
export function overruling(wanted: Wanted): Candidate[] {
  const { subject } = wanted;
  if (!subject.pod || subject.onHost) return [];
  const podSelector = narrowSubject(subject, []);
  if (podSelector.matchLabels === undefined) return [];
  return networkPolicy(wanted, podSelector).map((candidate) => ({ ...candidate, action: "overrule" }));
}
