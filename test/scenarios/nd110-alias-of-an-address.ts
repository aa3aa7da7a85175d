import { defineScenario } from "./scenario.ts";

export const aliasOfAnAddress = defineScenario({
  name: "nd110-alias-of-an-address",
  says: "an ExternalName holds an address, which is no name",
  break: [
    {
      do: "apply",
      object: {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "backend", namespace: "test" },
        spec: { type: "ExternalName", externalName: "192.168.0.1", ports: [{ protocol: "TCP", port: 8080 }] },
      },
    },
  ],
  heal: [{ do: "delete", ref: { kind: "Service", namespace: "test", name: "backend" } }],
  ask: "test/client -> svc/test/backend:8080",
  askHealed: "test/client -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND110",
    confidence: "likely",
    hopKind: "asking",
    object: { kind: "Service", namespace: "test", name: "backend" },
  },
});
