import { defineScenario } from "./scenario.ts";

export const nodeNotReady = defineScenario({
  name: "nd501-node-not-ready",
  says: "the target's node is gone and the cluster knows it",
  break: [
    { do: "on-underlay", script: "ip link set v-node3 down" },
    {
      do: "patch",
      ref: { kind: "Node", name: "node3" },
      patch: {
        status: {
          conditions: [
            {
              type: "Ready",
              status: "Unknown",
              reason: "NodeStatusUnknown",
              message: "Kubelet stopped posting node status.",
            },
          ],
        },
      },
    },
  ],
  heal: [
    { do: "on-underlay", script: "ip link set v-node3 up" },
    {
      do: "patch",
      ref: { kind: "Node", name: "node3" },
      patch: {
        status: {
          conditions: [
            {
              type: "Ready",
              status: "True",
              reason: "KubeletReady",
              message: "kubelet is posting ready status",
            },
          ],
        },
      },
    },
    {
      do: "on-node",
      node: "node2",
      script: "for _ in 1 2 3 4 5 6 7 8 9 10; do ping -qc1 -W1 192.168.0.13 && exit; done; exit 1",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND501",
    confidence: "confirmed",
    hopKind: "underlay",
    node: "node3",
    object: { kind: "Node", name: "node3" },
    also: ["ND902"],
  },
});
