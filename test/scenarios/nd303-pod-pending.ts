import { defineScenario } from "./scenario.ts";

export const podPending = defineScenario({
  name: "nd303-pod-pending",
  says: "a pod is asked by itself, and no node takes it",
  break: [
    {
      do: "apply",
      object: {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "waits", namespace: "demo", labels: { app: "waits" } },
        spec: {
          nodeSelector: { disk: "ssd" },
          containers: [{ name: "c", image: "waits:1", ports: [{ containerPort: 80 }] }],
        },
      },
    },
  ],
  heal: [{ do: "delete", ref: { kind: "Pod", namespace: "demo", name: "waits" } }],
  ask: "demo/client -> pod/demo/waits:80",
  askHealed: "demo/client -> shop",
  expect: {
    verdict: "blocked",
    cause: "ND303",
    hopKind: "asking",
    object: { kind: "Pod", namespace: "demo", name: "waits" },
  },
});
