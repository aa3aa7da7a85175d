/** The incident's cluster with a pod on node2 whose hostPort 8088 leads to its port 8080. */
import { healthyIncident } from "../lab/clusters/incident.ts";
import type { LabCluster } from "../lab/clusters/cluster.ts";
import { deployment } from "../lab/clusters/objects.ts";

export const hostPortCluster: LabCluster = {
  ...healthyIncident,
  objects: [
    ...healthyIncident.objects,
    deployment({
      namespace: "demo",
      name: "gate",
      labels: { app: "gate" },
      image: "gate:1",
      ports: [{ name: "http", containerPort: 8080, hostPort: 8088 }],
    }),
  ],
  placement: { ...healthyIncident.placement, "demo/gate": [{ node: "node2" }] },
};
