/** The Calico rule that admits one flow and as little else as can be said. */
import type { End } from "../../match/ends.ts";
import type { Wanted } from "../candidate.ts";
import { addressOf, isSelectable } from "../narrow.ts";
import { lastingLabels } from "../pod-labels.ts";

interface EntityManifest {
  readonly selector?: string;
  readonly namespaceSelector?: string;
  readonly nets?: readonly string[];
  readonly ports?: readonly number[];
}

/** Label values hold no quotes, so these do. */
function selectorOf(end: End): string {
  const labels = Object.entries(lastingLabels(end.labels));
  return labels.length === 0 ? "all()" : labels.map(([key, value]) => `${key} == '${value}'`).join(" && ");
}

/**
 * A pod by its labels and, from a policy of another namespace or of none, by its namespace; what is no pod by its address.
 * Calico gives every namespace its name under `projectcalico.org/name`.
 */
function entityOf(end: End, namespace: string | undefined): EntityManifest | undefined {
  if (!isSelectable(end)) {
    const net = addressOf(end);
    return net === undefined ? undefined : { nets: [net] };
  }
  return {
    selector: selectorOf(end),
    ...(end.namespace === namespace
      ? {}
      : { namespaceSelector: `projectcalico.org/name == '${end.namespace}'` }),
  };
}

/**
 * @param namespace of the policy; undefined: a global one.
 * @param subject `own`: the rule is narrowed to the selected pod's application, for a policy that selects more.
 */
export function calicoRule(
  { asked, subject, other }: Wanted,
  at: { readonly namespace: string | undefined; readonly subject: "any" | "own" },
): object | undefined {
  const { direction, towards, to } = asked;
  const theirs = entityOf(other, at.namespace);
  const own = at.subject === "own" ? (entityOf(subject, at.namespace) ?? {}) : {};
  if (!theirs) return undefined;
  const [source, destination] = direction === "ingress" ? [theirs, own] : [own, theirs];
  const isEcho = towards.protocol === "ICMP";
  const isSix = to.address?.kind() === "ipv6";
  const arrives = isEcho ? destination : { ...destination, ports: [towards.port] };
  return {
    action: "Allow",
    protocol: isEcho ? (isSix ? "ICMPv6" : "ICMP") : towards.protocol,
    ...(isEcho ? { icmp: { type: isSix ? 128 : 8 } } : {}),
    ...(Object.keys(source).length > 0 ? { source } : {}),
    ...(Object.keys(arrives).length > 0 ? { destination: arrives } : {}),
  };
}
