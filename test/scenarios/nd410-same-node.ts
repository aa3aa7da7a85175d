import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const sameNode = defineScenario({
  name: "nd410-same-node",
  says: "a policy of the target admits only ratings, and the source is on the target's own node",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "reviews-from-ratings",
        spec: {
          podSelector: { matchLabels: { app: "reviews" } },
          policyTypes: ["Ingress"],
          ingress: [{ from: [{ podSelector: { matchLabels: { app: "ratings" } } }] }],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "reviews-from-ratings" } }],
  ask: "test/client -> test/reviews",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "NetworkPolicy", namespace: "test", name: "reviews-from-ratings" },
  },
});
