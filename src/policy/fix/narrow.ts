/** The narrowest peer, port and selector that hold a given flow. */
import { singleAddressBlock } from "../cidr.ts";
import type { End } from "../match/ends.ts";
import type { Towards } from "../match/ports.ts";
import { labelOf, type Labels, type Requirement, type Selector } from "../selectors.ts";
import type { DirectionName } from "../normal-form.ts";
import type { Wanted } from "./candidate.ts";
import { lastingLabels } from "./pod-labels.ts";

export interface LabelSelectorManifest {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export interface PeerManifest {
  readonly podSelector?: LabelSelectorManifest;
  readonly namespaceSelector?: LabelSelectorManifest;
  readonly ipBlock?: { readonly cidr: string };
}

export interface PortManifest {
  readonly protocol: string;
  readonly port: number;
}

export interface RuleManifest {
  readonly from?: readonly PeerManifest[];
  readonly to?: readonly PeerManifest[];
  readonly ports?: readonly PortManifest[];
}

export const nameLabel = "kubernetes.io/metadata.name";

export const selectorOf = (labels: Labels): LabelSelectorManifest =>
  Object.keys(labels).length > 0 ? { matchLabels: labels } : {};

/** A pod with an address of its own: selectors find it. Everything else is known by its address alone. */
export function isSelectable(end: End): boolean {
  return end.pod !== undefined && !end.onHost;
}

/** The one address as a block; undefined for an end without one. */
export function addressOf({ address }: End): string | undefined {
  return address && singleAddressBlock(address);
}

/**
 * A pod by its lasting labels, with its namespace when that is another; everything else by its one address.
 * Undefined for an end without an address.
 */
export function narrowPeer(end: End, ownNamespace: string): PeerManifest | undefined {
  if (!isSelectable(end)) {
    const cidr = addressOf(end);
    return cidr === undefined ? undefined : { ipBlock: { cidr } };
  }
  const podSelector = selectorOf(lastingLabels(end.labels));
  return end.namespace === ownNamespace
    ? { podSelector }
    : { namespaceSelector: { matchLabels: { [nameLabel]: end.namespace } }, podSelector };
}

/** The number, not a name: a name may stand for another number on the next pod. Undefined for ICMP. */
export function narrowPort({ protocol, port }: Towards): PortManifest | undefined {
  return protocol === "ICMP" ? undefined : { protocol, port };
}

/** The NetworkPolicy rule that admits this flow and as little else as can be said. ICMP needs a rule without ports. */
export function narrowRule({ asked, subject, other }: Wanted): RuleManifest | undefined {
  const peer = narrowPeer(other, subject.namespace);
  const port = narrowPort(asked.towards);
  if (!peer) return undefined;
  const ports = port ? { ports: [port] } : {};
  return asked.direction === "ingress" ? { from: [peer], ...ports } : { to: [peer], ...ports };
}

export const peersField = { ingress: "from", egress: "to" } as const satisfies Record<DirectionName, string>;

/** What of a requirement the label already in hand does not say. */
function isImplied(requirement: Requirement, labels: Labels): boolean {
  const value = labelOf(labels, requirement.key);
  return value !== undefined && requirement.operator !== "DoesNotExist";
}

/**
 * Selects this pod's application, and nothing that `within` does not select: a new policy with it isolates no pod
 * that was open before. Requires that `within` selects the pod.
 */
export function narrowSubject(end: End, within: Selector): LabelSelectorManifest {
  const needed = within.flatMap(({ key }) => {
    const value = labelOf(end.labels, key);
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

/** How much wider than the one pod the subject of a policy is, by its form. */
export function subjectSlack(subject: Selector, end: End): number {
  return missingLabels(subject, lastingLabels(end.labels));
}
