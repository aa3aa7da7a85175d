import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const listensOnLoopback = defineScenario({
  name: "nd621-listens-on-loopback",
  says: "the program listens on 127.0.0.1 only",
  break: [ended("test/ratings"), servesOn("test/ratings", 9080, "TCP4-LISTEN:9080,bind=127.0.0.1")],
  heal: [ended("test/ratings"), servesOn("test/ratings")],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND621",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
