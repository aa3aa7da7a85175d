import { defineScenario } from "./scenario.ts";

const rule = "POSTROUTING -o vxlan.calico -p tcp --dport 9080 -j SNAT --to-source 172.31.9.9";

export const rewrittenSource = defineScenario({
  name: "nd542-rewritten-source",
  says: "a rule on the source's node gives what goes to other nodes an address that nobody has",
  break: [{ do: "on-node", node: "node2", script: `iptables -t nat -I ${rule}` }],
  heal: [{ do: "on-node", node: "node2", script: `iptables -t nat -D ${rule}` }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND542",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
