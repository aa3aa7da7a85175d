/**
 * The names Felix gives the sets that policies' rules ask: a hash of the selector in Calico's own words, so the name tells which
 * selector a set stands for (libcalico-go: conversion.go, selector UniqueID; felix: calc rule_scanner, ipsets NameForMainIPSet).
 */
import { createHash } from "node:crypto";

/** A Kubernetes label selector. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | null | undefined;
  readonly matchExpressions?:
    | readonly {
        readonly key: string;
        readonly operator: string;
        readonly values?: readonly string[] | null | undefined;
      }[]
    | null
    | undefined;
}

/** Who a peer means: pods of the policy's own namespace, or of those that a selector finds. */
export interface PodPeer {
  readonly podSelector?: LabelSelector | null | undefined;
  readonly namespaceSelector?: LabelSelector | null | undefined;
}

/** The longest name an ipset may have. */
const longest = 31;

/** The set of the addresses of a peer's pods: `cali40s:…`. */
export function peerSetName(family: 4 | 6, namespace: string, peer: PodPeer): string {
  return selectorSetName(family, selectorOf(namespace, peer));
}

/** The set of address and port of every pod of a peer that has a port of this name: `cali40n:…`. Without a peer, of all pods. */
export function portSetName(
  family: 4 | 6,
  namespace: string,
  peer: PodPeer | undefined,
  protocol: string,
  port: string,
): string {
  return namedPortSetName(family, peer ? selectorOf(namespace, peer) : "all()", protocol.toLowerCase(), port);
}

/** The set of the addresses that a selector of Calico's language finds, given as Calico writes it. */
export function selectorSetName(family: 4 | 6, selector: string): string {
  return mainSet(family, uniqueId("s", selector));
}

/** @param protocol in lower case; undefined: a port of any protocol. */
export function namedPortSetName(
  family: 4 | 6,
  selector: string,
  protocol: string | undefined,
  port: string,
): string {
  return mainSet(family, uniqueId("n", `${uniqueId("s", selector)},${protocol ?? "any"},${port}`));
}

/** The set of a Service's endpoints. @param service `namespace/name`. */
export function serviceSetName(family: 4 | 6, service: string, withPorts: boolean): string {
  return mainSet(family, uniqueId(withPorts ? "svc" : "svcnoport", service));
}

/** nftables takes no colon in names. */
export function sameSet(one: string, other: string): boolean {
  return one.replaceAll(":", "-") === other.replaceAll(":", "-");
}

function mainSet(family: 4 | 6, id: string): string {
  return `cali${family}0${id}`.slice(0, longest);
}

function uniqueId(kind: "s" | "n" | "svc" | "svcnoport", content: string): string {
  const hash = createHash("sha224").update(`${kind}:${content}`).digest("base64url");
  return `${kind}:${hash}`;
}

function selectorOf(namespace: string, { podSelector, namespaceSelector }: PodPeer): string {
  const pods = both(['projectcalico.org/orchestrator == "k8s"', ...terms(podSelector, "")]);
  if (!namespaceSelector) return both([`projectcalico.org/namespace == ${JSON.stringify(namespace)}`, pods]);
  const namespaces = terms(namespaceSelector, "pcns.");
  const within = namespaces.length === 0 ? "has(projectcalico.org/namespace)" : both(namespaces);
  return both([within, pods]);
}

function terms(selector: LabelSelector | null | undefined, prefix: string): string[] {
  const equal = Object.entries(selector?.matchLabels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    ...equal.map(([key, value]) => `${prefix}${key} == ${JSON.stringify(value)}`),
    ...(selector?.matchExpressions ?? []).map(({ key, operator, values }) => {
      const listed = [...new Set(values ?? [])].sort().map((value) => JSON.stringify(value));
      switch (operator) {
        case "In":
          return `${prefix}${key} in {${listed.join(", ")}}`;
        case "NotIn":
          return `${prefix}${key} not in {${listed.join(", ")}}`;
        case "Exists":
          return `has(${prefix}${key})`;
        default:
          return `!has(${prefix}${key})`;
      }
    }),
  ];
}

function both(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(" && ")})`;
}
