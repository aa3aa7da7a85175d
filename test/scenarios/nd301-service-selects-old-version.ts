import { defineScenario } from "./scenario.ts";

export const serviceSelectsOldVersion = defineScenario({
  name: "nd301-service-selects-old-version",
  says: "the Service selects a version nobody runs any more",
  break: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { selector: { version: "v2" } } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { selector: { version: null } } },
    },
  ],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND301",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
