import { defineScenario } from "./scenario.ts";

const details = { kind: "Service", namespace: "test", name: "details" } as const;

export const keyMisspelt = defineScenario({
  name: "nd301-key-misspelt",
  says: "the Service selects by App, and the pods are labelled app",
  break: [{ do: "patch", ref: details, patch: { spec: { selector: { app: null, App: "details" } } } }],
  heal: [{ do: "patch", ref: details, patch: { spec: { selector: { App: null, app: "details" } } } }],
  ask: "test/client -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND301",
    confidence: "confirmed",
    hopKind: "service",
    object: details,
  },
});
