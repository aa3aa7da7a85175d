import { productpageIsolation } from "../lab/clusters/incident.ts";
import { defineScenario } from "./scenario.ts";

export const ingressDenied = defineScenario({
  name: "nd410-ingress-denied",
  says: "a workspace isolation policy admits only namespaces of its own workspace",
  break: [{ do: "apply", object: productpageIsolation }],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" } }],
  ask: "ingress-nginx -> productpage",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" },
  },
});
