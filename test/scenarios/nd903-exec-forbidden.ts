import { defineScenario } from "./scenario.ts";

export const execForbidden = defineScenario({
  name: "nd903-exec-forbidden",
  says: "netdiag's account may not exec",
  break: [{ do: "forbid", what: [{ resource: "pods", subresource: "exec" }] }],
  heal: [{ do: "forbid", what: [] }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "unknown",
    cause: "ND903",
    confidence: "suspected",
    hopKind: "source",
    node: "node2",
    object: { kind: "Node", name: "node2" },
    also: ["ND903"],
  },
});
