import { defineScenario } from "./scenario.ts";

export const ruleForAMark = defineScenario({
  name: "nd540-rule-for-a-mark",
  says: "a firewall rule marks the packets, and a routing rule sends what has that mark to a table that leads nowhere",
  break: [
    {
      do: "on-node-of",
      pod: "test/reviews",
      script:
        "iptables -t mangle -I PREROUTING -i $IFACE -p tcp --dport 9080 -j MARK --set-mark 0x7; ip route add blackhole default table 77; ip rule add fwmark 0x7 lookup 77",
    },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "test/reviews",
      script:
        "ip rule del fwmark 0x7 lookup 77; ip route del blackhole default table 77; iptables -t mangle -D PREROUTING -i $IFACE -p tcp --dport 9080 -j MARK --set-mark 0x7",
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
