import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const nameLookupDenied = defineScenario({
  name: "nd101-name-lookup-denied",
  says: "an egress policy lets reviews talk to ratings and to nobody else, DNS included",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "reviews-to-ratings",
        spec: {
          podSelector: { matchLabels: { app: "reviews" } },
          policyTypes: ["Egress"],
          egress: [{ to: [{ podSelector: { matchLabels: { app: "ratings" } } }] }],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "reviews-to-ratings" } }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND101",
    confidence: "confirmed",
    hopKind: "asking",
    node: "node2",
    object: { kind: "NetworkPolicy", namespace: "test", name: "reviews-to-ratings" },
  },
});
