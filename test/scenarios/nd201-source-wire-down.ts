import { defineScenario } from "./scenario.ts";

export const sourceWireDown = defineScenario({
  name: "nd201-source-wire-down",
  says: "the node's end of the source's veth is down",
  break: [{ do: "on-node-of", pod: "test/reviews", script: "ip link set $IFACE down" }],
  heal: [
    {
      do: "on-node-of",
      pod: "test/reviews",
      script: "ip link set $IFACE up; ip route replace $IP dev $IFACE scope link",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND201",
    confidence: "confirmed",
    hopKind: "source",
    node: "node2",
    object: { kind: "Pod", namespace: "test" },
  },
});
