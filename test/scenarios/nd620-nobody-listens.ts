import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const nobodyListens = defineScenario({
  name: "nd620-nobody-listens",
  says: "the program in the target pod is gone",
  break: [ended("test/ratings")],
  heal: [servesOn("test/ratings")],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND620",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
