import { defineScenario } from "./scenario.ts";

const rule = "PREROUTING -d 10.96.11.12 -p tcp --dport 9080 -j DNAT --to-destination 10.233.75.50:9080";

export const ownRule = defineScenario({
  name: "nd310-own-rule",
  says: "somebody's own rule on the source's node translates the Service's address to a pod that is gone",
  break: [{ do: "on-node", node: "node2", script: `iptables -t nat -I ${rule}` }],
  heal: [{ do: "on-node", node: "node2", script: `iptables -t nat -D ${rule}` }],
  ask: "test/reviews -> svc/details.test",
  expect: {
    verdict: "blocked",
    cause: "ND310",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
