import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const defaultDeny = defineScenario({
  name: "nd410-default-deny",
  says: "an ingress default deny stands in the target's namespace and nothing admits the source",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "default-deny",
        spec: { podSelector: {}, policyTypes: ["Ingress"] },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "default-deny" } }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: { kind: "NetworkPolicy", namespace: "test", name: "default-deny" },
  },
});
