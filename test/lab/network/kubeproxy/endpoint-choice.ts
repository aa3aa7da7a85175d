import type { ServiceEndpoint, ServicePortView } from "./service-ports.ts";

/** The node whose kube-proxy writes rules. */
export interface ProxyNode {
  readonly name: string;
  readonly ips: readonly string[];
  readonly zone: string | undefined;
}

/** Which endpoints a node sends to, by the policy that a packet comes under (pkg/proxy: CategorizeEndpoints). */
export interface EndpointChoice {
  /** For policy Cluster: ready ones, those meant for this node or zone if the slices say so. */
  readonly cluster: readonly ServiceEndpoint[];
  /** For policy Local: the node's own. */
  readonly local: readonly ServiceEndpoint[];
  /** Some node could serve it, perhaps not this one. */
  readonly any: boolean;
}

export function endpointChoice(view: ServicePortView, node: ProxyNode): EndpointChoice {
  const { endpoints } = view;
  const meant = endpoints.filter(({ ready }) => ready);
  const hinted = byHint(meant, node);
  const ready = hinted.length > 0 ? hinted : meant;
  const draining = endpoints.filter((endpoint) => endpoint.draining);
  const own = endpoints.filter((endpoint) => endpoint.node === node.name);
  const readyHere = own.filter((endpoint) => endpoint.ready);
  return {
    // With no endpoint ready, those that end but still serve are used.
    cluster: ready.length > 0 ? ready : draining,
    local: readyHere.length > 0 ? readyHere : own.filter((endpoint) => endpoint.draining),
    any: meant.length > 0 || draining.length > 0,
  };
}

/** Hints count only when every ready endpoint has one and some are meant for here; else none does. */
function byHint(ready: readonly ServiceEndpoint[], node: ProxyNode): readonly ServiceEndpoint[] {
  if (ready.length > 0 && ready.every(({ forNodes }) => forNodes !== undefined && forNodes.length > 0)) {
    const here = ready.filter(({ forNodes }) => forNodes?.includes(node.name));
    if (here.length > 0) return here;
  }
  const { zone } = node;
  if (zone === undefined || !ready.every(({ forZones }) => forZones !== undefined && forZones.length > 0))
    return [];
  return ready.filter(({ forZones }) => forZones?.includes(zone));
}
