import { defineScenario } from "./scenario.ts";

const apiVersion = "crd.projectcalico.org/v1";

export const calicoDefaultDeny = defineScenario({
  name: "nd420-calico-default-deny",
  says: "a Calico NetworkPolicy lets the source talk to one application only, by selector",
  break: [
    {
      do: "apply",
      object: {
        apiVersion,
        kind: "NetworkPolicy",
        metadata: { namespace: "test", name: "default.only-details" },
        spec: {
          tier: "default",
          order: 100,
          selector: "has(app) && app in {'reviews', 'reviews-next'}",
          types: ["Egress"],
          egress: [
            { action: "Allow", protocol: "UDP", destination: { ports: [53] } },
            { action: "Allow", destination: { selector: "app == 'details'" } },
          ],
        },
      },
    },
  ],
  heal: [
    {
      do: "delete",
      ref: { apiVersion, kind: "NetworkPolicy", namespace: "test", name: "default.only-details" },
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND420",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "NetworkPolicy", namespace: "test", name: "default.only-details" },
  },
});
