import { defineScenario } from "./scenario.ts";

export const ownInputDrops = defineScenario({
  name: "nd205-own-input-drops",
  says: "a rule in the target pod's own INPUT drops what comes in",
  break: [{ do: "in-pod", pod: "test/ratings", script: "iptables-nft -A INPUT -p tcp --dport 9080 -j DROP" }],
  heal: [{ do: "in-pod", pod: "test/ratings", script: "iptables-nft -D INPUT -p tcp --dport 9080 -j DROP" }],
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
