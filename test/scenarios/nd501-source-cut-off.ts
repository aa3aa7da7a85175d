import { defineScenario } from "./scenario.ts";

export const sourceCutOff = defineScenario({
  name: "nd501-source-cut-off",
  says: "the source's own node lost its cable",
  break: [{ do: "on-underlay", script: "ip link set v-node2 down" }],
  heal: [
    { do: "on-underlay", script: "ip link set v-node2 up" },
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
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
