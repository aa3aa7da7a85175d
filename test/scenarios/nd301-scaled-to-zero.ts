import { defineScenario } from "./scenario.ts";

export const scaledToZero = defineScenario({
  name: "nd301-scaled-to-zero",
  says: "the Deployment behind the Service is scaled to zero",
  break: [
    {
      do: "patch",
      ref: { kind: "Deployment", namespace: "test", name: "details" },
      patch: { spec: { replicas: 0 } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Deployment", namespace: "test", name: "details" },
      patch: { spec: { replicas: 1 } },
    },
  ],
  ask: "test/reviews -> svc/details.test",
  expect: {
    verdict: "blocked",
    cause: "ND301",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Deployment", namespace: "test", name: "details" },
  },
});
