import { defineScenario } from "./scenario.ts";

export const serviceSelectsNothing = defineScenario({
  name: "nd301-service-selects-nothing",
  says: "the Service's selector has a typing error",
  break: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "ratings" },
      patch: { spec: { selector: { app: "ratngs" } } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "ratings" },
      patch: { spec: { selector: { app: "ratings" } } },
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND301",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "ratings" },
  },
});
