import { netdiagPods } from "../lab/clusters/netdiag-pods.ts";
import { defineScenario } from "./scenario.ts";

export const noProberPod = defineScenario({
  name: "nd902-no-prober-pod",
  says: "somebody deleted netdiag's DaemonSet: there is no pod to look from",
  break: [{ do: "delete", ref: { kind: "DaemonSet", namespace: "netdiag-probers", name: "netdiag-prober" } }],
  heal: netdiagPods
    .filter(({ kind }) => kind === "DaemonSet")
    .map((object) => ({ do: "apply" as const, object })),
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "unknown",
    cause: "ND902",
    confidence: "suspected",
    hopKind: "source",
    node: "node2",
    object: { kind: "Node", name: "node2" },
    also: ["ND902"],
  },
});
