import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "ingress-nginx", name: "from-pods" } as const;

export const nodePortOfItsNode = defineScenario({
  name: "nd410-node-port-of-its-node",
  says: "a policy admits pods alone, and packets to a NodePort of the pod's own node come with the address of the client's node",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: {},
          policyTypes: ["Ingress"],
          ingress: [{ from: [{ namespaceSelector: {} }] }],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref }],
  ask: "test/client -> node1:30080",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: ref,
  },
});
