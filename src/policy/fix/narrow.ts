/** The narrowest peer, port and selector that hold a given flow. */
import { singleAddressBlock } from "../cidr.ts";
import type { End } from "../match/ends.ts";
import type { LabelSelectorManifest, PeerManifest, PortManifest } from "./manifest.ts";
import type { Towards } from "../match/ports.ts";
import { lastingLabels } from "./pod-labels.ts";
import type { Labels, Requirement, Selector } from "../match/selectors.ts";

const selectorOf = (labels: Labels): LabelSelectorManifest =>
  Object.keys(labels).length > 0 ? { matchLabels: labels } : {};

/**
 * A pod by its lasting labels, with its namespace when that is another; everything else by its one address.
 * Undefined for an end without an address.
 */
export function narrowPeer(end: End, ownNamespace: string): PeerManifest | undefined {
  if (!end.pod || end.onHost)
    return end.address ? { ipBlock: { cidr: singleAddressBlock(end.address) } } : undefined;
  const podSelector = selectorOf(lastingLabels(end.labels));
  return end.namespace === ownNamespace
    ? { podSelector }
    : {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": end.namespace } },
        podSelector,
      };
}

/** The number, not a name: a name may stand for another number on the next pod. Undefined for ICMP. */
export function narrowPort({ protocol, port }: Towards): PortManifest | undefined {
  return protocol === "ICMP" ? undefined : { protocol, port };
}

/** What of a requirement the label already in hand does not say. */
function isImplied(requirement: Requirement, labels: Labels): boolean {
  const value = labels[requirement.key];
  return value !== undefined && requirement.operator !== "DoesNotExist";
}

/**
 * Selects this pod's application, and nothing that `within` does not select: a new policy with it isolates no pod
 * that was open before. Requires that `within` selects the pod.
 */
export function narrowSubject(end: End, within: Selector): LabelSelectorManifest {
  const needed = within.flatMap(({ key }) => {
    const value = end.labels[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  const labels = { ...lastingLabels(end.labels), ...Object.fromEntries(needed) };
  const expressions = within.filter((requirement) => !isImplied(requirement, labels));
  return {
    ...selectorOf(labels),
    ...(expressions.length > 0
      ? {
          matchExpressions: expressions.map(({ key, operator, values }) =>
            values.length > 0 ? { key, operator, values } : { key, operator },
          ),
        }
      : {}),
  };
}

/** How many labels of `wanted` the selector does not ask for: 0 when it is as narrow. */
export function missingLabels(selector: Selector, wanted: Labels): number {
  return Object.entries(wanted).filter(
    ([key, value]) =>
      !selector.some(
        (requirement) =>
          requirement.key === key &&
          requirement.operator === "In" &&
          requirement.values.length === 1 &&
          requirement.values[0] === value,
      ),
  ).length;
}
