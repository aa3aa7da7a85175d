import { defineScenario } from "./scenario.ts";

export const sourceKubeletDead = defineScenario({
  name: "nd902-source-kubelet-dead",
  says: "the kubelet of the source's node refuses connections",
  break: [{ do: "exec-fault", fault: { node: "node2", kubelet: "dead" } }],
  heal: [{ do: "exec-heal" }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "unknown",
    cause: "ND902",
    confidence: "suspected",
    hopKind: "source",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
