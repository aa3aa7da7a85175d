import { defineScenario } from "./scenario.ts";

export const hostEndpoint = defineScenario({
  name: "nd416-host-endpoint",
  says: "a host endpoint guards the node's card, and nothing admits the kubelet's port",
  break: [
    {
      do: "apply",
      object: {
        apiVersion: "crd.projectcalico.org/v1",
        kind: "HostEndpoint",
        metadata: { name: "node3-ens3", labels: { role: "worker" } },
        spec: { interfaceName: "ens3", node: "node3", expectedIPs: ["192.168.0.13"] },
      },
    },
  ],
  heal: [{ do: "delete", ref: { kind: "HostEndpoint", name: "node3-ens3" } }],
  ask: "node/node1 -> node/node3:10250",
  expect: {
    verdict: "blocked",
    cause: "ND416",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "HostEndpoint", name: "node3-ens3" },
  },
});
