import { defineScenario } from "./scenario.ts";

export const notrackOnTheNode = defineScenario({
  name: "nd343-notrack-on-the-node",
  says: "an nft table of somebody's own takes what a node sends to any Service off connection tracking",
  break: [
    {
      do: "on-node",
      node: "node2",
      script: `nft 'add table ip spare; add chain ip spare out { type filter hook output priority -300; }; add rule ip spare out ip daddr 10.96.0.0/16 counter notrack'`,
    },
  ],
  heal: [{ do: "on-node", node: "node2", script: "nft delete table ip spare" }],
  ask: "node/node2 -> svc/test/details:9080",
  expect: {
    verdict: "blocked",
    cause: "ND343",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
