import { defineScenario } from "./scenario.ts";

export const podAddressTaken = defineScenario({
  name: "nd601-address-taken",
  says: "the node takes the pod's address for its own",
  break: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: "ip route add local $IP dev lo table local; ip route del $IP dev $IFACE",
    },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: "ip route del local $IP dev lo table local; ip route replace $IP dev $IFACE scope link",
    },
  ],
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
