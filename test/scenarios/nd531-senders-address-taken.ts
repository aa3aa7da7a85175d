import { defineScenario } from "./scenario.ts";

export const sendersAddressTaken = defineScenario({
  name: "nd531-senders-address-taken",
  says: "the target's node has the source pod's address itself, and drops the packets as forged",
  break: [{ do: "on-node", node: "node3", script: "ip addr add 10.233.72.69/32 dev lo" }],
  heal: [{ do: "on-node", node: "node3", script: "ip addr del 10.233.72.69/32 dev lo" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND531",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
