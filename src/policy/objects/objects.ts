/** The objects a model is made of: read at this door, never trusted. */
import { z } from "zod";
import type { ObjectRef, Pod } from "../../model/kubernetes.ts";
import { Namespace, Node, Pod as PodSchema } from "../../model/kubernetes.ts";
import type { Expression } from "../calico/selector.ts";
import type { Selector } from "../selectors.ts";
import type { RuleSet } from "../normal-form.ts";
import { readObject } from "./null-fields.ts";
import { shapeWords } from "./shape-words.ts";
import { mended } from "./mended.ts";

/** Any Kubernetes object as plain JSON. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: object;
  readonly [field: string]: unknown;
}

/** Something wrong with an object. The rest of the model answers without it, or without that part of it. */
export interface Problem {
  readonly object: ObjectRef;
  /** The field: `spec.ingress[0].ports[1].endPort`; "" for the object as a whole. */
  readonly field: string;
  readonly says: string;
  /**
   * `left-out`: an API server would refuse the object. `fails-closed`: the part with the unknown field allows nothing.
   * `judged-without`: an API server would refuse the object, which is judged as it would be without the field, or with a text in its
   * place. `not-decided`: it is understood, and what it decides is not decided here. `not-enforced`: it only says what it would do.
   */
  readonly effect: "left-out" | "judged-without" | "fails-closed" | "not-decided" | "not-enforced";
}

/** What an adapter makes of one policy object. */
export interface AdaptedPolicy {
  readonly ruleSets: readonly RuleSet[];
  readonly problems: readonly Problem[];
  /** It also decides something that is not decided here, for pods that cannot be told. */
  readonly notDecided?: true;
  /** Calico: decides about traffic through the host endpoints it selects, too. */
  readonly forHosts?: Expression;
  /** Cilium: decides about what comes from and goes to the nodes that one of these selects. */
  readonly forNodes?: readonly Selector[];
}

const Anything = z.looseObject({
  apiVersion: z.string().nullish(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().nullish() }),
});

/** Kind, namespace, name and API group of an object; undefined when it has no name or kind. */
export interface Identity {
  readonly ref: ObjectRef;
  /** `networking.k8s.io`; "" for the core group; undefined when the object does not say. */
  readonly group: string | undefined;
  readonly version: string | undefined;
}

const Marks = z.record(z.string(), z.string()).nullish();
const Marked = z.looseObject({ metadata: z.looseObject({ labels: Marks, annotations: Marks }) });

/** What an API server refuses of any object, whatever its kind: labels and annotations that are no text. */
export function metadataProblem(object: unknown, ref: ObjectRef): Problem | undefined {
  const read = Marked.safeParse(object);
  return read.success ? undefined : shapeProblem(ref, read.error, object);
}

const clusterScoped = new Set(["Namespace", "Node"]);

/** The kinds that more than one API has, and the group whose kind goes without saying. */
const sharedKinds: ReadonlyMap<string, string> = new Map([
  ["NetworkPolicy", "networking.k8s.io"],
  ["ClusterNetworkPolicy", "policy.networking.k8s.io"],
  ["AuthorizationPolicy", "security.istio.io"],
]);

function groupToSay(kind: string, group: string | undefined): { group?: string } {
  const plain = sharedKinds.get(kind);
  return plain === undefined || group === undefined || group === plain ? {} : { group };
}

export function identify(object: unknown): Identity | undefined {
  const read = Anything.safeParse(object);
  if (!read.success) return undefined;
  const { apiVersion, kind, metadata } = read.data;
  const slash = apiVersion?.lastIndexOf("/") ?? -1;
  const group = apiVersion ? (slash < 0 ? "" : apiVersion.slice(0, slash)) : undefined;
  const shared = groupToSay(kind, group);
  return {
    ref:
      metadata.namespace && !clusterScoped.has(kind)
        ? { ...shared, kind, namespace: metadata.namespace, name: metadata.name }
        : { ...shared, kind, name: metadata.name },
    group,
    version: apiVersion ? apiVersion.slice(slash + 1) : undefined,
  };
}

/** A pod, namespace or node, or the problem with it. */
export type Known =
  /** `problems`: fields it is judged without. */
  | { readonly kind: "Pod"; readonly pod: Pod; readonly problems: readonly Problem[] }
  | { readonly kind: "Namespace"; readonly namespace: Namespace }
  | { readonly kind: "Node"; readonly node: Node }
  | { readonly kind: "unreadable"; readonly problem: Problem };

/** Reads what the inventory holds; undefined for every other kind. */
export function readKnown(object: unknown, ref: ObjectRef): Known | undefined {
  switch (ref.kind) {
    case "Pod": {
      const read = readObject(PodSchema, object);
      return read.success
        ? { kind: "Pod", pod: read.data, problems: [] }
        : readInPart(ref, object, read.error);
    }
    case "Namespace": {
      const read = readObject(Namespace, object);
      return read.success ? { kind: "Namespace", namespace: read.data } : unreadable(ref, read.error, object);
    }
    case "Node": {
      const read = readObject(Node, object);
      return read.success ? { kind: "Node", node: read.data } : unreadable(ref, read.error, object);
    }
    default:
      return undefined;
  }
}

/** `spec.ingress[0].ports` from a path of keys and indexes. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

/** One bad field does not take a pod away: others would be judged as if it were not there. */
function readInPart(ref: ObjectRef, object: unknown, error: z.ZodError): Known {
  const { value, issues } = mended(object, (one) => readObject(PodSchema, one).error?.issues[0]);
  const read = value === undefined ? undefined : readObject(PodSchema, value);
  if (!read?.success) return unreadable(ref, error, object);
  const problems = issues.map(({ path, says }): Problem => ({
    object: ref,
    field: fieldPath(path),
    says,
    effect: "judged-without",
  }));
  return { kind: "Pod", pod: read.data, problems };
}

function unreadable(ref: ObjectRef, error: z.ZodError, object: unknown): Known {
  return { kind: "unreadable", problem: shapeProblem(ref, error, object) };
}

/**
 * The first thing wrong with an object's shape, as a problem that leaves it out.
 * @param source the object as it was given.
 */
export function shapeProblem(object: ObjectRef, error: z.ZodError, source: unknown): Problem {
  const issue = error.issues[0];
  return {
    object,
    field: fieldPath(issue?.path ?? []),
    says: issue ? shapeWords(issue, source) : "is not readable here",
    effect: "left-out",
  };
}

/** A problem's field and what is said of it, as one text. */
export function problemText({ field, says }: Pick<Problem, "field" | "says">): string {
  if (field === "") return says;
  return says.startsWith("is ") ? `${field} ${says}` : `${field}: ${says}`;
}
