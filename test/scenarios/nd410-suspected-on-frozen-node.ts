import { productpageIsolation } from "../lab/clusters/incident.ts";
import { defineScenario } from "./scenario.ts";

export const frozenYetDenied = defineScenario({
  name: "nd410-suspected-on-frozen-node",
  says: "nobody can look, and the policies still say no",
  break: [
    { do: "apply", object: productpageIsolation },
    { do: "exec-fault", fault: { node: "node1", kubelet: "frozen" } },
  ],
  heal: [
    { do: "exec-heal" },
    { do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" } },
  ],
  ask: "ingress-nginx -> productpage",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "suspected",
    object: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" },
    also: ["ND902"],
  },
});
