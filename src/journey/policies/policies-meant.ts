/** Policy objects that were read, behind the names that a node's rules give. */
import type { Flow } from "../../model/flow.ts";
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { ClusterSnapshot, ListedWhole } from "../../model/snapshot.ts";
import { azureChainNames } from "../../netstack/enforcers/azure-npm.ts";
import { policyChainNames } from "../../netstack/enforcers/calico-chains.ts";
import type { PolicyName } from "../../netstack/enforcers/policy-name.ts";
import { policyOfChain } from "../../netstack/enforcers/policy-names.ts";
import type { Chain } from "../../netstack/rules/rules.ts";
import { policyOf, ruleSetsFor, type CompiledPolicy } from "../../policy/compile.ts";
import type { DirectionName } from "../../policy/normal-form.ts";
import { matchRule } from "../../policy/verdict/decide.ts";
import { resolveFlow } from "../../policy/verdict/evaluate.ts";
import { flowAt, policyFlowOf, policyModelOf } from "./policy-view.ts";

/** Kinds that several APIs have, and the one that goes without saying. */
const usualGroup: Readonly<Record<string, string>> = {
  NetworkPolicy: "networking.k8s.io",
  ClusterNetworkPolicy: "policy.networking.k8s.io",
};

/** Kinds of one API alone, whose references leave it out. */
const onlyGroup: Readonly<Record<string, string>> = {
  GlobalNetworkPolicy: "projectcalico.org",
  AdminNetworkPolicy: "policy.networking.k8s.io",
  BaselineAdminNetworkPolicy: "policy.networking.k8s.io",
};

function groupOf({ apiVersion }: Pick<PolicyName, "apiVersion">): string {
  return apiVersion.split("/")[0] ?? "";
}

/** Calico serves one object under two groups. */
function short(group: string): string {
  return group.replace(/^crd\.(?=projectcalico\.org$)/, "");
}

/** Calico knows its policies by names with and without their tier. */
function sameObject(ref: ObjectRef, name: PolicyName): boolean {
  const group = ref.group ?? usualGroup[ref.kind];
  if (ref.kind !== name.kind || ref.namespace !== name.namespace) return false;
  if (group !== undefined && short(group) !== short(groupOf(name))) return false;
  if (ref.name === name.name) return true;
  const calico = short(groupOf(name)) === "projectcalico.org";
  return calico && ref.name.replace(/^default\./, "") === name.name.replace(/^default\./, "");
}

/** The object as it was read; undefined when there is none of this name. */
export function declaredPolicy(name: PolicyName, snapshot: ClusterSnapshot): CompiledPolicy | undefined {
  const here = policyModelOf(snapshot).byNamespace.get(name.namespace ?? "");
  return [...(here?.policies.values() ?? [])].find(({ ref }) => sameObject(ref, name));
}

/** Whether a name in rules means this object. */
export function means(name: PolicyName, ref: ObjectRef): boolean {
  return sameObject(ref, name);
}

/**
 * Whether what policies of this name say is known: one is there and is decided here, or the API listed them all and there is none. An
 * API that the cluster does not serve lists nothing: Calico may keep its policies elsewhere.
 */
export function isKnown(name: PolicyName, snapshot: ClusterSnapshot): boolean {
  if (declaredPolicy(name, snapshot)) return true;
  const isThere = snapshot.policies.some(({ apiVersion, kind, metadata }) =>
    sameObject({ group: groupOf({ apiVersion }), kind, ...metadata }, name),
  );
  return !isThere && (snapshot.listedWhole ?? []).some((list) => mayHold(list, name));
}

/** The group under which this cluster shows policies of this name's API, as far as anything of it was listed. */
export function groupServed(name: PolicyName, { listedWhole = [] }: ClusterSnapshot): string {
  const group = groupOf(name);
  return listedWhole.find((list) => short(list.group) === short(group))?.group ?? group;
}

function mayHold({ group, kind, namespace }: ListedWhole, name: PolicyName): boolean {
  return (
    kind === name.kind &&
    short(group) === short(groupOf(name)) &&
    (namespace === undefined || namespace === name.namespace)
  );
}

/** Whether a chain was made of this object in a direction: its rules name it, or, where none does, its own name is made of it. */
export function isChainOf(
  chain: Chain,
  ref: ObjectRef,
  direction: DirectionName,
  snapshot: ClusterSnapshot,
): boolean {
  const named = policyOfChain(chain);
  if (named) return means(named, ref) && (named.direction ?? direction) === direction;
  const declared = policyOf(policyModelOf(snapshot), ref);
  const ruleSet = declared?.ruleSets.find((one) => one.direction === direction);
  return ruleSet !== undefined && chainNames(ref, direction, ruleSet.tier.name).includes(chain.name);
}

function chainNames(
  { group, kind, namespace, name }: ObjectRef,
  direction: DirectionName,
  tier: string,
): readonly string[] {
  const of = group ?? usualGroup[kind] ?? onlyGroup[kind] ?? "";
  const within = namespace === undefined ? {} : { namespace };
  const isKubernetes = of === "networking.k8s.io" && namespace !== undefined;
  return [
    ...policyChainNames({ apiVersion: `${of}/`, kind, ...within, name }, direction, tier),
    ...(isKubernetes ? azureChainNames(namespace, name, direction) : []),
  ];
}

/** How a finding points at the object. */
export function refOf(name: PolicyName, snapshot: ClusterSnapshot): ObjectRef {
  const declared = declaredPolicy(name, snapshot);
  if (declared) return declared.ref;
  const { kind, namespace } = name;
  const group = groupOf(name);
  return {
    ...(usualGroup[kind] !== undefined && usualGroup[kind] !== group ? { group } : {}),
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name: name.name,
  };
}

/** The policies that select the end of a flow which a direction is about, in the order they are asked. */
export function policiesAbout(
  direction: DirectionName,
  flow: Flow,
  snapshot: ClusterSnapshot,
): readonly CompiledPolicy[] {
  const model = policyModelOf(snapshot);
  const resolved = resolveFlow(model, policyFlowOf(flowAt(direction, flow), snapshot));
  const subject = direction === "ingress" ? resolved.to : resolved.from;
  return ruleSetsFor(model, subject, direction).flatMap(({ object }) => policyOf(model, object) ?? []);
}

/** Whether this one policy, taken alone, has a rule that lets the flow pass in a direction. */
export function admits(
  policy: ObjectRef,
  direction: DirectionName,
  flow: Flow,
  snapshot: ClusterSnapshot,
): boolean {
  const model = policyModelOf(snapshot);
  const resolved = resolveFlow(model, policyFlowOf(flowAt(direction, flow), snapshot));
  const subject = direction === "ingress" ? resolved.to : resolved.from;
  return ruleSetsFor(model, subject, direction)
    .filter(({ object }) => object === policy || JSON.stringify(object) === JSON.stringify(policy))
    .some(({ rules }) =>
      rules.some((rule) => rule.action === "allow" && matchRule(rule, resolved.asked[direction]) === "yes"),
    );
}
