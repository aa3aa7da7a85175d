/** Tiers of cluster-wide policies evaluated straight from the API's words, sharing no code with what it checks. */
import type { Namespace } from "../../src/model/kubernetes.ts";
import {
  directionAllows,
  inBlock,
  selects,
  type OracleEnd,
  type OracleFlow,
  type PolicySpec,
  type SelectorSpec,
} from "./oracle.ts";

export interface TierPeer {
  namespaces?: SelectorSpec;
  pods?: { namespaceSelector: SelectorSpec; podSelector: SelectorSpec };
  networks?: string[];
}
export interface TierPort {
  protocol: string;
  first: number;
  last: number;
}
export interface TierRule {
  action: "allow" | "deny" | "pass";
  peers: TierPeer[];
  ports?: TierPort[];
}
export interface TierSpec {
  api: "v1alpha1" | "v1alpha2";
  tier: "Admin" | "Baseline";
  priority: number;
  subject: { namespaceSelector: SelectorSpec; podSelector: SelectorSpec };
  ingress: TierRule[];
  egress: TierRule[];
}

function isAmong(
  { namespaceSelector, podSelector }: TierSpec["subject"],
  { pod }: OracleEnd,
  namespaces: readonly Namespace[],
): boolean {
  if (!pod) return false;
  const where = pod.metadata.namespace ?? "";
  const labels = namespaces.find((one) => one.metadata.name === where)?.metadata.labels ?? {};
  return (
    selects(namespaceSelector, { ...labels, "kubernetes.io/metadata.name": where }) &&
    selects(podSelector, pod.metadata.labels ?? {})
  );
}

function peerHolds(peer: TierPeer, end: OracleEnd, namespaces: readonly Namespace[]): boolean {
  if (peer.networks) return peer.networks.some((network) => inBlock(end.ip, network));
  const subject = peer.pods ?? { namespaceSelector: peer.namespaces ?? {}, podSelector: {} };
  return isAmong(subject, end, namespaces);
}

/** The first matching rule of the tier, by priority and then position; undefined when none matches. */
function tierSays(
  tier: TierSpec["tier"],
  direction: "ingress" | "egress",
  specs: readonly TierSpec[],
  flow: OracleFlow,
  namespaces: readonly Namespace[],
): TierRule["action"] | undefined {
  const [subject, other] = direction === "ingress" ? [flow.to, flow.from] : [flow.from, flow.to];
  return specs
    .filter((spec) => spec.tier === tier && isAmong(spec.subject, subject, namespaces))
    .sort((one, another) => one.priority - another.priority)
    .flatMap((spec) => spec[direction])
    .find(
      ({ peers, ports }) =>
        peers.some((peer) => peerHolds(peer, other, namespaces)) &&
        (!ports ||
          ports.some(
            ({ protocol, first, last }) =>
              protocol === flow.protocol && first <= flow.port && flow.port <= last,
          )),
    )?.action;
}

/** Admin, then NetworkPolicy for the pods it selects, then Baseline, then allow; both directions must allow. */
export function tierOracle(
  specs: readonly TierSpec[],
  policies: readonly PolicySpec[],
  flow: OracleFlow,
  namespaces: readonly Namespace[],
): boolean {
  return (["egress", "ingress"] as const).every((direction) => {
    const admin = tierSays("Admin", direction, specs, flow, namespaces);
    if (admin === "allow" || admin === "deny") return admin === "allow";
    const network = directionAllows(direction, policies, flow, namespaces);
    if (network !== undefined) return network;
    return tierSays("Baseline", direction, specs, flow, namespaces) !== "deny";
  });
}
