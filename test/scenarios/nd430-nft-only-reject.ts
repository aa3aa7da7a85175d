import { defineScenario } from "./scenario.ts";

export const nftOnlyReject = defineScenario({
  name: "nd430-nft-only-reject",
  says: "a firewall that iptables does not show rejects in a chain of its own and counts it",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: `nft -f - <<'END'
table inet firewalld {
  chain filter_FWD_public {
    ip saddr 10.0.0.0/8 counter reject with icmpx admin-prohibited
  }
  chain filter_FORWARD {
    type filter hook forward priority 10; policy accept;
    ct state established,related accept
    iifname "vxlan.calico" jump filter_FWD_public
  }
}
END
`,
    },
  ],
  heal: [{ do: "on-node", node: "node3", script: "nft delete table inet firewalld" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
