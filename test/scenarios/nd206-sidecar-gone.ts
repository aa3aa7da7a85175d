import { defineScenario } from "./scenario.ts";

export const sidecarGone = defineScenario({
  name: "nd206-sidecar-gone",
  says: "the source pod's rules redirect what it sends to a sidecar that is gone",
  break: [
    {
      do: "in-pod",
      pod: "test/reviews",
      script:
        "iptables-nft -t nat -N MESH; iptables-nft -t nat -A MESH -p tcp -j REDIRECT --to-ports 15001; iptables-nft -t nat -A OUTPUT -p tcp -j MESH",
    },
  ],
  heal: [{ do: "in-pod", pod: "test/reviews", script: "iptables-nft -t nat -F; iptables-nft -t nat -X" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND206",
    confidence: "confirmed",
    hopKind: "source",
    node: "node2",
    object: { kind: "Pod", namespace: "test" },
  },
});
