import { defineScenario } from "./scenario.ts";

export const vlanBetween = defineScenario({
  name: "nd502-vlan-between",
  says: "a switch keeps two nodes apart; both are up, and a third reaches each of them",
  break: [
    {
      do: "on-underlay",
      script:
        "nft 'add table bridge apart; add chain bridge apart c { type filter hook forward priority 0; }; add rule bridge apart c iifname v-node2 oifname v-node3 drop; add rule bridge apart c iifname v-node3 oifname v-node2 drop'",
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge apart" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND502",
    confidence: "confirmed",
    hopKind: "underlay",
    nobody: true,
  },
});
