import { defineScenario } from "./scenario.ts";

export const answersStaleTunnelMac = defineScenario({
  name: "nd514-answers-stale-tunnel-mac",
  says: "the target's node keeps an old MAC address of the asking node's tunnel: answers arrive and are thrown away",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip neigh show 10.233.72.127 dev vxlan.calico | sed 's/.*lladdr \\([^ ]*\\).*/\\1/' >/run/mac; bridge fdb append 66:00:de:ad:be:ef dev vxlan.calico dst 192.168.0.12 self permanent; ip neigh replace 10.233.72.127 lladdr 66:00:de:ad:be:ef dev vxlan.calico nud permanent",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip neigh replace 10.233.72.127 lladdr $(cat /run/mac) dev vxlan.calico nud permanent; bridge fdb del 66:00:de:ad:be:ef dev vxlan.calico dst 192.168.0.12 self",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND514",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
