import { defineScenario } from "./scenario.ts";

export const portDroppedBetween = defineScenario({
  name: "nd504-port-dropped-between",
  says: "a security group between the nodes drops TCP 10250, and nothing else",
  break: [
    {
      do: "on-underlay",
      script:
        "nft 'add table bridge sg; add chain bridge sg c { type filter hook forward priority 0; }; add rule bridge sg c tcp dport 10250 drop'",
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge sg" }],
  ask: "node/node2 -> node/node1:10250",
  expect: {
    verdict: "blocked",
    cause: "ND504",
    hopKind: "underlay",
    nobody: true,
  },
});
