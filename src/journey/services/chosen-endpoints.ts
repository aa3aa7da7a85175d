/** Which endpoints of its Service the node that translates a flow is to send to. */
import { nodeOf } from "../../model/endpoint.ts";
import { endpointChoice, type Choice } from "../../model/endpoint-choice.ts";
import { askedAddress, type Flow } from "../../model/flow.ts";
import { familyOf } from "../../model/protocol.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { declaredService, type Backend } from "./declared.ts";

/** Which of its traffic policies a Service has for what comes to this kind of address. */
export type TrafficPolicy = "internalTrafficPolicy" | "externalTrafficPolicy";

/**
 * Whether packets come under a policy Local. What enters by an address for the outside is sent to any endpoint all the same
 * where it comes from the node itself or one of its pods; from other nodes' pods that depends on whether it still has the
 * pod's own address, and on what the proxy takes for the cluster's network: then this is undefined.
 */
export function comesUnderLocal(
  flow: Flow,
  snapshot: ClusterSnapshot,
): { readonly field: TrafficPolicy; readonly node: string; readonly sure: boolean } | undefined {
  const asked = askedAddress(flow);
  const spec = declaredService(flow, snapshot)?.service.spec;
  if (!spec || asked?.node === undefined || asked.kind === "hostPort") return undefined;
  const field = asked.kind === "clusterIP" ? "internalTrafficPolicy" : "externalTrafficPolicy";
  if (spec[field] !== "Local") return undefined;
  const inside = asked.kind !== "clusterIP" && flow.from.type !== "external";
  if (inside && asked.node === nodeOf(flow.from)) return undefined;
  const arrives = asked.arrivesAs ?? flow.arrivesAs;
  const sure = !inside || (arrives !== undefined && !flow.from.ips.includes(arrives.ip));
  return { field, node: asked.node, sure: sure || flow.from.type === "node" };
}

/** Endpoints that the node of the translation is to send to; undefined where no node's choice is known. */
export function chosenEndpoints(flow: Flow, snapshot: ClusterSnapshot): Choice<Backend> | undefined {
  const asked = askedAddress(flow);
  const service = declaredService(flow, snapshot);
  if (!service || asked?.node === undefined || asked.kind === "hostPort") return undefined;
  const zone = zoneOf(asked.node, snapshot);
  const all = [...service.ready, ...service.notReady].filter(({ ip }) => familyOf(ip) === flow.family);
  return endpointChoice(all, {
    name: asked.node,
    ...(zone === undefined ? {} : { zone }),
    local: comesUnderLocal(flow, snapshot)?.sure === true,
  });
}

/** The zone of a node; undefined where it has none. */
export function zoneOf(name: string, { nodes }: ClusterSnapshot): string | undefined {
  const node = nodes.find(({ metadata }) => metadata.name === name);
  return node?.metadata.labels?.["topology.kubernetes.io/zone"];
}
