import { defineScenario } from "./scenario.ts";

const controller = { kind: "Service", namespace: "ingress-nginx", name: "ingress-nginx-controller" };
const policy = (value: string): Readonly<Record<string, unknown>> => ({
  spec: { externalTrafficPolicy: value },
});

/** What a node and its pods ask of the node itself is sent to any endpoint, whatever the policy. */
export const nodePortFromWithin = defineScenario({
  name: "healthy-node-port-from-within",
  says: "externalTrafficPolicy is Local, and a pod asks its own node, which has no endpoint",
  break: [{ do: "patch", ref: controller, patch: policy("Local") }],
  heal: [{ do: "patch", ref: controller, patch: policy("Cluster") }],
  ask: "test/client -> node2:30080",
  expect: { verdict: "reachable" },
});
