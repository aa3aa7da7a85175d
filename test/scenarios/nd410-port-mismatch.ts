import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const portMismatch = defineScenario({
  name: "nd410-port-mismatch",
  says: "a policy admits the source on another port than the one the pod serves",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "details-from-reviews",
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [{ podSelector: { matchLabels: { app: "reviews" } } }],
              ports: [{ protocol: "TCP", port: 80 }],
            },
          ],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "details-from-reviews" } }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND410",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: { kind: "NetworkPolicy", namespace: "test", name: "details-from-reviews" },
  },
});
