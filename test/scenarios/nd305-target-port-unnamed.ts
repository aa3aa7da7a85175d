import { defineScenario } from "./scenario.ts";

export const targetPortUnnamed = defineScenario({
  name: "nd305-target-port-unnamed",
  says: "the Service's targetPort is a name no container gives to a port",
  break: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: "web" }] } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: "http" }] } },
    },
  ],
  ask: "test/reviews -> svc/details.test",
  expect: {
    verdict: "blocked",
    cause: "ND305",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
