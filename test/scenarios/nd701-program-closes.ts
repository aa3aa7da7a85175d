import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const programCloses = defineScenario({
  name: "nd701-program-closes",
  says: "the program accepts and closes at once",
  break: [ended("test/details"), servesOn("test/details", 9080, undefined, "EXEC:true")],
  heal: [ended("test/details"), servesOn("test/details")],
  ask: "test/client -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND701",
      confidence: "likely",
      node: "node1",
      object: { kind: "Pod", namespace: "test" },
      says: "closes it without a byte",
    },
  },
});
