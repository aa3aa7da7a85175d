import { defineScenario } from "./scenario.ts";

export const ingressHookDrop = defineScenario({
  name: "nd430-ingress-hook-drop",
  says: "a chain on the network card drops the tunnel's packets before any table of iptables",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: `nft -f - <<'END'
table netdev guard {
  chain card {
    type filter hook ingress device ens3 priority 0; policy accept;
    udp dport 4789 drop
  }
}
END
`,
    },
  ],
  heal: [{ do: "on-node", node: "node3", script: "nft delete table netdev guard" }],
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
