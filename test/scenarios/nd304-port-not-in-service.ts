import { defineScenario } from "./scenario.ts";

export const portNotInService = defineScenario({
  name: "nd304-port-not-in-service",
  says: "the Service's port was changed, and the client still asks for the old one",
  break: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: "http" }] } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: "http" }] } },
    },
  ],
  ask: "test/reviews -> svc/details.test:9080",
  expect: {
    verdict: "blocked",
    cause: "ND304",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
