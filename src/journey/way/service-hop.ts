/** The point at which an address that a client asks for becomes an endpoint's. */
import { askedAddress, entersAtNode, type Flow } from "../../model/flow.ts";
import type { Hop, Packet } from "../../model/hop.ts";
import { nodePlace } from "../machine/places.ts";

/** The packet as the client sends it. */
export function asAsked(flow: Flow, packet: Packet): Packet {
  const asked = askedAddress(flow);
  return asked === undefined ? packet : { ...packet, destination: asked.ip, port: asked.port };
}

/** Where the Service is chosen from; without an address of its own it translates nothing. */
export function serviceHop(flow: Flow, packet: Packet, node: string | undefined): Hop | undefined {
  const asked = askedAddress(flow);
  const { service, behind } = flow;
  if (behind !== undefined || (!service && asked?.kind !== "hostPort")) return undefined;
  const name = service ? `Service ${service.namespace}/${service.name}` : `host port ${asked?.port ?? ""}`;
  const at = node === undefined ? {} : { node, place: nodePlace(node) };
  if (entersAtNode(flow))
    return {
      kind: "service",
      name,
      ...at,
      packet,
      ...(service ? { decision: `NodePort ${flow.port} → port ${service.port} of the Service` } : {}),
    };
  return {
    kind: "service",
    name,
    ...at,
    packet: asAsked(flow, packet),
    decision:
      asked === undefined
        ? `no address of its own: port ${service?.port ?? flow.port} stays ${service?.port ?? flow.port}`
        : `${asked.ip}:${asked.port} → ${flow.destinationIP}:${flow.port}`,
  };
}
