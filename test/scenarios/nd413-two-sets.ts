import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";
import { putBackIntoSets, takeOutOfSets } from "./set-acts.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-http-from-reviews" };

export const twoSets = defineScenario({
  name: "nd413-two-sets",
  says: "the set of the pods that a rule admits lacks the source, and the set of its port's name lacks the target",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          ingress: [
            {
              from: [{ podSelector: { matchLabels: { app: "reviews" } } }],
              ports: [{ protocol: "TCP", port: "http" }],
            },
          ],
        },
      }),
    },
    takeOutOfSets("node1", "test/reviews", "addresses"),
    takeOutOfSets("node1", "test/details", "ports", 9080),
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
