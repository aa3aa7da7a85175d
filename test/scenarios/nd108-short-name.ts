import { defineScenario } from "./scenario.ts";

export const shortName = defineScenario({
  name: "nd108-short-name",
  says: "a name of one word with a port, from another namespace than the Service's",
  break: [],
  heal: [],
  ask: "demo/client -> details:9080",
  askHealed: "demo/client -> details.test:9080",
  expect: {
    verdict: "blocked",
    cause: "ND108",
    confidence: "likely",
    hopKind: "asking",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
