/** Objects into a model that answers questions. */
import { z } from "zod";
import type { ObjectRef } from "../model/kubernetes.ts";
import { itemsOf } from "./objects/lists.ts";
import { selectsWorkload } from "./match/calico-labels.ts";
import { inItsTier } from "./calico/tiers.ts";
import { inOrder } from "./verdict/decide.ts";
import { inDoubt } from "./in-doubt.ts";
import type { End } from "./match/ends.ts";
import { buildInventory, podKey, type Inventory } from "./objects/inventory.ts";
import type { DirectionName, Peer, RuleSet } from "./normal-form.ts";
import { everyOf, type Tri } from "./tri.ts";
import {
  metadataProblem,
  type AdaptedPolicy,
  type KubernetesObject,
  type Problem,
} from "./objects/objects.ts";
import { sortObjects, type RawPolicy } from "./sorted.ts";
import type { Settings } from "./objects/settings.ts";
import { asSidecarAsks } from "./match/past-sidecar.ts";
import { matchPeer } from "./match/peers.ts";
import { matchSelector } from "./selectors.ts";
import { indexSubjects, selecting, type SubjectIndex } from "./match/subject-index.ts";
import { expandWorkloads } from "./objects/workloads.ts";

/** One policy object: as it was given, and as it is read. */
export interface CompiledPolicy extends AdaptedPolicy {
  readonly ref: ObjectRef;
  readonly source: KubernetesObject;
}

interface NamespacePolicies {
  readonly policies: ReadonlyMap<string, CompiledPolicy>;
  readonly index: SubjectIndex;
}

/** What `compile` makes; opaque but for the lists of what it could not use. */
export interface PolicyModel {
  readonly inventory: Inventory;
  readonly byNamespace: ReadonlyMap<string, NamespacePolicies>;
  /** Rule sets about pods of more than one namespace. */
  readonly clusterWide: SubjectIndex;
  /** Objects left out or read in part, with the field and the reason. */
  readonly problems: readonly Problem[];
  /** Policies of APIs that are not decided here. */
  readonly notDecided: readonly ObjectRef[];
}

function adapted({ ref, source, adapter }: RawPolicy, settings: Settings): CompiledPolicy {
  const odd = metadataProblem(source, ref);
  return { ref, source, ...(odd ? { ruleSets: [], problems: [odd] } : adapter(source, ref, settings)) };
}

/** The new policies, and all others again when what they mean may have changed. */
function readAll(model: PolicyModel, policies: readonly RawPolicy[], settings: Settings): CompiledPolicy[] {
  const before = model.inventory.surroundings.settings;
  const same = before === settings || JSON.stringify(before) === JSON.stringify(settings);
  const old = same
    ? []
    : [...model.byNamespace.values()]
        .flatMap((held) => [...held.policies.values()])
        .map(({ source }) => source);
  const again = old.length > 0 ? sortObjects(old).policies : [];
  return [...again, ...policies].map((policy) => adapted(policy, settings));
}

const refKey = (ref: ObjectRef): string => `${ref.group ?? ""}/${ref.kind}/${ref.name}`;

function groupPolicies(
  before: ReadonlyMap<string, NamespacePolicies>,
  policies: readonly CompiledPolicy[],
): Map<string, NamespacePolicies> {
  const changed = new Map<string, Map<string, CompiledPolicy>>();
  for (const policy of policies) {
    const namespace = policy.ref.namespace ?? "";
    const held = changed.get(namespace) ?? new Map(before.get(namespace)?.policies);
    held.set(refKey(policy.ref), policy);
    changed.set(namespace, held);
  }
  const after = new Map(before);
  for (const [namespace, held] of changed)
    after.set(namespace, {
      policies: held,
      index: indexSubjects(
        [...held.values()].flatMap(({ ruleSets }) =>
          ruleSets.filter(({ subject }) => subject.namespace !== ""),
        ),
      ),
    });
  return after;
}

const isWide = (policy: CompiledPolicy | undefined): boolean =>
  policy?.ruleSets.some(({ subject }) => subject.namespace === "") === true;

function indexClusterWide(
  model: PolicyModel,
  byNamespace: ReadonlyMap<string, NamespacePolicies>,
  changed: readonly CompiledPolicy[],
): SubjectIndex {
  if (!changed.some((policy) => isWide(policy) || isWide(policyOf(model, policy.ref))))
    return model.clusterWide;
  return indexSubjects(
    [...byNamespace.values()].flatMap(({ policies }) =>
      [...policies.values()].flatMap(({ ruleSets }) =>
        ruleSets.filter(({ subject }) => subject.namespace === ""),
      ),
    ),
  );
}

function problemsOf(byNamespace: ReadonlyMap<string, NamespacePolicies>): Problem[] {
  return [...byNamespace.values()].flatMap(({ policies }) =>
    [...policies.values()].flatMap((policy) => policy.problems),
  );
}

/**
 * Reads pods (a workload without pods stands for one), namespaces, nodes, policies and what those refer to; lists are
 * taken apart, other kinds passed over. Later objects of the same kind, namespace and name replace earlier ones.
 * Never throws: what cannot be used stands in `problems` or `notDecided`.
 * @param absent for objects that were read one by one: those that policies name and that do not exist. Without it, a Service
 * that is not among the objects does not exist when another of its namespace is.
 */
export function compile(objects: readonly KubernetesObject[], absent?: readonly ObjectRef[]): PolicyModel {
  return whatIf(
    {
      inventory: buildInventory([], [], [], undefined, { objects: new Map(), absent }),
      byNamespace: new Map(),
      clusterWide: indexSubjects([]),
      problems: [],
      notDecided: [],
    },
    expandWorkloads(objects.flatMap((object) => listed(object) ?? [object])),
  );
}

const Listed = z.array(z.looseObject({ kind: z.string(), metadata: z.looseObject({}) }));

function listed(object: KubernetesObject): KubernetesObject[] | undefined {
  const items = itemsOf(object);
  return items && Listed.safeParse(items).data;
}

/** A model as it is; objects are compiled. For more than one question, compile once. */
export function toModel(from: PolicyModel | readonly KubernetesObject[]): PolicyModel {
  return "byNamespace" in from ? from : compile(from);
}

/** The model as it would be after `kubectl apply` of these objects. Costs what the objects touch. */
export function whatIf(model: PolicyModel, objects: readonly KubernetesObject[]): PolicyModel {
  const sorted = sortObjects(objects);
  const { pods, namespaces, nodes, problems, around } = sorted;
  const { inventory } = model;
  const datapath = sorted.datapath ?? inventory.datapath;
  const { surroundings } = inventory;
  const others = model.problems.filter(
    (problem) => !isPolicyProblem(model, problem) && !surroundings.problems.includes(problem),
  );
  const unchanged = pods.length + namespaces.length + nodes.length + around.size === 0;
  const after =
    unchanged && datapath === inventory.datapath
      ? inventory
      : buildInventory(
          new Map([...inventory.pods, ...pods.map((pod) => [podKey(pod), pod] as const)]).values(),
          [...inventory.namespaces.values(), ...namespaces],
          [...inventory.nodes.values(), ...nodes],
          datapath,
          { objects: new Map([...surroundings.objects, ...around]), absent: surroundings.absent },
        );
  const policies = readAll(model, sorted.policies, after.surroundings.settings);
  const byNamespace = groupPolicies(model.byNamespace, policies);
  return {
    inventory: after,
    byNamespace,
    clusterWide: indexClusterWide(model, byNamespace, policies),
    problems: [...others, ...problems, ...problemsOf(byNamespace), ...after.surroundings.problems],
    notDecided: stillOpen(model.notDecided, policies, sorted.notDecided),
  };
}

/** In an order of their own, so that the order of objects never matters. */
function stillOpen(
  before: readonly ObjectRef[],
  policies: readonly CompiledPolicy[],
  others: readonly ObjectRef[],
): readonly ObjectRef[] {
  const replaced = new Set(policies.map(({ ref }) => describeKey(ref)));
  const kept = before.filter((ref) => !replaced.has(describeKey(ref)));
  const added = [...others, ...policies.filter(({ notDecided }) => notDecided).map(({ ref }) => ref)];
  if (added.length === 0 && kept.length === before.length) return before;
  const byKey = new Map([...kept, ...added].map((ref) => [describeKey(ref), ref]));
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, ref]) => ref);
}

const describeKey = (ref: ObjectRef): string => `${ref.namespace ?? ""}/${refKey(ref)}`;

function isPolicyProblem(model: PolicyModel, problem: Problem): boolean {
  return model.byNamespace.get(problem.object.namespace ?? "")?.policies.has(refKey(problem.object)) === true;
}

/** The policy object, or undefined when the model has none of that name. */
export function policyOf(model: PolicyModel, ref: ObjectRef): CompiledPolicy | undefined {
  return model.byNamespace.get(ref.namespace ?? "")?.policies.get(refKey(ref));
}

/**
 * The rule sets that select this end for a direction, in the order they are walked. None for nodes, outside
 * addresses and hostNetwork pods: Kubernetes leaves the last open, and no implementation selects them usefully.
 */
export function ruleSetsFor(model: PolicyModel, end: End, direction: DirectionName): RuleSet[] {
  if (!end.pod || end.onHost) return [];
  const index = model.byNamespace.get(end.namespace)?.index;
  const own = index ? selecting(index, end) : [];
  const wide = selecting(model.clusterWide, end);
  return inOrder(
    [...own, ...wide]
      .filter((ruleSet) => ruleSet.direction === direction)
      .flatMap((ruleSet) => whereSelected(inItsTier(ruleSet, end.around.tiers), end)),
  );
}

/** Rule sets of a service mesh that select this pod by its labels, while nothing of the mesh runs beside it. */
export function meshRuleSetsBeside(model: PolicyModel, end: End): RuleSet[] {
  const index = model.byNamespace.get(end.namespace)?.index;
  return [...(index ? selecting(index, end) : []), ...selecting(model.clusterWide, end)].filter(
    ({ subject, direction }) => subject.inMesh && direction === "ingress",
  );
}

/** A network set that holds a pod's address makes the pod a peer, never a subject. */
function isSubject(condition: Peer, end: End): Tri {
  return condition.type === "expression"
    ? selectsWorkload(condition.expression, end)
    : matchPeer(condition, end);
}

/** As it is, not at all, or with every rule in doubt when the namespace's labels were not read. */
function whereSelected(ruleSet: RuleSet, end: End): RuleSet[] {
  const { namespaces, inMesh, end: condition } = ruleSet.subject;
  if (inMesh && end.mesh === "none") return [];
  const selected = everyOf([
    namespaces ? matchSelector(namespaces, end.namespaceLabels) : "yes",
    condition ? isSubject(condition, end) : "yes",
  ]);
  const asked = inMesh && !condition ? asSidecarAsks(ruleSet, end) : ruleSet;
  if (selected === "yes") return [asked];
  if (selected === "no") return [];
  return [inDoubt(ruleSet, `whether it selects namespace ${end.namespace}, whose labels were not read`)];
}
