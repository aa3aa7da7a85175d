import { defineScenario } from "./scenario.ts";

export const staleTunnelMac = defineScenario({
  name: "nd514-stale-tunnel-mac",
  says: "the asking node keeps the MAC address that the other node's tunnel had before its restart",
  break: [
    {
      do: "on-node",
      node: "node2",
      script:
        "ip neigh show 10.233.75.63 dev vxlan.calico | sed 's/.*lladdr \\([^ ]*\\).*/\\1/' >/run/mac; bridge fdb append 66:00:de:ad:be:ef dev vxlan.calico dst 192.168.0.13 self permanent; ip neigh replace 10.233.75.63 lladdr 66:00:de:ad:be:ef dev vxlan.calico nud permanent",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script:
        "ip neigh replace 10.233.75.63 lladdr $(cat /run/mac) dev vxlan.calico nud permanent; bridge fdb del 66:00:de:ad:be:ef dev vxlan.calico dst 192.168.0.13 self",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND514",
    confidence: "confirmed",
    hopKind: "tunnel",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
