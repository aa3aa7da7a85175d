import { defineScenario } from "./scenario.ts";

export const nftPolicyDrop = defineScenario({
  name: "nd430-nft-policy-drop",
  says: "a chain that ends in drop forgot to let the tunnel in",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: `nft -f - <<'END'
table inet host {
  chain input {
    type filter hook input priority 0; policy drop;
    ct state established,related accept
    iif lo accept
    icmp type echo-request accept
    tcp dport { 22, 6443, 10250 } accept
  }
}
END
`,
    },
  ],
  heal: [{ do: "on-node", node: "node3", script: "nft delete table inet host" }],
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
