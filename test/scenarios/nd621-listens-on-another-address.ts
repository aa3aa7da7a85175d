import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const listensOnAnotherAddress = defineScenario({
  name: "nd621-listens-on-another-address",
  says: "the program listens on a second address of the pod only",
  break: [
    ended("test/ratings"),
    { do: "in-pod", pod: "test/ratings", script: "ip addr add 10.99.0.1/32 dev eth0" },
    servesOn("test/ratings", 9080, "TCP4-LISTEN:9080,bind=10.99.0.1"),
  ],
  heal: [
    ended("test/ratings"),
    { do: "in-pod", pod: "test/ratings", script: "ip addr del 10.99.0.1/32 dev eth0" },
    servesOn("test/ratings"),
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND621",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
