import { defineScenario } from "./scenario.ts";

const rule = "PREROUTING -d 10.96.11.11 -p tcp --dport 9080 -j DNAT --to-destination 10.233.75.9:9080";

export const anotherPodsAnswers = defineScenario({
  name: "nd310-another-pods-answers",
  says: "somebody's own rule on the source's node translates the Service's address to another pod, which answers in its place",
  break: [{ do: "on-node", node: "node2", script: `iptables -t nat -I ${rule}` }],
  heal: [{ do: "on-node", node: "node2", script: `iptables -t nat -D ${rule}` }],
  ask: "test/reviews -> svc/ratings.test",
  expect: {
    verdict: "partial",
    cause: "ND310",
    hopKind: "service",
    node: "node2",
    object: { kind: "Service", namespace: "test", name: "ratings" },
  },
});
