import { defineScenario } from "./scenario.ts";

export const ownOutputDrops = defineScenario({
  name: "nd205-own-output-drops",
  says: "a rule in the source pod's own OUTPUT drops what it sends",
  break: [
    { do: "in-pod", pod: "test/reviews", script: "iptables-nft -A OUTPUT -p tcp --dport 9080 -j DROP" },
  ],
  heal: [{ do: "in-pod", pod: "test/reviews", script: "iptables-nft -D OUTPUT -p tcp --dport 9080 -j DROP" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND205",
    confidence: "confirmed",
    hopKind: "source",
    node: "node2",
    object: { kind: "Pod", namespace: "test" },
  },
});
