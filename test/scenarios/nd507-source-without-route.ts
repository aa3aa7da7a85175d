import { defineScenario } from "./scenario.ts";

export const sourceWithoutRoute = defineScenario({
  name: "nd507-source-without-route",
  says: "the source's node has its address as a /32: it has no route to any other node",
  break: [
    // The pod knows its gateway still; without the default route, the node does not answer for that one any more (ND203).
    {
      do: "in-pod",
      pod: "test/reviews",
      script: "ip neigh replace 169.254.1.1 lladdr ee:ee:ee:ee:ee:ee dev eth0 nud reachable",
    },
    {
      do: "on-node",
      node: "node2",
      script: "ip addr del 192.168.0.12/24 dev ens3; ip addr add 192.168.0.12/32 dev ens3",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script:
        "ip addr del 192.168.0.12/32 dev ens3; ip addr add 192.168.0.12/24 dev ens3; ip route replace default via 192.168.0.1 dev ens3",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND507",
    confidence: "confirmed",
    hopKind: "underlay",
    node: "node2",
    object: { kind: "Node", name: "node2" },
    // With the netmask the default route went as well.
    also: ["ND203"],
  },
});
