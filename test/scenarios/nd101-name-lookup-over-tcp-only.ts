import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const nameLookupOverTcpOnly = defineScenario({
  name: "nd101-name-lookup-over-tcp-only",
  says: "an egress policy admits DNS over TCP, and names are asked over UDP",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "reviews-egress",
        spec: {
          podSelector: { matchLabels: { app: "reviews" } },
          policyTypes: ["Egress"],
          egress: [
            { to: [{ podSelector: {} }] },
            { to: [{ namespaceSelector: {} }], ports: [{ protocol: "TCP", port: 53 }] },
          ],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "reviews-egress" } }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND101",
    confidence: "confirmed",
    hopKind: "asking",
    node: "node2",
    object: { kind: "NetworkPolicy", namespace: "test", name: "reviews-egress" },
  },
});
