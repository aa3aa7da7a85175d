import { ended, servesTls, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const tlsExpected = defineScenario({
  name: "nd703-tls-expected",
  says: "the program speaks TLS where plain HTTP is declared",
  break: [ended("test/details"), ...servesTls("test/details", "valid")],
  heal: [ended("test/details"), servesOn("test/details")],
  ask: "test/client -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND703",
      confidence: "likely",
      node: "node1",
      object: { kind: "Pod", namespace: "test" },
      says: "speaks TLS on 9080",
    },
  },
});
