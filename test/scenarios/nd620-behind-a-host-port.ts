import { hostPortCluster } from "./host-port-cluster.ts";
import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const behindAHostPort = defineScenario({
  name: "nd620-behind-a-host-port",
  says: "a pod's host port is asked at its node, and the program behind it is gone",
  cluster: hostPortCluster,
  break: [ended("demo/gate", 8080)],
  heal: [servesOn("demo/gate", 8080)],
  ask: "demo/client -> node2:8088",
  expect: {
    verdict: "blocked",
    cause: "ND620",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node2",
    object: { kind: "Pod", namespace: "demo" },
  },
});
