import { defineScenario } from "./scenario.ts";

const apiVersion = "crd.projectcalico.org/v1";
const ref = { apiVersion, kind: "GlobalNetworkPolicy", name: "security.deny-ratings" };

export const deniedByAnotherApi = defineScenario({
  name: "nd412-denied-by-another-api",
  says: "a Calico GlobalNetworkPolicy denies, and netdiag's account may read no policies of that kind",
  break: [
    {
      do: "apply",
      object: { apiVersion, kind: "Tier", metadata: { name: "security" }, spec: { order: 10 } },
    },
    {
      do: "apply",
      object: {
        apiVersion,
        kind: ref.kind,
        metadata: { name: ref.name },
        spec: {
          tier: "security",
          selector: "app == 'ratings'",
          types: ["Ingress"],
          ingress: [{ action: "Deny", protocol: "TCP", destination: { ports: [9080] } }, { action: "Pass" }],
        },
      },
    },
    { do: "forbid", what: [{ resource: "globalnetworkpolicies", verb: "list" }] },
  ],
  heal: [
    { do: "forbid", what: [] },
    { do: "delete", ref },
    { do: "delete", ref: { apiVersion, kind: "Tier", name: "security" } },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND412",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: ref.kind, name: ref.name },
  },
});
