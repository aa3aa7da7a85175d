import type { EndpointSlice, Service } from "../../../../src/model/kubernetes.ts";
import { at, isFields } from "../../api/object.ts";
import type { ClusterObjects } from "../network.ts";
import type { Family } from "../ruleset.ts";

export interface ServiceEndpoint {
  /** `ip:port`, brackets around IPv6. */
  readonly address: string;
  readonly ip: string;
  readonly node: string | undefined;
  readonly ready: boolean;
  /** It ends, and still answers. */
  readonly draining: boolean;
  /** Zones and nodes that its slice means it for; undefined without such a hint. */
  readonly forZones: readonly string[] | undefined;
  readonly forNodes: readonly string[] | undefined;
}

/** One port of a Service with all its endpoints. */
export interface ServicePortView {
  /** `namespace/name:portname`, without the colon when the port has no name. */
  readonly name: string;
  readonly protocol: "tcp" | "udp" | "sctp";
  readonly clusterIP: string;
  readonly externalIPs: readonly string[];
  readonly loadBalancerIPs: readonly string[];
  /** Who may use the load balancer's addresses; everybody when empty. */
  readonly sourceRanges: readonly string[];
  readonly port: number;
  readonly nodePort: number | undefined;
  readonly healthCheckNodePort: number | undefined;
  readonly endpoints: readonly ServiceEndpoint[];
  readonly internalLocal: boolean;
  readonly externalLocal: boolean;
  /** Seconds a client stays with its endpoint; undefined without affinity. */
  readonly affinitySeconds: number | undefined;
}

const protocols = { TCP: "tcp", UDP: "udp", SCTP: "sctp" } as const;
const protocolOf = (name: string | undefined): "tcp" | "udp" | "sctp" =>
  name === "UDP" || name === "SCTP" ? protocols[name] : "tcp";

function endpointsOf(
  slices: readonly EndpointSlice[],
  portName: string,
  protocol: string,
): ServiceEndpoint[] {
  return slices
    .flatMap((slice) =>
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
                  draining:
                    endpoint.conditions?.serving !== false && endpoint.conditions?.terminating === true,
                  forZones: namesAt(endpoint, "hints.forZones"),
                  forNodes: namesAt(endpoint, "hints.forNodes"),
                })),
              ),
        ),
    )
    .sort((left, right) => (left.address < right.address ? -1 : 1));
}

function namesAt(object: unknown, path: string): readonly string[] | undefined {
  const value = at(object, path);
  return Array.isArray(value) ? value.filter(isFields).map(({ name }) => String(name)) : undefined;
}

const inFamily = (ip: string, family: Family): boolean => ip.includes(":") === (family === 6);

function stringsAt(object: unknown, path: string): readonly string[] {
  const value = at(object, path);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function clusterIPOf(service: Service, family: Family): string | undefined {
  const all = service.spec.clusterIPs ?? [service.spec.clusterIP ?? "None"];
  return all.find((ip) => ip !== "None" && ip !== "" && inFamily(ip, family));
}

/** Addresses a load balancer gave; with ipMode Proxy packets come to the node ports instead. */
function loadBalancerIPs(service: Service, family: Family): readonly string[] {
  const ingress = at(service, "status.loadBalancer.ingress");
  return (Array.isArray(ingress) ? ingress : [])
    .filter(isFields)
    .filter(({ ipMode }) => ipMode !== "Proxy")
    .flatMap(({ ip }) => (typeof ip === "string" && inFamily(ip, family) ? [ip] : []));
}

function numberAt(object: unknown, path: string): number | undefined {
  const value = at(object, path);
  return typeof value === "number" ? value : undefined;
}

const threeHours = 10_800;

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
    const { externalIPs = [], internalTrafficPolicy, externalTrafficPolicy } = service.spec;
    const affinity = service.spec["sessionAffinity"] === "ClientIP";
    const balances = service.spec.type === "LoadBalancer";
    const common = {
      clusterIP,
      externalIPs: externalIPs.filter((ip) => inFamily(ip, family)),
      loadBalancerIPs: balances ? loadBalancerIPs(service, family) : [],
      sourceRanges: balances
        ? stringsAt(service, "spec.loadBalancerSourceRanges").filter((range) => inFamily(range, family))
        : [],
      healthCheckNodePort: numberAt(service, "spec.healthCheckNodePort"),
      internalLocal: internalTrafficPolicy === "Local",
      externalLocal: externalTrafficPolicy === "Local",
      affinitySeconds: affinity
        ? (numberAt(service, "spec.sessionAffinityConfig.clientIP.timeoutSeconds") ?? threeHours)
        : undefined,
    };
    return (service.spec.ports ?? []).map((port) => {
      const protocol = protocolOf(port.protocol);
      return {
        ...common,
        name: `${namespace}/${service.metadata.name}${port.name ? `:${port.name}` : ""}`,
        protocol,
        port: port.port,
        nodePort: port.nodePort,
        endpoints: endpointsOf(slices, port.name ?? "", protocol),
      };
    });
  });
  return views.sort((left, right) => (left.name < right.name ? -1 : 1));
}
