import { defineScenario } from "./scenario.ts";

export const tunnelDropped = defineScenario({
  name: "nd510-tunnel-dropped",
  says: "a firewall between the nodes drops VXLAN and lets pings pass",
  break: [
    {
      do: "on-underlay",
      script:
        "nft 'add table bridge f; add chain bridge f c { type filter hook forward priority 0; }; add rule bridge f c udp dport 4789 drop'",
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge f" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND510",
    confidence: "confirmed",
    hopKind: "underlay",
    nobody: true,
  },
});
