import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const deniedFromTheNode = defineScenario({
  name: "nd410-from-the-node",
  says: "a policy admits the nodes by the addresses the API gives; their packets come with those of their tunnels",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "from-nodes",
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          policyTypes: ["Ingress"],
          ingress: [{ from: [{ ipBlock: { cidr: "192.168.0.0/24" } }] }],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "from-nodes" } }],
  ask: "node/node2 -> svc/test/details",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: { kind: "NetworkPolicy", namespace: "test", name: "from-nodes" },
  },
});
