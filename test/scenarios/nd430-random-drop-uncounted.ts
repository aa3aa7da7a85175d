import { defineScenario } from "./scenario.ts";

export const randomDropUncounted = defineScenario({
  name: "nd430-random-drop-uncounted",
  says: "a rule of somebody's own table drops every second new connection, and counts nothing",
  break: [
    {
      do: "on-node",
      node: "node2",
      script:
        "nft add table inet guard; nft 'add chain inet guard f { type filter hook forward priority -10; }'; nft add rule inet guard f ip daddr 10.233.75.4 tcp dport 9080 ct state new numgen random mod 2 == 0 drop",
    },
  ],
  heal: [{ do: "on-node", node: "node2", script: "nft delete table inet guard" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "partial",
    cause: "ND430",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
