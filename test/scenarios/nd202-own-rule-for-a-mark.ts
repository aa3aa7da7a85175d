import { defineScenario } from "./scenario.ts";

export const ownRuleForAMark = defineScenario({
  name: "nd202-own-rule-for-a-mark",
  says: "the pod's own firewall marks what it sends, and its own routing rule refuses what has that mark",
  break: [
    {
      do: "in-pod",
      pod: "test/reviews",
      script:
        "iptables -t mangle -A OUTPUT -p tcp --dport 9080 -j MARK --set-mark 0x5; ip rule add fwmark 0x5 unreachable",
    },
  ],
  heal: [
    {
      do: "in-pod",
      pod: "test/reviews",
      script:
        "ip rule del fwmark 0x5 unreachable; iptables -t mangle -D OUTPUT -p tcp --dport 9080 -j MARK --set-mark 0x5",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "blocked", cause: "ND202", hopKind: "source", node: "node2" },
});
