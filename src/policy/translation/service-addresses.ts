/** Which addresses stand for Services, and what their nodes' ports lead to. */
import type { Service, ServicePort } from "../../model/kubernetes.ts";
import { canonicalIp } from "../cidr.ts";
import type { Surroundings } from "../objects/surroundings.ts";
import { kept } from "../kept.ts";

/** How a client comes to a Service by an address. */
export type AddressKind = "clusterIP" | "loadBalancer" | "externalIP" | "nodePort";

export interface ServiceAt {
  /** `namespace/name`. */
  readonly key: string;
  readonly service: Service;
  readonly kind: AddressKind;
  /** Nodes leave packets to it alone: they go to the load balancer, which comes back with an address of its own. */
  readonly proxied?: true;
}

type Ingress = NonNullable<NonNullable<NonNullable<Service["status"]>["loadBalancer"]>["ingress"]>;

const isGiven = (ip: string | null | undefined): ip is string =>
  ip !== undefined && ip !== "" && ip !== "None";

function balancersOf(service: Service): Ingress {
  const told = service.status?.loadBalancer?.ingress ?? [];
  // What manifests wish for stands in no status.
  const wish = service.spec.loadBalancerIP;
  return told.length > 0 || !isGiven(wish) ? told : [{ ip: wish }];
}

function addressesOf(key: string, service: Service): (readonly [string, ServiceAt])[] {
  const { clusterIP, clusterIPs = [], externalIPs = [] } = service.spec;
  const at = (kind: AddressKind, ips: readonly (string | undefined)[], more = {}) =>
    ips.filter(isGiven).map((ip) => [canonicalIp(ip), { key, service, kind, ...more }] as const);
  return [
    ...at("clusterIP", [clusterIP, ...clusterIPs]),
    ...at("externalIP", externalIPs),
    ...balancersOf(service).flatMap(({ ip, hostname, ipMode }) =>
      at("loadBalancer", [ip, hostname], ipMode === "Proxy" ? { proxied: true } : {}),
    ),
  ];
}

/** By address, and by the host name of a load balancer; several Services may share one under different ports. */
const byAddress = kept((services: Surroundings["services"]): ReadonlyMap<string, readonly ServiceAt[]> => {
  const found = new Map<string, ServiceAt[]>();
  for (const [key, service] of services)
    for (const [address, at] of addressesOf(key, service)) {
      const held = found.get(address) ?? [];
      if (!held.some((one) => one.key === key)) found.set(address, [...held, at]);
    }
  return found;
});

/** @param address in one spelling, or a host name. */
export function servicesAt({ services }: Surroundings, address: string): readonly ServiceAt[] {
  return byAddress(services).get(address) ?? [];
}

export interface NodePortOf extends ServiceAt {
  readonly port: ServicePort;
}

const nodePortKey = (protocol: string, port: number): string => `${protocol}/${port}`;

const byNodePort = kept((services: Surroundings["services"]): ReadonlyMap<string, NodePortOf> => {
  const found = new Map<string, NodePortOf>();
  for (const [key, service] of services)
    for (const port of service.spec.ports ?? [])
      if (port.nodePort !== undefined && port.nodePort > 0)
        found.set(nodePortKey(port.protocol ?? "TCP", port.nodePort), {
          key,
          service,
          kind: "nodePort",
          port,
        });
  return found;
});

/** The Service behind this port of every node. */
export function nodePortOf(
  { services }: Surroundings,
  protocol: string,
  port: number,
): NodePortOf | undefined {
  return byNodePort(services).get(nodePortKey(protocol, port));
}
