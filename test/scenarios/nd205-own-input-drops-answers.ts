import { defineScenario } from "./scenario.ts";

export const ownInputDropsAnswers = defineScenario({
  name: "nd205-own-input-drops-answers",
  says: "a rule in the source pod's own INPUT drops the answers that come in",
  break: [{ do: "in-pod", pod: "test/ratings", script: "iptables-nft -A INPUT -p tcp --sport 9080 -j DROP" }],
  heal: [{ do: "in-pod", pod: "test/ratings", script: "iptables-nft -D INPUT -p tcp --sport 9080 -j DROP" }],
  ask: "test/ratings -> test/reviews",
  expect: {
    verdict: "blocked",
    cause: "ND205",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
