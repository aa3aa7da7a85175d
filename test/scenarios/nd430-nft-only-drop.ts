import { defineScenario } from "./scenario.ts";

export const nftOnlyDrop = defineScenario({
  name: "nd430-nft-only-drop",
  says: "a firewall that iptables does not show, with nothing that counts, drops the port",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: `nft -f - <<'END'
table inet firewalld {
  chain filter_FORWARD {
    type filter hook forward priority 10; policy accept;
    ct state established,related accept
    tcp dport 9080 drop
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
