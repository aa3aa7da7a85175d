import { defineScenario } from "./scenario.ts";

export const noEndpointOnTheNode = defineScenario({
  name: "nd312-no-endpoint-on-the-node",
  says: "internalTrafficPolicy is Local, and the client's node has no endpoint",
  break: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "productpage" },
      patch: { spec: { internalTrafficPolicy: "Local" } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "productpage" },
      patch: { spec: { internalTrafficPolicy: "Cluster" } },
    },
  ],
  ask: "test/details -> svc/test/productpage",
  expect: {
    verdict: "blocked",
    cause: "ND312",
    confidence: "confirmed",
    hopKind: "service",
    node: "node1",
    object: { kind: "Service", namespace: "test", name: "productpage" },
  },
});
