/** Whether the other end of a connection is one a rule speaks of. */
import { contains } from "./cidr.ts";
import type { End } from "./ends.ts";
import type { Peer } from "./normal-form.ts";
import type { Tri } from "./tri.ts";
import { matchSelector } from "./selectors.ts";

function matchPods(peer: Extract<Peer, { type: "pods" }>, end: End): Tri {
  // Outside addresses have no labels; hostNetwork pods are seen by their node's address.
  if (end.pod === undefined || end.onHost) return "no";
  const pods = matchSelector(peer.pods, end.podLabels);
  if (pods === "no") return "no";
  if ("own" in peer.namespaces) return end.namespace === peer.namespaces.own ? pods : "no";
  const namespaces = matchSelector(peer.namespaces.selector, end.namespaceLabels);
  return namespaces === "yes" ? pods : namespaces;
}

/**
 * `ipBlock` matches pods by their address too, as Calico and kube-network-policies do (Cilium does not); a pod
 * without a known address is in no block.
 */
export function matchPeer(peer: Peer, end: End): Tri {
  switch (peer.type) {
    case "pods":
      return matchPods(peer, end);
    case "cidr": {
      const { address } = end;
      if (!address || !contains(peer.block, address)) return "no";
      return peer.except.some((except) => contains(except, address)) ? "no" : "yes";
    }
    case "unreadable":
      return "no";
  }
}

/** No list of peers means anyone. */
export function matchPeers(peers: readonly Peer[] | undefined, end: End): Tri {
  if (!peers) return "yes";
  let result: Tri = "no";
  for (const peer of peers) {
    const one = matchPeer(peer, end);
    if (one === "yes") return "yes";
    if (one === "unknown") result = "unknown";
  }
  return result;
}
