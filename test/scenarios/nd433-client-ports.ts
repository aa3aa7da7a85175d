import { defineScenario } from "./scenario.ts";

const rule = "FORWARD -p tcp --sport 40000:60999 --dport 9080 -d 10.233.75.4 -j DROP";

export const clientPorts = defineScenario({
  name: "nd433-client-ports",
  says: "a rule drops connections from most of the ports that programs get",
  break: [{ do: "on-node", node: "node3", script: `iptables -I ${rule}` }],
  heal: [{ do: "on-node", node: "node3", script: `iptables -D ${rule}` }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "partial",
    cause: "ND433",
    confidence: "likely",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
