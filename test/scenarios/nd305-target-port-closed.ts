import { defineScenario } from "./scenario.ts";

export const targetPortClosed = defineScenario({
  name: "nd305-target-port-closed",
  says: "the Service's targetPort is not the port the pods listen on",
  break: [
    {
      do: "patch",
      ref: { kind: "Service", namespace: "test", name: "details" },
      patch: { spec: { ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: 8080 }] } },
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
    hopKind: "socket",
    node: "node1",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
