import { defineScenario } from "./scenario.ts";

export const nodePortDrop = defineScenario({
  name: "nd430-node-port-drop",
  says: "a node's firewall closes a NodePort before its rules send it on",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: "iptables-legacy -t mangle -I PREROUTING -p tcp --dport 30080 -j DROP",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "iptables-legacy -t mangle -D PREROUTING -p tcp --dport 30080 -j DROP",
    },
  ],
  ask: "test/client -> node3:30080",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
