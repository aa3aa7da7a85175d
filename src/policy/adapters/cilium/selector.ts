/** Cilium's endpoint selectors: label keys name their source, and the namespace is a label too. */
import type { Selector } from "../../selectors.ts";
import { checkSelectorFields, readSelector } from "../label-selector.ts";
import type { SelectorShape } from "../network-policy/schema.ts";
import type { Reading } from "../reading.ts";

const namespaceName = "io.kubernetes.pod.namespace";
const namespaceLabels = "io.cilium.k8s.namespace.labels.";

export interface EndpointSelector {
  readonly pods: Selector;
  /** Undefined: the selector says nothing of namespaces. */
  readonly namespaces: Selector | undefined;
  /** `reserved:host` and the like stand for ends that are no pods. */
  readonly reserved: readonly string[];
  /** Those that must not be there, as on every pod. */
  readonly notReserved: readonly string[];
  /** A key of a source that no Kubernetes object has. */
  readonly undecided: string | undefined;
}

type Kind = "pods" | "namespaces" | "reserved" | "undecided";

function placeOf(written: string): { kind: Kind; key: string } {
  const [, source = "any", key = written] = /^([a-z0-9-]+):(.*)$/.exec(written) ?? [];
  if (source === "reserved") return { kind: "reserved", key };
  if ((source !== "any" && source !== "k8s") || key === "io.cilium.k8s.policy.cluster")
    return { kind: "undecided", key: written };
  if (key === namespaceName) return { kind: "namespaces", key: "kubernetes.io/metadata.name" };
  return key.startsWith(namespaceLabels)
    ? { kind: "namespaces", key: key.slice(namespaceLabels.length) }
    : { kind: "pods", key };
}

/** The label key behind one as Cilium writes it; undefined where the key is not about labels of this kind of object. */
export function plainKey(written: string, kind: "pods" | "namespaces"): string | undefined {
  const place = placeOf(written);
  return place.kind === kind ? place.key : undefined;
}

/** The part of the selector whose keys are of this kind, with plain keys. */
function partOf(shape: SelectorShape, kind: Kind): SelectorShape {
  const labels = Object.entries(shape.matchLabels ?? {}).flatMap(([written, value]) => {
    const place = placeOf(written);
    return place.kind === kind ? [[place.key, value] as const] : [];
  });
  const expressions = (shape.matchExpressions ?? []).flatMap((expression) => {
    const place = placeOf(expression.key);
    return place.kind === kind ? [{ ...expression, key: place.key }] : [];
  });
  return { matchLabels: Object.fromEntries(labels), matchExpressions: expressions };
}

const wantsAbsence = ({ operator }: { readonly operator: string }): boolean =>
  operator === "DoesNotExist" || operator === "NotIn";

const keysOf = (shape: SelectorShape): string[] => [
  ...Object.keys(shape.matchLabels ?? {}),
  ...(shape.matchExpressions ?? []).map(({ key }) => key),
];

/** Labels of Services have no source: `any:` and `k8s:` before a key say nothing. */
export function withPlainKeys(shape: SelectorShape): SelectorShape {
  const plain = (key: string): string => key.replace(/^(?:any|k8s):/, "");
  const labels = Object.entries(shape.matchLabels ?? {}).map(([key, value]) => [plain(key), value] as const);
  const expressions = (shape.matchExpressions ?? []).map((one) => ({ ...one, key: plain(one.key) }));
  return { ...shape, matchLabels: Object.fromEntries(labels), matchExpressions: expressions };
}

/** The selector without labels that name the namespace: a namespaced policy has its own, whatever it says. */
export function withoutNamespaceName(shape: SelectorShape): SelectorShape {
  const isName = (written: string): boolean => {
    const { kind, key } = placeOf(written);
    return kind === "namespaces" && key === "kubernetes.io/metadata.name";
  };
  const labels = Object.entries(shape.matchLabels ?? {}).filter(([written]) => !isName(written));
  return { ...shape, matchLabels: Object.fromEntries(labels) };
}

/** Splits what is asked of the pod from what is asked of its namespace. */
export function readEndpointSelector(reading: Reading, shape: SelectorShape, path: string): EndpointSelector {
  checkSelectorFields(reading, shape, path);
  const namespaces = partOf(shape, "namespaces");
  const reserved = partOf(shape, "reserved");
  const expressions = reserved.matchExpressions ?? [];
  return {
    pods: readSelector(reading, partOf(shape, "pods"), path),
    namespaces: keysOf(namespaces).length > 0 ? readSelector(reading, namespaces, path) : undefined,
    reserved: keysOf({
      matchLabels: reserved.matchLabels,
      matchExpressions: expressions.filter((one) => !wantsAbsence(one)),
    }),
    notReserved: expressions.filter(wantsAbsence).map(({ key }) => key),
    undecided: keysOf(partOf(shape, "undecided"))[0],
  };
}
