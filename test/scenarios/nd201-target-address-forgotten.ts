import { addressBack } from "./nd201-target-address-gone.ts";
import { defineScenario } from "./scenario.ts";

/** Nobody answers the node's ARP: the packets do not even get to the pod. */
export const targetAddressForgotten = defineScenario({
  name: "nd201-target-address-forgotten",
  says: "the target pod lost its address, and its node does not remember whose it was",
  break: [
    { do: "in-pod", pod: "test/ratings", script: "ip addr del $IP/32 dev eth0" },
    { do: "on-node-of", pod: "test/ratings", script: "ip neigh flush dev $IFACE" },
  ],
  heal: [addressBack],
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
