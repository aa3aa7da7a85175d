import { defineScenario } from "./scenario.ts";

export const interfaceDown = defineScenario({
  name: "nd501-interface-down",
  says: "somebody set the network card of the target's node down",
  break: [{ do: "on-node", node: "node3", script: "ip link set ens3 down" }],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "ip link set ens3 up; ip route replace default via 192.168.0.1 dev ens3",
    },
    {
      do: "on-node",
      node: "node2",
      script: "for _ in 1 2 3 4 5 6 7 8 9 10; do ping -qc1 -W1 192.168.0.13 && exit; done; exit 1",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND501",
    confidence: "confirmed",
    hopKind: "underlay",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
