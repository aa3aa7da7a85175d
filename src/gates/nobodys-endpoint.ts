/** An address that the EndpointSlices of a Service list, and that is no endpoint. */
import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import { podIPs } from "../model/pod-status.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { cidrContains, parseCidr } from "../netstack/numbers/cidr.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { declaredService } from "../journey/services/declared.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { routeAt, stackAt } from "../journey/machine/stack.ts";
import { tunnelEndOf } from "../journey/machine/tunnel-end.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";

/** Packets are sent on to it, and there is nobody. */
export interface NobodysEndpoint {
  readonly ip: string;
  /** The EndpointSlice that lists it; without one the rules of the node alone do. */
  readonly slice?: string;
  /** The pod that it names with it, and that does not exist or has another address. */
  readonly pod?: string;
  /** It is the own address of this Service: no node translates a second time. */
  readonly service?: string;
}

/** Whether the endpoint that the flow goes to is one. What lies outside the pods' network may be anybody's: it passes. */
export function endpointGate(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Gate<NobodysEndpoint> {
  const declared = declaredService(flow, snapshot);
  if (!declared || flow.to.type !== "external" || flow.to.host !== undefined) return passes;
  const ip = flow.destinationIP;
  const listed = declared.ready.find((one) => one.ip === ip);
  const slice = declared.slices.find(({ endpoints }) =>
    endpoints.some(({ addresses }) => addresses.includes(ip)),
  );
  if (!listed) return passes;
  const found = {
    ip,
    ...(slice ? { slice: slice.metadata.name } : {}),
    ...(listed.pod === undefined ? {} : { pod: listed.pod }),
  };
  const service = snapshot.services.find(
    ({ spec }) => spec.clusterIP === ip || spec.clusterIPs?.includes(ip) === true,
  );
  if (service)
    return stops({
      ...found,
      service: `${service.metadata.namespace ?? "default"}/${service.metadata.name}`,
    });
  if (snapshot.nobodys?.some((one) => one.ip === ip) !== true)
    return notKnown(`whose address ${ip} is was not looked up`);
  const inside = isAmongPods(flow, snapshot, evidence);
  if (inside === undefined) return notKnown("the routes of the source's node were not seen");
  return inside || listed.pod !== undefined ? stops(found) : passes;
}

/** Whether the source's node routes it with the addresses of pods; undefined where its routes were not seen. */
function isAmongPods(flow: Flow, { pods }: ClusterSnapshot, evidence: EvidenceIndex): boolean | undefined {
  const node = nodeOf(flow.from);
  if (node === undefined) return undefined;
  const stack = stackAt(evidence, nodePlace(node), flow.family);
  const lookup = routeAt(stack, { destination: flow.destinationIP });
  if (lookup.notSeen) return undefined;
  if (tunnelEndOf(stack, lookup, flow.destinationIP)) return true;
  const route = lookup.seen.result === "no-route" ? undefined : lookup.seen.route;
  const block = route && parseCidr(route.destination);
  if (!block || block.length === 0) return false;
  return pods.some(
    (pod) => pod.spec.hostNetwork !== true && podIPs(pod).some((ip) => cidrContains(block, ip)),
  );
}
