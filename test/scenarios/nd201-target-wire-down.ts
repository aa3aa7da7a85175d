import { defineScenario } from "./scenario.ts";

export const targetWireDown = defineScenario({
  name: "nd201-target-wire-down",
  says: "the node's end of the target's veth is down",
  break: [{ do: "on-node-of", pod: "test/ratings", script: "ip link set $IFACE down" }],
  heal: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: "ip link set $IFACE up; ip route replace $IP dev $IFACE scope link",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND201",
    confidence: "confirmed",
    hopKind: "pod-in",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
