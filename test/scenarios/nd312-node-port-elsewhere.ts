import { defineScenario } from "./scenario.ts";

const controller = { kind: "Service", namespace: "ingress-nginx", name: "ingress-nginx-controller" };
const policy = (value: string): Readonly<Record<string, unknown>> => ({
  spec: { externalTrafficPolicy: value },
});

export const nodePortElsewhere = defineScenario({
  name: "nd312-node-port-elsewhere",
  says: "externalTrafficPolicy is Local, and the NodePort of a node without an endpoint is asked",
  break: [{ do: "patch", ref: controller, patch: policy("Local") }],
  heal: [{ do: "patch", ref: controller, patch: policy("Cluster") }],
  ask: "demo/client -> node3:30080",
  expect: {
    verdict: "blocked",
    cause: "ND312",
    confidence: "confirmed",
    hopKind: "service",
    node: "node3",
    object: controller,
  },
});
