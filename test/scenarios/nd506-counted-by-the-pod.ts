import { defineScenario } from "./scenario.ts";

export const countedByThePod = defineScenario({
  name: "nd506-counted-by-the-pod",
  says: "packets come with wrong checksums to a node that checks none on their way: the pod's own kernel counts them",
  break: [
    { do: "in-pod", pod: "test/reviews", script: "ethtool -K eth0 tx off >/dev/null 2>&1; true" },
    { do: "on-node", node: "node3", script: "sysctl -qw net.netfilter.nf_conntrack_checksum=0" },
    {
      do: "on-node",
      node: "node2",
      script: `nft 'add table netdev cs; add chain netdev cs c { type filter hook egress device "vxlan.calico" priority 0; }; add rule netdev cs c ip protocol tcp @th,128,16 set 0xdead'`,
    },
  ],
  heal: [
    { do: "on-node", node: "node2", script: "nft delete table netdev cs" },
    { do: "on-node", node: "node3", script: "sysctl -qw net.netfilter.nf_conntrack_checksum=1" },
    { do: "in-pod", pod: "test/reviews", script: "ethtool -K eth0 tx on >/dev/null 2>&1; true" },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND506",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
