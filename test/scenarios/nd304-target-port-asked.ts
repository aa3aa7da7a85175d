import { defineScenario } from "./scenario.ts";

export const targetPortAsked = defineScenario({
  name: "nd304-target-port-asked",
  says: "the client asks the Service's address for the port of the containers",
  break: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "demo", name: "shop" },
      patch: { spec: { ports: [{ name: "web", protocol: "TCP", port: 80, targetPort: 8080 }] } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "demo", name: "shop" },
      patch: { spec: { ports: [{ name: "web", protocol: "TCP", port: 80, targetPort: "web" }] } },
    },
  ],
  ask: "demo/client -> 10.96.12.4:8080",
  askHealed: "demo/client -> 10.96.12.4:80",
  expect: {
    verdict: "blocked",
    cause: "ND304",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "demo", name: "shop" },
  },
});
