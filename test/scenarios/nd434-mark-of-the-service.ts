import { defineScenario } from "./scenario.ts";

const mark = "PREROUTING -d 10.96.11.11 -j MARK --set-mark 0x8000";
const drop = "FORWARD -m mark --mark 0x8000/0x8000 -j DROP";

export const markOfTheService = defineScenario({
  name: "nd434-mark-of-the-service",
  says: "a rule marks what goes to the Service's address, and another one drops what has that mark",
  break: [{ do: "on-node", node: "node2", script: `iptables -t mangle -I ${mark}; iptables -I ${drop}` }],
  heal: [{ do: "on-node", node: "node2", script: `iptables -t mangle -D ${mark}; iptables -D ${drop}` }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND434",
    confidence: "likely",
    hopKind: "service",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
