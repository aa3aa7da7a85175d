import { hostPortCluster } from "./host-port-cluster.ts";
import { defineScenario } from "./scenario.ts";

export const hostPort = defineScenario({
  name: "healthy-host-port",
  says: "a pod's host port is asked at its node, from a pod of another",
  cluster: hostPortCluster,
  break: [],
  heal: [],
  ask: "demo/client -> node2:8088",
  expect: { verdict: "reachable" },
});
