import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const anotherPort = defineScenario({
  name: "nd620-another-port",
  says: "the program listens on another port than it is asked for, and no Service is between",
  break: [ended("test/ratings"), servesOn("test/ratings", 8080)],
  heal: [ended("test/ratings", 8080), servesOn("test/ratings")],
  ask: "test/reviews -> deploy/ratings:9080",
  expect: {
    verdict: "blocked",
    cause: "ND620",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
