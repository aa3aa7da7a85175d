import { defineScenario } from "./scenario.ts";

/** A rule that writes a wrong checksum stands in for a card that does. */
export const tunnelSendsBroken = defineScenario({
  name: "nd506-tunnel-sends-broken",
  says: "what the source's node sends through its tunnel has wrong TCP checksums",
  break: [
    { do: "in-pod", pod: "test/reviews", script: "ethtool -K eth0 tx off >/dev/null 2>&1; true" },
    {
      do: "on-node",
      node: "node2",
      script: `nft 'add table netdev cs; add chain netdev cs c { type filter hook egress device "vxlan.calico" priority 0; }; add rule netdev cs c ip protocol tcp @th,128,16 set 0xdead'`,
    },
  ],
  heal: [
    { do: "on-node", node: "node2", script: "nft delete table netdev cs" },
    { do: "in-pod", pod: "test/reviews", script: "ethtool -K eth0 tx on >/dev/null 2>&1; true" },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND506",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
