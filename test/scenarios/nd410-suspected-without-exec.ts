import { productpageIsolation } from "../lab/clusters/incident.ts";
import { defineScenario } from "./scenario.ts";

export const forbiddenYetDenied = defineScenario({
  name: "nd410-suspected-without-exec",
  says: "netdiag's account may not exec, and the policies still say no",
  break: [
    { do: "apply", object: productpageIsolation },
    { do: "forbid", what: [{ resource: "pods", subresource: "exec" }] },
  ],
  heal: [
    { do: "forbid", what: [] },
    { do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" } },
  ],
  ask: "ingress-nginx -> productpage",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "suspected",
    object: { kind: "NetworkPolicy", namespace: "test", name: "productpage-isolation" },
    also: ["ND903"],
  },
});
