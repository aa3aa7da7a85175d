import { isIP } from "node:net";
import type { ClusterObjects } from "./network.ts";

type Service = ClusterObjects["services"][number];
type Endpoint = ClusterObjects["endpointSlices"][number]["endpoints"][number];

const domain = "svc.cluster.local";

const nameOf = ({ metadata }: Service): string =>
  `${metadata.name}.${metadata.namespace ?? "default"}.${domain}`;

/**
 * The names cluster DNS answers for, in hosts format and one to a line: Services by their addresses; headless ones by their
 * ready endpoints, each of which has a name of its own besides (its pod's hostname, or its address with dashes).
 */
export function clusterHosts(objects: ClusterObjects): string {
  const lines = objects.services.flatMap((service) => {
    if (service.spec.type === "ExternalName") return [];
    const name = nameOf(service);
    const clusterIPs = service.spec.clusterIPs ?? (service.spec.clusterIP ? [service.spec.clusterIP] : []);
    if (!clusterIPs.includes("None"))
      return clusterIPs.filter((ip) => ip !== "").map((ip) => `${ip} ${name}`);
    return endpointsOf(service, objects).flatMap((endpoint) =>
      endpoint.addresses.flatMap((ip) => [`${ip} ${name}`, `${ip} ${ownName(endpoint, ip)}.${name}`]),
    );
  });
  return lines.map((line) => `${line}\n`).join("");
}

/** The names that only lead to other names, as lines of dnsmasq's settings. An address is no name: nothing comes of it. */
export function clusterAliases(objects: ClusterObjects): string {
  return objects.services
    .flatMap((service) => {
      const { type, externalName } = service.spec;
      if (type !== "ExternalName" || !externalName || isIP(externalName) !== 0) return [];
      return [`cname=${nameOf(service)},${externalName.replace(/\.$/, "")}\n`];
    })
    .join("");
}

function endpointsOf(service: Service, objects: ClusterObjects): readonly Endpoint[] {
  const { name, namespace = "default" } = service.metadata;
  return objects.endpointSlices
    .filter(
      ({ metadata }) =>
        (metadata.namespace ?? "default") === namespace &&
        metadata.labels?.["kubernetes.io/service-name"] === name,
    )
    .flatMap((slice) => slice.endpoints)
    .filter((endpoint) => endpoint.conditions?.ready !== false);
}

function ownName(endpoint: Endpoint, ip: string): string {
  const { hostname } = endpoint;
  return typeof hostname === "string" && hostname !== "" ? hostname : ip.replaceAll(/[.:]/g, "-");
}
