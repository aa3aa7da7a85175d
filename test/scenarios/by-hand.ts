/** A Service test/catalog without selector, whose endpoints somebody keeps by hand. */
import type { KubeObject } from "../lab/api/object.ts";
import type { LabCluster } from "../lab/clusters/cluster.ts";
import { healthyIncident } from "../lab/clusters/incident.ts";

const catalog: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "catalog", namespace: "test" },
  spec: {
    type: "ClusterIP",
    clusterIP: "10.96.11.40",
    clusterIPs: ["10.96.11.40"],
    ipFamilies: ["IPv4"],
    ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 9080 }],
  },
};

export interface ByHand {
  readonly addresses?: readonly string[];
  readonly addressType?: "IPv4" | "IPv6";
  readonly port?: { readonly name: string; readonly port: number };
  readonly conditions?: Readonly<Record<string, boolean>>;
}

/** Its EndpointSlice; by default what is right: productpage's pod on node3, port 9080. */
export function byHand({ addresses, addressType, port, conditions }: ByHand = {}): KubeObject {
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      name: "catalog-by-hand",
      namespace: "test",
      labels: { "kubernetes.io/service-name": "catalog" },
    },
    addressType: addressType ?? "IPv4",
    endpoints: (addresses ?? ["10.233.75.9"]).map((address) => ({
      addresses: [address],
      conditions: conditions ?? { ready: true },
    })),
    ports: [{ name: "http", port: 9080, ...port, protocol: "TCP" }],
  };
}

export const withCatalog: LabCluster = {
  ...healthyIncident,
  objects: [...healthyIncident.objects, catalog, byHand()],
};

/** Its slice, as what is to blame. */
export const sliceByHand = { kind: "EndpointSlice", namespace: "test", name: "catalog-by-hand" } as const;
