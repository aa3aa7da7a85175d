import { defineScenario } from "./scenario.ts";

export const pingsDenied = defineScenario({
  name: "nd520-pings-denied",
  says: "the wire to node3 carries 1400 bytes where the nodes believe 1500, and a policy keeps pings from the pod",
  break: [{ do: "on-underlay", script: "ip link set v-node3 mtu 1400" }],
  heal: [{ do: "on-underlay", script: "ip link set v-node3 mtu 1500" }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "partial", cause: "ND520", hopKind: "underlay", node: "node2" },
});
