/** Which ports an end serves for a Service, for policies that name one. */
import type { EndpointSlice } from "../../model/kubernetes.ts";
import { parseAddress } from "../cidr.ts";
import { isUnresolved, type End } from "./ends.ts";

export interface EndpointPort {
  readonly protocol: string;
  readonly port: number;
  /** The name of the Service's port that leads there; empty when it has none. */
  readonly of: string;
}

interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

type Endpoint = EndpointSlice["endpoints"][number];

const hasAddress = ({ addresses }: Endpoint, { ip }: End): boolean =>
  ip !== undefined && addresses.includes(ip);

/** The object an endpoint was made of says which pod it is, whatever address that has by now. */
function isPod(endpoint: Endpoint, end: End, service: ServiceName): boolean {
  const { kind, name, namespace = service.namespace } = endpoint.targetRef ?? {};
  return end.pod && kind === "Pod" && name !== undefined
    ? end.key === `${namespace}/${name}`
    : hasAddress(endpoint, end);
}

function isOfFamily({ addresses }: Endpoint, { address }: End): boolean {
  if (!address) return true;
  return addresses.some((one) => parseAddress(one)?.kind() === address.kind());
}

/**
 * Policies know endpoints by their addresses: whoever is on a node's network by the node's, which all of them share, and a pod
 * under none of a family that the Service does not have.
 */
function isMeant(endpoint: Endpoint, end: End, service: ServiceName): boolean {
  return end.onHost ? hasAddress(endpoint, end) : isPod(endpoint, end, service) && isOfFamily(endpoint, end);
}

function portsOf(service: ServiceName, end: End, slices: readonly EndpointSlice[]): EndpointPort[] {
  return slices.flatMap(({ endpoints, ports }) =>
    endpoints.some((endpoint) => isMeant(endpoint, end, service))
      ? ports.flatMap(({ protocol, port, name }) =>
          port === undefined ? [] : [{ protocol: protocol ?? "TCP", port, of: name ?? "" }],
        )
      : [],
  );
}

/** Undefined: there is no such Service among the objects, and there may be one. */
function portsBySelector({ namespace, name }: ServiceName, end: End): EndpointPort[] | undefined {
  const service = end.around.services.get(`${namespace}/${name}`);
  if (!service) return end.around.isNoService(namespace, name) ? [] : undefined;
  const selector = Object.entries(service.spec.selector ?? {});
  const isEndpoint =
    selector.length > 0 &&
    end.pod !== undefined &&
    end.namespace === namespace &&
    selector.every(([label, value]) => end.labels[label] === value);
  if (!isEndpoint) return [];
  return (service.spec.ports ?? []).flatMap(({ name: of = "", protocol = "TCP", port, targetPort = port }) =>
    typeof targetPort === "number"
      ? [{ protocol, port: targetPort, of }]
      : end.namedPorts
          .filter((named) => named.name === targetPort && named.protocol === protocol)
          .map((named) => ({ protocol, port: named.port, of })),
  );
}

/**
 * From the EndpointSlices of the Service, ready or not; from its selector where no slice was given. Empty when the end is no
 * endpoint, or there is no such Service; undefined when that cannot be told.
 */
export function endpointPorts(service: ServiceName, end: End): EndpointPort[] | undefined {
  const slices = end.around.slices.get(`${service.namespace}/${service.name}`);
  // An address that somebody wrote down may be the one behind a name.
  if (isUnresolved(end) && slices?.some(({ endpoints }) => endpoints.some(({ targetRef }) => !targetRef)))
    return undefined;
  return slices ? portsOf(service, end, slices) : portsBySelector(service, end);
}
