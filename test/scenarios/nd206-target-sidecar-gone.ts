import { defineScenario } from "./scenario.ts";

export const targetSidecarGone = defineScenario({
  name: "nd206-target-sidecar-gone",
  says: "the target pod's rules redirect what comes in to a sidecar that is gone",
  break: [
    {
      do: "in-pod",
      pod: "test/ratings",
      script: "iptables-legacy -t nat -A PREROUTING -p tcp -j REDIRECT --to-ports 15006",
    },
  ],
  heal: [{ do: "in-pod", pod: "test/ratings", script: "iptables-legacy -t nat -F" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND206",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
