import { defineScenario } from "./scenario.ts";

export const tunnelGone = defineScenario({
  name: "nd512-tunnel-gone",
  says: "the tunnel of the target's node is down: what arrives is not unwrapped",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip route show dev vxlan.calico | grep via >/run/routes; ip neigh show dev vxlan.calico nud permanent >/run/neighbours; ip link set vxlan.calico down",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip link set vxlan.calico up; while read -r route; do ip route replace $route dev vxlan.calico onlink; done </run/routes; while read -r entry; do ip neigh replace $(echo $entry | sed s/PERMANENT//) dev vxlan.calico nud permanent; done </run/neighbours",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND512",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
    also: ["ND540"],
  },
});
