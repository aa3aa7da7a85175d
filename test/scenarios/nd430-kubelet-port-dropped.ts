import { defineScenario } from "./scenario.ts";

export const kubeletPortDropped = defineScenario({
  name: "nd430-kubelet-port-dropped",
  says: "a node's firewall closes the kubelet's port",
  break: [{ do: "on-node", node: "node3", script: "iptables-nft -I INPUT -p tcp --dport 10250 -j DROP" }],
  heal: [{ do: "on-node", node: "node3", script: "iptables-nft -D INPUT -p tcp --dport 10250 -j DROP" }],
  ask: "test/client -> node3:10250",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
