import { defineScenario } from "./scenario.ts";

export const protocolNotInService = defineScenario({
  name: "nd304-protocol-not-in-service",
  says: "the Service's port became UDP, and the client speaks TCP",
  break: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { ports: [{ name: "http", protocol: "UDP", port: 9080, targetPort: 9080 }] } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: "http" }] } },
    },
  ],
  ask: "test/reviews -> svc/details.test:9080/tcp",
  expect: {
    verdict: "blocked",
    cause: "ND304",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
