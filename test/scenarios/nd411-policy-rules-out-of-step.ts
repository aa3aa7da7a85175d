import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-ratings" };

export const policyRulesOutOfStep = defineScenario({
  name: "nd411-policy-rules-out-of-step",
  says: "felix on the target's node sleeps while a policy learns to admit the source",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: "ratings" } } }] }],
        },
      }),
    },
    { do: "pause", node: "node1", agent: "felix" },
    { do: "patch", ref, patch: { spec: { ingress: [{ from: [{ podSelector: {} }] }] } } },
  ],
  heal: [
    { do: "resume", node: "node1", agent: "felix" },
    { do: "delete", ref },
  ],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND411",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: ref,
  },
});
