import { defineScenario } from "./scenario.ts";

export const ruleForAnInterface = defineScenario({
  name: "nd540-rule-for-an-interface",
  says: "a routing rule sends what comes from one pod's wire past the tunnel",
  break: [
    {
      do: "on-node-of",
      pod: "test/reviews",
      script: "ip route add default via 192.168.0.1 dev ens3 table 78; ip rule add iif $IFACE lookup 78",
    },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "test/reviews",
      script: "ip rule del iif $IFACE lookup 78; ip route del default table 78",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND540",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
