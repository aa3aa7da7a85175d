import { defineScenario } from "./scenario.ts";

export const missingNeighbour = defineScenario({
  name: "nd511-missing-neighbour",
  says: "the tunnel address of the target's node has no neighbour entry",
  break: [
    {
      do: "on-node",
      node: "node2",
      script:
        "ip neigh show 10.233.75.63 dev vxlan.calico | sed 's/.*lladdr \\([^ ]*\\).*/\\1/' >/run/mac; ip neigh del 10.233.75.63 dev vxlan.calico",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "ip neigh replace 10.233.75.63 lladdr $(cat /run/mac) dev vxlan.calico nud permanent",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND511",
    confidence: "confirmed",
    hopKind: "tunnel",
    node: "node2",
    object: { kind: "Node", name: "node3" },
  },
});
