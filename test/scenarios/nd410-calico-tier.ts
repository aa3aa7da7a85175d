import { defineScenario } from "./scenario.ts";

const apiVersion = "crd.projectcalico.org/v1";

export const calicoTier = defineScenario({
  name: "nd410-calico-tier",
  says: "a Calico GlobalNetworkPolicy of a tier before all others denies the target's port",
  break: [
    {
      do: "apply",
      object: { apiVersion, kind: "Tier", metadata: { name: "security" }, spec: { order: 10 } },
    },
    {
      do: "apply",
      object: {
        apiVersion,
        kind: "GlobalNetworkPolicy",
        metadata: { name: "security.guard-ratings" },
        spec: {
          tier: "security",
          order: 5,
          selector: "app == 'ratings'",
          types: ["Ingress"],
          ingress: [{ action: "Deny", protocol: "TCP", destination: { ports: [9080] } }, { action: "Pass" }],
        },
      },
    },
  ],
  heal: [
    { do: "delete", ref: { apiVersion, kind: "GlobalNetworkPolicy", name: "security.guard-ratings" } },
    { do: "delete", ref: { apiVersion, kind: "Tier", name: "security" } },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "GlobalNetworkPolicy", name: "security.guard-ratings" },
  },
});
