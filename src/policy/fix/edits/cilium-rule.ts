/** The Cilium rule that admits one flow and as little else as can be said. */
import type { Towards } from "../../match/ports.ts";
import type { Wanted } from "../candidate.ts";
import { addressOf, isSelectable, selectorOf, type LabelSelectorManifest } from "../narrow.ts";
import { lastingLabels } from "../pod-labels.ts";

const namespaceKey = "k8s:io.kubernetes.pod.namespace";

type CiliumPeer =
  | { readonly endpoint: LabelSelectorManifest }
  | { readonly cidr: string }
  /** Cilium knows a node by what it is, never by its address. */
  | { readonly entity: "remote-node" };

/** @param namespace of the policy; undefined: a cluster-wide one. */
export function ciliumPeer({ other }: Wanted, namespace: string | undefined): CiliumPeer | undefined {
  if (isSelectable(other)) {
    const where = other.namespace === namespace ? {} : { [namespaceKey]: other.namespace };
    return { endpoint: selectorOf({ ...where, ...lastingLabels(other.labels) }) };
  }
  if (other.onHost) return { entity: "remote-node" };
  const cidr = addressOf(other);
  return cidr === undefined ? undefined : { cidr };
}

export function ciliumPort({
  protocol,
  port,
}: Towards): { readonly port: string; readonly protocol: string } | undefined {
  return protocol === "ICMP" ? undefined : { port: String(port), protocol };
}

export interface CiliumRule {
  readonly manifest: object;
  /** How much wider than the flow it is: every other node comes with one. */
  readonly slack: number;
}

/** Undefined for an end without an address. */
export function ciliumRule(wanted: Wanted, namespace: string | undefined): CiliumRule | undefined {
  const { direction, towards, to } = wanted.asked;
  const side = direction === "ingress" ? "from" : "to";
  const peer = ciliumPeer(wanted, namespace);
  const port = ciliumPort(towards);
  if (!peer) return undefined;
  const who =
    "endpoint" in peer
      ? { [`${side}Endpoints`]: [peer.endpoint] }
      : "cidr" in peer
        ? { [`${side}CIDR`]: [peer.cidr] }
        : { [`${side}Entities`]: [peer.entity] };
  const echo = to.address?.kind() === "ipv6" ? { family: "IPv6", type: 128 } : { family: "IPv4", type: 8 };
  const what = port ? { toPorts: [{ ports: [port] }] } : { icmps: [{ fields: [echo] }] };
  return { manifest: { ...who, ...what }, slack: "entity" in peer ? 20 : 0 };
}
