import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const addressBlock = defineScenario({
  name: "nd420-address-block",
  says: "an egress policy admits only addresses outside the cluster",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: "test",
        name: "outside-only",
        spec: {
          podSelector: { matchLabels: { app: "reviews" } },
          policyTypes: ["Egress"],
          egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.233.75.0/24"] } }] }],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "outside-only" } }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND420",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "NetworkPolicy", namespace: "test", name: "outside-only" },
  },
});
