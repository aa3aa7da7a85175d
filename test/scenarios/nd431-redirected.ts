import { defineScenario } from "./scenario.ts";

const rule = "PREROUTING -p tcp --dport 9080 -j REDIRECT --to-ports 15001";

export const redirected = defineScenario({
  name: "nd431-redirected",
  says: "a rule on the target's node takes what is for the pod for itself",
  break: [{ do: "on-node", node: "node3", script: `iptables -t nat -I ${rule}` }],
  heal: [{ do: "on-node", node: "node3", script: `iptables -t nat -D ${rule}` }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND431",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
