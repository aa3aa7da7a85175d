import { defineScenario } from "./scenario.ts";

export const neighbourOfAStranger = defineScenario({
  name: "nd503-neighbour-of-a-stranger",
  says: "another machine's card stands in the neighbour table for the target's node, which is healthy",
  break: [
    {
      do: "on-underlay",
      script:
        "ip link add dup type veth peer name dup0; ip link set dup master br0 up; ip link set dup0 address 02:00:00:00:00:99 up; bridge fdb replace 02:00:00:00:00:99 dev dup master static",
    },
    {
      do: "on-node",
      node: "node2",
      script: "ip neigh replace 192.168.0.13 lladdr 02:00:00:00:00:99 dev ens3 nud permanent",
    },
  ],
  heal: [
    { do: "on-node", node: "node2", script: "ip neigh del 192.168.0.13 dev ens3" },
    { do: "on-underlay", script: "ip link del dup" },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND503",
    confidence: "confirmed",
    hopKind: "underlay",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
