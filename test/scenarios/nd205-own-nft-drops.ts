import { defineScenario } from "./scenario.ts";

export const ownNftDrops = defineScenario({
  name: "nd205-own-nft-drops",
  says: "an nft table of the target pod's own drops what comes in",
  break: [
    {
      do: "in-pod",
      pod: "test/ratings",
      script:
        "nft 'add table inet guard; add chain inet guard in { type filter hook input priority 0; }; add rule inet guard in tcp dport 9080 counter drop'",
    },
  ],
  heal: [{ do: "in-pod", pod: "test/ratings", script: "nft delete table inet guard" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND205",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
