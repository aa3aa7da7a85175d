import { defineScenario } from "./scenario.ts";

export const directRoute = defineScenario({
  name: "healthy-direct-route",
  says: "another route than the tunnel's that leads there is no fault",
  break: [
    { do: "on-node", node: "node2", script: "ip route replace 10.233.75.0/26 via 192.168.0.13 dev ens3" },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "ip route replace 10.233.75.0/26 via 10.233.75.63 dev vxlan.calico onlink proto 80",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable" },
});
