import type { KubeObject } from "../lab/api/object.ts";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "from-monitoring" } as const;

const front: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "front", namespace: "test" },
  spec: {
    type: "ClusterIP",
    clusterIP: "10.96.11.70",
    clusterIPs: ["10.96.11.70"],
    externalIPs: ["192.168.0.201"],
    selector: { app: "details" },
    ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 9080 }],
  },
};

export const byLoadBalancer = defineScenario({
  name: "nd410-by-load-balancer",
  says: "the policy admits the client's pods, and to an external IP their node puts its own address in place of theirs",
  cluster: {
    ...healthyIncident,
    objects: [...healthyIncident.objects, front],
  },
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }],
            },
          ],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref }],
  ask: "monitoring/prometheus -> 192.168.0.201:80",
  expect: { verdict: "blocked", cause: "ND410", confidence: "likely", hopKind: "service", object: ref },
});
