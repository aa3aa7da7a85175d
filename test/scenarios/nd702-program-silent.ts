import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const programSilent = defineScenario({
  name: "nd702-program-silent",
  says: "the program accepts and never answers",
  break: [ended("test/details"), servesOn("test/details", 9080, undefined, "EXEC:'sleep 60'")],
  heal: [ended("test/details"), servesOn("test/details")],
  ask: "test/client -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND702",
      confidence: "likely",
      node: "node1",
      object: { kind: "Pod", namespace: "test" },
      says: "gives no answer",
    },
  },
});
