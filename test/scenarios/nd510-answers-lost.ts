import { defineScenario } from "./scenario.ts";

export const tunnelAnswersLost = defineScenario({
  name: "nd510-answers-lost",
  says: "a firewall between the nodes drops VXLAN on the way back only",
  break: [
    {
      do: "on-underlay",
      script:
        "nft 'add table bridge f; add chain bridge f c { type filter hook forward priority 0; }; add rule bridge f c oifname v-node2 udp dport 4789 drop'",
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge f" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND510",
    confidence: "confirmed",
    hopKind: "reply",
    nobody: true,
  },
});
