import { defineScenario } from "./scenario.ts";

const rule = "PREROUTING -p tcp -d 10.233.75.4 --dport 9080 -j DNAT --to-destination 10.233.75.9:9080";

export const anotherAnswers = defineScenario({
  name: "nd431-another-answers",
  says: "a rule on the source's node sends what is for one pod to another one, which answers in its place",
  break: [{ do: "on-node", node: "node2", script: `iptables -t nat -I ${rule}` }],
  heal: [{ do: "on-node", node: "node2", script: `iptables -t nat -D ${rule}` }],
  ask: "test/reviews -> 10.233.75.4:9080",
  expect: {
    verdict: "blocked",
    cause: "ND431",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
