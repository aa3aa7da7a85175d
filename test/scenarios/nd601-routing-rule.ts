import { defineScenario } from "./scenario.ts";

export const podRoutingRule = defineScenario({
  name: "nd601-routing-rule",
  says: "a routing rule sends the pod's packets to a table that knows no pods",
  break: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: "ip route add default via 192.168.0.1 dev ens3 table 77; ip rule add to $IP lookup 77 pref 50",
    },
  ],
  heal: [{ do: "on-node-of", pod: "test/ratings", script: "ip rule del pref 50; ip route flush table 77" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND601",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
