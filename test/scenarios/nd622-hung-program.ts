import { freed, hung, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const hungProgram = defineScenario({
  name: "nd622-hung-program",
  says: "the program hangs, and as many connections wait to be accepted as its queue takes",
  break: hung("test/ratings", 3),
  heal: [...freed("test/ratings"), servesOn("test/ratings")],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND622",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
