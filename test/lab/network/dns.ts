import type { ClusterObjects } from "./network.ts";

const domain = "svc.cluster.local";

/** The names cluster DNS answers for, in hosts format: Services by their addresses, headless ones by their ready endpoints. */
export function clusterHosts(objects: ClusterObjects): string {
  const lines = objects.services.flatMap((service) => {
    const namespace = service.metadata.namespace ?? "default";
    const name = `${service.metadata.name}.${namespace}.${domain}`;
    const clusterIPs = service.spec.clusterIPs ?? (service.spec.clusterIP ? [service.spec.clusterIP] : []);
    if (!clusterIPs.includes("None"))
      return clusterIPs.filter((ip) => ip !== "").map((ip) => `${ip} ${name}`);
    return objects.endpointSlices
      .filter(
        (slice) =>
          (slice.metadata.namespace ?? "default") === namespace &&
          slice.metadata.labels?.["kubernetes.io/service-name"] === service.metadata.name,
      )
      .flatMap((slice) => slice.endpoints)
      .filter((endpoint) => endpoint.conditions?.ready !== false)
      .flatMap((endpoint) => endpoint.addresses.map((ip) => `${ip} ${name}`));
  });
  return lines.map((line) => `${line}\n`).join("");
}
