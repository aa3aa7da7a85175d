import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const listensOnIpv6 = defineScenario({
  name: "nd621-listens-on-ipv6",
  says: "the program listens on IPv6 only",
  break: [ended("test/ratings"), servesOn("test/ratings", 9080, "TCP6-LISTEN:9080,ipv6only=1")],
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
