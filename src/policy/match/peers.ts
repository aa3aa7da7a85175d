/** Whether the other end of a connection is one a rule speaks of. */
import { contains } from "../cidr.ts";
import { matchEnd } from "./calico-labels.ts";
import { isUnresolved, type End } from "./ends.ts";
import { matchCidrGroup } from "./cidr-groups.ts";
import { matchEntity } from "./entities.ts";
import type { Peer, SourceCondition } from "../normal-form.ts";
import { everyHolds, negate, someHolds, type Tri } from "../tri.ts";
import { labelOf, matchSelector, type LabelSet } from "../selectors.ts";
import { endpointPorts } from "./services.ts";
import { matchSource } from "./source.ts";
import { matchToServices } from "./to-services.ts";

type PodsPeer = Extract<Peer, { type: "pods" }>;

function ownLabelsHold(
  { relation, keys }: NonNullable<PodsPeer["ownLabels"]>,
  theirs: LabelSet,
  own: LabelSet | undefined,
): Tri {
  if (keys.length === 0) return "no";
  const pairs = keys.map((key) => [labelOf(theirs.labels, key), labelOf(own?.labels ?? {}, key)] as const);
  if (pairs.some((pair) => pair.includes(undefined)))
    return theirs.complete && own?.complete ? "no" : "unknown";
  return pairs.every(([one, other]) => one === other) === (relation === "same") ? "yes" : "no";
}

function matchPods(peer: PodsPeer, end: End, subject: End | undefined): Tri {
  // Outside addresses have no labels; hostNetwork pods are seen by their node's address.
  if (end.pod === undefined || end.onHost) return "no";
  const pods = matchSelector(peer.pods, end.podLabels);
  if (pods === "no") return "no";
  if ("own" in peer.namespaces) return end.namespace === peer.namespaces.own ? pods : "no";
  const selected = matchSelector(peer.namespaces.selector, end.namespaceLabels);
  const related = peer.ownLabels
    ? ownLabelsHold(peer.ownLabels, end.namespaceLabels, subject?.namespaceLabels)
    : "yes";
  if (selected === "no" || related === "no") return "no";
  return selected === "unknown" || related === "unknown" ? "unknown" : pods;
}

function isInDoubt({ mayBePlain, mesh }: End): boolean {
  return mayBePlain !== undefined && mesh === "sidecar";
}

/** With and without the identity that its sidecar would prove, where it may go past it. */
function asProved(conditions: readonly SourceCondition[], end: End): Tri {
  const proved = matchSource(conditions, end);
  if (!isInDoubt(end)) return proved;
  return matchSource(conditions, { ...end, mesh: "plain" }) === proved ? proved : "unknown";
}

/**
 * A block of addresses matches pods by their address too, as Calico and kube-network-policies do; Cilium knows pods
 * and nodes by identity, and no block matches them. A pod without a known address is in no block.
 * @param subject the end the policy selects, for peers that are told by what it is itself.
 */
export function matchPeer(peer: Peer, end: End, subject?: End): Tri {
  switch (peer.type) {
    case "pods":
      return matchPods(peer, end, subject);
    case "nodes":
      return end.onHost ? matchSelector(peer.nodes, end.nodeLabels) : "no";
    case "entity":
      return matchEntity(peer.entity, end, subject);
    case "source":
      return subject?.behindWaypoint && end.mesh !== "none" ? "unknown" : asProved(peer.conditions, end);
    case "outside-mesh":
      return end.mesh === "none" || end.mesh === "plain" ? "yes" : isInDoubt(end) ? "unknown" : "no";
    case "domain":
      return end.pod || end.onHost ? "no" : "unknown";
    case "undecided":
      return "unknown";
    case "cidr": {
      const { address } = end;
      if (!end.knownByAddress) return "no";
      if (isUnresolved(end)) return "unknown";
      if (!address || !contains(peer.block, address)) return "no";
      return peer.except.some((except) => contains(except, address)) ? "no" : "yes";
    }
    case "cidr-group":
      return matchCidrGroup(peer, end);
    case "expression":
      return matchEnd(peer.expression, end);
    case "service": {
      const ports = endpointPorts(peer, end);
      return ports ? (ports.length > 0 ? "yes" : "no") : "unknown";
    }
    case "to-services":
      return matchToServices(peer, end);
    case "all":
      return everyHolds(peer.of, (one) => matchPeer(one, end, subject));
    case "any":
      return someHolds(peer.of, (one) => matchPeer(one, end, subject));
    case "not":
      return negate(matchPeer(peer.peer, end, subject));
    case "unreadable":
      return "no";
  }
}

/** No list of peers means anyone. */
export function matchPeers(peers: readonly Peer[] | undefined, end: End, subject?: End): Tri {
  return peers ? someHolds(peers, (peer) => matchPeer(peer, end, subject)) : "yes";
}
