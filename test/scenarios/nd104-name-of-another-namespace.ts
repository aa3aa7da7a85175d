import { defineScenario } from "./scenario.ts";

export const nameOfAnotherNamespace = defineScenario({
  name: "nd104-name-of-another-namespace",
  says: "a URL with the short name of a Service of another namespace",
  break: [],
  heal: [],
  ask: "demo/client -> http://details:9080/",
  askHealed: "demo/client -> http://details.test:9080/",
  expect: {
    verdict: "blocked",
    cause: "ND104",
    confidence: "likely",
    hopKind: "asking",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
