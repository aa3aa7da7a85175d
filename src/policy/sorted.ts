/** Objects by what they are to a model, before any policy among them is read. */
import { z } from "zod";
import type { Namespace, Node, ObjectRef, Pod } from "../model/kubernetes.ts";
import { adapterFor, isClusterWide, type Adapter } from "./adapters/index.ts";
import type { Datapath } from "./objects/inventory.ts";
import { identify, readKnown, type KubernetesObject, type Problem } from "./objects/objects.ts";
import { surroundingKey } from "./objects/surroundings.ts";

/** A policy before its adapter has read it. */
export interface RawPolicy {
  readonly ref: ObjectRef;
  readonly source: KubernetesObject;
  readonly adapter: Adapter;
}

export interface Sorted {
  readonly pods: Pod[];
  readonly namespaces: Namespace[];
  readonly nodes: Node[];
  readonly policies: RawPolicy[];
  readonly notDecided: ObjectRef[];
  readonly problems: Problem[];
  /** What policies refer to, by key. */
  readonly around: Map<string, { readonly ref: ObjectRef; readonly object: unknown }>;
  datapath: Datapath | undefined;
}

export function sortObjects(objects: readonly KubernetesObject[]): Sorted {
  const sorted: Sorted = {
    pods: [],
    namespaces: [],
    nodes: [],
    policies: [],
    notDecided: [],
    problems: [],
    around: new Map(),
    datapath: undefined,
  };
  for (const object of objects) {
    const identity = identify(object);
    if (!identity) {
      sorted.problems.push(nameless(object));
      continue;
    }
    if (identity.group === "cilium.io") sorted.datapath = "cilium";
    const key = surroundingKey(identity);
    if (key !== undefined) sorted.around.set(key, { ref: identity.ref, object });
    const known = readKnown(object, identity.ref);
    if (known?.kind === "Pod") {
      sorted.pods.push(known.pod);
      sorted.problems.push(...known.problems);
    } else if (known?.kind === "Namespace") sorted.namespaces.push(known.namespace);
    else if (known?.kind === "Node") sorted.nodes.push(known.node);
    else if (known) sorted.problems.push(known.problem);
    else addPolicy(sorted, object, identity);
  }
  return sorted;
}

function addPolicy(
  sorted: Sorted,
  object: KubernetesObject,
  identity: NonNullable<ReturnType<typeof identify>>,
): void {
  const adapter = adapterFor(identity);
  if (adapter === "not-decided") sorted.notDecided.push(identity.ref);
  else if (adapter) {
    const { namespace, ...nameOnly } = identity.ref;
    // kubectl creates an object without a namespace in `default`.
    const ref = isClusterWide(identity.ref)
      ? nameOnly
      : { ...identity.ref, namespace: namespace ?? "default" };
    sorted.policies.push({ ref, source: object, adapter });
  }
}

const Kinded = z.looseObject({ kind: z.string() });

function nameless(object: unknown): Problem {
  const kind = Kinded.safeParse(object).data?.kind ?? "object";
  return {
    object: { kind, name: "(no name)" },
    field: "metadata.name",
    says: "is no text: an object needs a kind and a name",
    effect: "left-out",
  };
}
