import { defineScenario } from "./scenario.ts";

export const bigPacketsLost = defineScenario({
  name: "nd505-big-packets-lost",
  says: "the network between the nodes loses four of ten tunnel packets, and nine of ten big ones",
  break: [
    {
      do: "on-underlay",
      script:
        "nft 'add table bridge lossy; add chain bridge lossy c { type filter hook forward priority 0; }; add rule bridge lossy c udp dport 4789 meta length > 1000 numgen random mod 10 < 9 drop; add rule bridge lossy c udp dport 4789 numgen random mod 10 < 4 drop'",
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge lossy" }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "partial", cause: "ND505", hopKind: "underlay", nobody: true },
});
