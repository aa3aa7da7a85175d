import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const egressDefaultDeny = defineScenario({
  name: "nd101-egress-default-deny",
  says: "an egress default deny forbids DNS and everything after it",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "default-deny-egress",
        spec: { podSelector: {}, policyTypes: ["Egress"] },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "default-deny-egress" } }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND101",
    confidence: "confirmed",
    node: "node2",
    object: { kind: "NetworkPolicy", namespace: "test", name: "default-deny-egress" },
    also: ["ND420"],
  },
});
