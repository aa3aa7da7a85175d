import { ended, servesTls, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const certificateExpired = defineScenario({
  name: "nd704-certificate-expired",
  says: "the certificate ended on 2025-01-01",
  break: [ended("test/details"), ...servesTls("test/details", "expired")],
  heal: [ended("test/details"), servesOn("test/details")],
  ask: "test/client -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND704",
      confidence: "likely",
      node: "node1",
      object: { kind: "Pod", namespace: "test" },
      says: "expired on 2025-01-01",
    },
    also: ["ND703"],
  },
});
