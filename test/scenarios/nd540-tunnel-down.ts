import { defineScenario } from "./scenario.ts";

export const tunnelDown = defineScenario({
  name: "nd540-tunnel-down",
  says: "the tunnel was set down and took its routes with it",
  break: [
    {
      do: "on-node",
      node: "node2",
      script:
        "ip route show dev vxlan.calico | grep via >/run/routes; ip neigh show dev vxlan.calico nud permanent >/run/neighbours; ip link set vxlan.calico down",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script:
        "ip link set vxlan.calico up; while read -r route; do ip route replace $route dev vxlan.calico onlink; done </run/routes; while read -r entry; do ip neigh replace $(echo $entry | sed s/PERMANENT//) dev vxlan.calico nud permanent; done </run/neighbours",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND540",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
