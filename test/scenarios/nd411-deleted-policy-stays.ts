import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "reviews-egress" };

export const deletedPolicyStays = defineScenario({
  name: "nd411-deleted-policy-stays",
  says: "felix on the source's node sleeps while the policy that kept the source in is deleted",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { app: "reviews" } },
          policyTypes: ["Egress"],
          egress: [{ ports: [{ protocol: "UDP", port: 53 }] }],
        },
      }),
    },
    { do: "pause", node: "node2", agent: "felix" },
    { do: "delete", ref },
  ],
  heal: [{ do: "resume", node: "node2", agent: "felix" }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND411",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: ref,
  },
});
