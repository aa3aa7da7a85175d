import { defineScenario } from "./scenario.ts";

export const questionNotTracked = defineScenario({
  name: "nd508-answers-not-tracked",
  says: "the target's node does not track what comes in for port 9080: it takes the pod's answers for INVALID",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: "iptables -t raw -I PREROUTING 1 -p tcp --dport 9080 -j CT --notrack",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "iptables -t raw -D PREROUTING -p tcp --dport 9080 -j CT --notrack",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND508",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
