import { defineScenario } from "./scenario.ts";

export const sourceKubeletFrozen = defineScenario({
  name: "nd902-source-kubelet-frozen",
  says: "the kubelet of the source's node hangs",
  break: [{ do: "exec-fault", fault: { node: "node2", kubelet: "frozen" } }],
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
