import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const egressDenied = defineScenario({
  name: "nd420-egress-denied",
  says: "an egress policy lets the source ask DNS and talk to nobody else",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "only-dns",
        spec: {
          podSelector: { matchLabels: { app: "reviews" } },
          policyTypes: ["Egress"],
          egress: [{ ports: [{ protocol: "UDP", port: 53 }] }],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "only-dns" } }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND420",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "NetworkPolicy", namespace: "test", name: "only-dns" },
  },
});
