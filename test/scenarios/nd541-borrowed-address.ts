import type { LabCluster } from "../lab/clusters/cluster.ts";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { defineScenario } from "./scenario.ts";

/** A pod on node2 has an address of node3's block: its own was full when the pod came. */
export const borrowing: LabCluster = {
  ...healthyIncident,
  placement: { ...healthyIncident.placement, "test/details": [{ node: "node2", ip: "10.233.75.40" }] },
};

/** What the agent should have written on every other node. */
export const learn = (node: string) =>
  ({
    do: "on-node",
    node,
    script: "ip route add 10.233.75.40 via 10.233.72.127 dev vxlan.calico onlink",
  }) as const;

export const borrowedAddress = defineScenario({
  name: "nd541-borrowed-address",
  says: "the asking node follows the block's route, for it lacks the one to the borrowed address",
  cluster: borrowing,
  break: [],
  heal: [learn("node1"), learn("node3")],
  ask: "demo/client -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND541",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node1",
    object: { kind: "Pod", namespace: "test" },
  },
});
