import { defineScenario } from "./scenario.ts";

export const switchPortDown = defineScenario({
  name: "nd501-switch-port-down",
  says: "the switch port of the target's node is down",
  break: [{ do: "on-underlay", script: "ip link set v-node3 down" }],
  heal: [
    { do: "on-underlay", script: "ip link set v-node3 up" },
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
