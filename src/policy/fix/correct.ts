/** Label values that nothing in the cluster has, where the other end has one a slip of the keyboard away. */
import type { PeerShape, SelectorShape } from "../adapters/network-policy-schema.ts";
import type { Inventory } from "../input/inventory.ts";
import type { End } from "../match/ends.ts";
import type { Labels } from "../match/selectors.ts";
import { isSlip } from "./slips.ts";

export interface Corrected<Shape> {
  readonly shape: Shape;
  /** `correct app=cleint, which no pod read has, to app=client`. */
  readonly what: string;
  /** JSON pointer from the shape to the value. */
  readonly pointer: string;
  readonly value: string;
}

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

interface Held {
  readonly noun: "pod" | "namespace";
  /** Of the other end. */
  readonly labels: Labels;
  /** Whether any object of the cluster has this value. */
  readonly isHeld: (key: string, value: string) => boolean;
}

/** One value replaced. What a selector leaves out in so many words (NotIn) stays left out. */
function correctedSelectors(
  shape: SelectorShape,
  { noun, labels, isHeld }: Held,
): Corrected<SelectorShape>[] {
  const slips = (key: string, wrong: string, made: (value: string) => SelectorShape, pointer: string) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (value === undefined || !isSlip(wrong, value) || isHeld(key, wrong)) return [];
    const what = `correct ${key}=${wrong}, which no ${noun} read has, to ${key}=${value}`;
    return [{ shape: made(value), what, pointer, value }];
  };
  const { matchLabels, matchExpressions } = shape;
  const expressions = matchExpressions ?? [];
  return [
    ...Object.entries(matchLabels ?? {}).flatMap(([key, wrong]) =>
      slips(
        key,
        wrong,
        (value) => ({ ...shape, matchLabels: { ...matchLabels, [key]: value } }),
        `/matchLabels/${escaped(key)}`,
      ),
    ),
    ...expressions.flatMap((expression, index) =>
      (expression.operator === "In" ? (expression.values ?? []) : []).flatMap((wrong, at) =>
        slips(
          expression.key,
          wrong,
          (value) => ({
            ...shape,
            matchExpressions: expressions.with(index, {
              ...expression,
              values: (expression.values ?? []).with(at, value),
            }),
          }),
          `/matchExpressions/${index}/values/${at}`,
        ),
      ),
    ),
  ];
}

/** Empty while a namespace of the cluster was not read: it may have the value. */
function heldByNamespace({ namespaces, podsByNamespace }: Inventory): Held["isHeld"] {
  const isAllRead = [...podsByNamespace.keys()].every((name) => namespaces.has(name));
  return (key, value) =>
    !isAllRead ||
    [...namespaces.values()].some(
      ({ metadata }) =>
        (key === "kubernetes.io/metadata.name" ? metadata.name : metadata.labels?.[key]) === value,
    );
}

function heldByPod({ pods }: Inventory): Held["isHeld"] {
  return (key, value) => [...pods.values()].some(({ metadata }) => metadata.labels?.[key] === value);
}

/** The peer with one value put right; empty for an end that pod selectors never match. */
export function correctedPeers(peer: PeerShape, other: End, inventory: Inventory): Corrected<PeerShape>[] {
  if (!other.pod || other.onHost) return [];
  const pods: Held = { noun: "pod", labels: other.labels, isHeld: heldByPod(inventory) };
  const namespaces: Held = {
    noun: "namespace",
    labels: other.namespaceLabels.labels,
    isHeld: heldByNamespace(inventory),
  };
  return [
    ...correctedSelectors(peer.podSelector ?? {}, pods).map((one) => ({
      ...one,
      shape: { ...peer, podSelector: one.shape },
      pointer: `/podSelector${one.pointer}`,
    })),
    ...correctedSelectors(peer.namespaceSelector ?? {}, namespaces).map((one) => ({
      ...one,
      shape: { ...peer, namespaceSelector: one.shape },
      pointer: `/namespaceSelector${one.pointer}`,
    })),
  ];
}
