import { defineScenario } from "./scenario.ts";

const ref = { kind: "Service", namespace: "test", name: "details" };

export const serviceUnknown = defineScenario({
  name: "nd340-service-unknown",
  says: "kube-proxy on the source's node sleeps while the Service gets another port",
  break: [
    { do: "pause", node: "node2", agent: "kube-proxy" },
    {
      do: "patch",
      ref,
      patch: { spec: { ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: "http" }] } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref,
      patch: { spec: { ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: "http" }] } },
    },
    { do: "resume", node: "node2", agent: "kube-proxy" },
  ],
  ask: "test/reviews -> svc/details.test",
  expect: {
    verdict: "blocked",
    cause: "ND340",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
