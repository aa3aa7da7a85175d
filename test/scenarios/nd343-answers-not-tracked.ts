import { defineScenario } from "./scenario.ts";

export const answersOfAService = defineScenario({
  name: "nd343-answers-not-tracked",
  says: "the source's node does not track what comes from port 9080: a Service's answers are not translated back",
  break: [
    {
      do: "on-node",
      node: "node2",
      script: "iptables -t raw -I PREROUTING 1 -p tcp --sport 9080 -j CT --notrack",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "iptables -t raw -D PREROUTING -p tcp --sport 9080 -j CT --notrack",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND343",
    hopKind: "service",
    node: "node2",
    object: { kind: "Node", name: "node2" },
    // Straight to the pod a connection stands, and what is sent over it is lost for the same rule.
    also: ["ND705"],
  },
});
