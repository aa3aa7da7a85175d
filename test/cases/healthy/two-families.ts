/** The incident's cluster with a second address for every pod, node and some Services. */
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";

export function twoFamilies(): LabCluster {
  const six: Readonly<Record<string, readonly string[]>> = {
    "ingress-nginx/ingress-nginx-controller": ["fd00:20::7003"],
    "test/productpage": ["fd00:20::7509", "fd00:20::7246"],
  };
  const ends: Readonly<Record<string, string>> = { productpage: "b04", details: "b0b", shop: "c04" };
  return {
    ...healthyIncident,
    podCIDR6: "fd00:20::/64",
    nodes: healthyIncident.nodes.map((node, index) => ({
      ...node,
      ip6: `fd00:10::1${index + 1}`,
      podBlock6: ["fd00:20::7000/122", "fd00:20::7240/122", "fd00:20::7500/122"][index] ?? "",
    })),
    objects: healthyIncident.objects.map((object) => {
      const end = object.kind === "Service" ? ends[object.metadata.name] : undefined;
      if (end === undefined) return object;
      const spec: unknown = object["spec"];
      return {
        ...object,
        spec: {
          ...(typeof spec === "object" ? spec : {}),
          clusterIPs: [fourOf(spec), `fd00:30::${end}`],
          ipFamilies: ["IPv4", "IPv6"],
          ipFamilyPolicy: "RequireDualStack",
        },
      };
    }),
    placement: Object.fromEntries(
      Object.entries(healthyIncident.placement).map(([workload, places]) => [
        workload,
        places.map((place, index) => {
          const ip6 = six[workload]?.[index];
          return ip6 === undefined ? place : { ...place, ip6 };
        }),
      ]),
    ),
  };
}

function fourOf(spec: unknown): string {
  return typeof spec === "object" && spec !== null && "clusterIP" in spec ? String(spec.clusterIP) : "";
}
