import { defineScenario } from "./scenario.ts";
import { putBackIntoSets, takeOutOfSets } from "./set-acts.ts";

const apiVersion = "crd.projectcalico.org/v1";
const ref = { apiVersion, kind: "GlobalNetworkPolicy", name: "default.details-from-reviews" };

export const calicoSelector = defineScenario({
  name: "nd413-calico-selector",
  says: "a pod's address was taken out of the sets on the target's node, and a Calico policy's selector finds it",
  break: [
    {
      do: "apply",
      object: {
        apiVersion,
        kind: ref.kind,
        metadata: { name: ref.name },
        spec: {
          tier: "default",
          order: 100,
          selector: "app == 'details'",
          types: ["Ingress"],
          ingress: [
            {
              action: "Allow",
              source: {
                selector: "app in {'reviews', 'ratings'} && !has(quarantined)",
                namespaceSelector: "kubernetes.io/metadata.name == 'test'",
              },
            },
          ],
        },
      },
    },
    takeOutOfSets("node1", "test/reviews", "addresses"),
  ],
  heal: [putBackIntoSets("node1"), { do: "delete", ref }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND413",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: { kind: ref.kind, name: ref.name },
  },
});
