import { defineScenario } from "./scenario.ts";

export const tunnelLosesPart = defineScenario({
  name: "nd505-tunnel-loses-part",
  says: "the network between the nodes loses four of ten tunnel packets",
  break: [
    {
      do: "on-underlay",
      script:
        "nft 'add table bridge lossy; add chain bridge lossy c { type filter hook forward priority 0; }; add rule bridge lossy c udp dport 4789 numgen random mod 10 < 4 drop'",
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge lossy" }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "partial", cause: "ND505", hopKind: "underlay", nobody: true },
});
