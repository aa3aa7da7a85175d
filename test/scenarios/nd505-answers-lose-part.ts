import { defineScenario } from "./scenario.ts";

export const answersLosePart = defineScenario({
  name: "nd505-answers-lose-part",
  says: "seven of ten of the answers are lost between the nodes, and no packet",
  break: [
    {
      do: "on-underlay",
      script:
        "nft 'add table bridge lossy; add chain bridge lossy c { type filter hook forward priority 0; }; add rule bridge lossy c ip saddr 192.168.0.13 udp dport 4789 numgen random mod 10 < 7 drop'",
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge lossy" }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "partial", cause: "ND505", hopKind: "reply", nobody: true },
});
