/** A cluster that Calico enforces policies in, with a policy that Cilium left behind. */
import type { KubeObject } from "../lab/api/object.ts";
import type { LabCluster } from "../lab/clusters/cluster.ts";
import { healthyIncident } from "../lab/clusters/incident.ts";

export const withCiliumsDefinitions: LabCluster = { ...healthyIncident, policyApis: ["calico", "cilium"] };

export const leftBehind: KubeObject = {
  apiVersion: "cilium.io/v2",
  kind: "CiliumNetworkPolicy",
  metadata: { name: "details-from-its-node", namespace: "test" },
  spec: { endpointSelector: { matchLabels: { app: "details" } }, ingress: [{ fromEntities: ["host"] }] },
};

export const leftBehindRef = {
  apiVersion: leftBehind.apiVersion,
  kind: leftBehind.kind,
  namespace: "test",
  name: leftBehind.metadata.name,
};
