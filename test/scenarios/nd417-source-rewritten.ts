import { defineScenario } from "./scenario.ts";

const rule = "POSTROUTING -p tcp --dport 9080 -d 10.233.75.4 -j SNAT --to-source 10.233.72.99";

export const sourceRewritten = defineScenario({
  name: "nd417-source-rewritten",
  says: "a rule of the source's node gives packets between pods another source address",
  break: [{ do: "on-node", node: "node2", script: `iptables -t nat -I ${rule}` }],
  heal: [{ do: "on-node", node: "node2", script: `iptables -t nat -D ${rule}` }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND417",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
