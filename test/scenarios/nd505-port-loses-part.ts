import { defineScenario } from "./scenario.ts";

export const portLosesPart = defineScenario({
  name: "nd505-port-loses-part",
  says: "seven of ten of the packets for the kubelet are lost between two nodes, and no ping",
  break: [
    {
      do: "on-underlay",
      script:
        "nft 'add table bridge lossy; add chain bridge lossy c { type filter hook forward priority 0; }; add rule bridge lossy c tcp dport 10250 numgen random mod 10 < 7 drop'",
    },
  ],
  heal: [{ do: "on-underlay", script: "nft delete table bridge lossy" }],
  ask: "node/node2 -> node/node1:10250",
  expect: { verdict: "partial", cause: "ND505", hopKind: "underlay", nobody: true },
});
