import type { EndpointSlice, Service } from "../../../../src/model/kubernetes.ts";
import type { ClusterObjects } from "../network.ts";
import type { Family } from "../ruleset.ts";

export interface ServiceEndpoint {
  /** `ip:port`, brackets around IPv6. */
  readonly address: string;
  readonly ip: string;
  readonly node: string | undefined;
}

/** One port of a Service with the endpoints kube-proxy would send to. */
export interface ServicePortView {
  /** `namespace/name:portname`, without the colon when the port has no name. */
  readonly name: string;
  readonly protocol: "tcp" | "udp" | "sctp";
  readonly clusterIP: string;
  readonly externalIPs: readonly string[];
  readonly port: number;
  readonly nodePort: number | undefined;
  readonly endpoints: readonly ServiceEndpoint[];
  readonly internalLocal: boolean;
  readonly externalLocal: boolean;
}

const protocols = { TCP: "tcp", UDP: "udp", SCTP: "sctp" } as const;
const protocolOf = (name: string | undefined): "tcp" | "udp" | "sctp" =>
  name === "UDP" || name === "SCTP" ? protocols[name] : "tcp";

function endpointsOf(
  slices: readonly EndpointSlice[],
  portName: string,
  protocol: string,
): ServiceEndpoint[] {
  const candidates = slices.flatMap((slice) =>
    slice.ports
      .filter((port) => (port.name ?? "") === portName && protocolOf(port.protocol) === protocol)
      .flatMap(({ port }) =>
        port === undefined
          ? []
          : slice.endpoints.flatMap((endpoint) =>
              endpoint.addresses.map((ip) => ({
                ip,
                address: ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`,
                node: endpoint.nodeName,
                ready: endpoint.conditions?.ready !== false,
                draining: endpoint.conditions?.serving !== false && endpoint.conditions?.terminating === true,
              })),
            ),
      ),
  );
  const ready = candidates.filter((endpoint) => endpoint.ready);
  // With no endpoint ready, those that end but still serve are used.
  const usable = ready.length > 0 ? ready : candidates.filter((endpoint) => endpoint.draining);
  return usable
    .map(({ ip, address, node }) => ({ ip, address, node }))
    .sort((left, right) => (left.address < right.address ? -1 : 1));
}

const inFamily = (ip: string, family: Family): boolean => ip.includes(":") === (family === 6);

function clusterIPOf(service: Service, family: Family): string | undefined {
  const all = service.spec.clusterIPs ?? [service.spec.clusterIP ?? "None"];
  return all.find((ip) => ip !== "None" && ip !== "" && inFamily(ip, family));
}

/** Every Service port with a cluster IP in the family, by name; headless Services and ExternalName have none. */
export function servicePorts(objects: ClusterObjects, family: Family): ServicePortView[] {
  const views = objects.services.flatMap((service): ServicePortView[] => {
    const clusterIP = clusterIPOf(service, family);
    if (!clusterIP || service.spec.type === "ExternalName") return [];
    const namespace = service.metadata.namespace ?? "default";
    const slices = objects.endpointSlices.filter(
      (slice) =>
        slice.addressType === `IPv${family}` &&
        (slice.metadata.namespace ?? "default") === namespace &&
        slice.metadata.labels?.["kubernetes.io/service-name"] === service.metadata.name,
    );
    return (service.spec.ports ?? []).map((port) => {
      const protocol = protocolOf(port.protocol);
      return {
        name: `${namespace}/${service.metadata.name}${port.name ? `:${port.name}` : ""}`,
        protocol,
        clusterIP,
        externalIPs: (service.spec.externalIPs ?? []).filter((ip) => inFamily(ip, family)),
        port: port.port,
        nodePort: port.nodePort,
        endpoints: endpointsOf(slices, port.name ?? "", protocol),
        internalLocal: service.spec.internalTrafficPolicy === "Local",
        externalLocal: service.spec.externalTrafficPolicy === "Local",
      };
    });
  });
  return views.sort((left, right) => (left.name < right.name ? -1 : 1));
}
