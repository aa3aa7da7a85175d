import { defineScenario } from "./scenario.ts";

const rule = "PREROUTING -p tcp -d 10.233.75.4 --dport 9080 -j DNAT --to-destination 10.233.75.4:9999";

export const portForwarded = defineScenario({
  name: "nd431-port-forwarded",
  says: "a rule on the target's node gives what is for the pod another port, which no policy admits",
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
