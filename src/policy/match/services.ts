/** Which ports an end serves for a Service, for policies that name one. */
import type { End } from "./ends.ts";

export interface EndpointPort {
  readonly protocol: string;
  readonly port: number;
}

/**
 * From the EndpointSlices of the Service, ready or not; from its selector where no slice was given. Empty when the end is no
 * endpoint; undefined when neither Service nor slices are among the objects.
 */
export function endpointPorts(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  end: End,
): EndpointPort[] | undefined {
  const key = `${namespace}/${name}`;
  const slices = end.around.slices.get(key);
  if (slices)
    return slices.flatMap(({ endpoints, ports }) =>
      endpoints.some(({ addresses }) => end.ip !== undefined && addresses.includes(end.ip))
        ? ports.flatMap(({ protocol, port }) =>
            port === undefined ? [] : [{ protocol: protocol ?? "TCP", port }],
          )
        : [],
    );
  const service = end.around.services.get(key);
  if (!service) return undefined;
  const selector = Object.entries(service.spec.selector ?? {});
  const isEndpoint =
    selector.length > 0 &&
    end.pod !== undefined &&
    end.namespace === namespace &&
    selector.every(([label, value]) => end.labels[label] === value);
  if (!isEndpoint) return [];
  return (service.spec.ports ?? []).flatMap(({ protocol = "TCP", port, targetPort = port }) =>
    typeof targetPort === "number"
      ? [{ protocol, port: targetPort }]
      : end.namedPorts
          .filter((named) => named.name === targetPort && named.protocol === protocol)
          .map((named) => ({ protocol, port: named.port })),
  );
}
