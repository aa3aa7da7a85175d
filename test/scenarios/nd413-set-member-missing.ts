import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";
import { putBackIntoSets, takeOutOfSets } from "./set-acts.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-reviews" };

export const setMemberMissing = defineScenario({
  name: "nd413-set-member-missing",
  says: "a pod's address was taken out of the sets on the target's node, and its policy admits it",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: "reviews" } } }] }],
        },
      }),
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
    object: ref,
  },
});
