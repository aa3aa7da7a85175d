import { defineScenario } from "./scenario.ts";

export const answersBroken = defineScenario({
  name: "nd506-answers-broken",
  says: "what the target's node sends back through its tunnel has wrong TCP checksums",
  break: [
    { do: "in-pod", pod: "test/ratings", script: "ethtool -K eth0 tx off >/dev/null 2>&1; true" },
    {
      do: "on-node",
      node: "node3",
      script: `nft 'add table netdev cs; add chain netdev cs c { type filter hook egress device "vxlan.calico" priority 0; }; add rule netdev cs c ip protocol tcp @th,128,16 set 0xdead'`,
    },
  ],
  heal: [
    { do: "on-node", node: "node3", script: "nft delete table netdev cs" },
    { do: "in-pod", pod: "test/ratings", script: "ethtool -K eth0 tx on >/dev/null 2>&1; true" },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND506",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
