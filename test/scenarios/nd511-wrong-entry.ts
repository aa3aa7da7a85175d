import { defineScenario } from "./scenario.ts";

export const wrongEntry = defineScenario({
  name: "nd511-wrong-entry",
  says: "the forwarding entry of the target's node leads to another node",
  break: [
    {
      do: "on-node",
      node: "node2",
      script:
        "MAC=$(bridge fdb show dev vxlan.calico | sed -n 's/ dst 192[.]168[.]0[.]13 .*//p'); echo $MAC >/run/mac; bridge fdb replace $MAC dev vxlan.calico dst 192.168.0.11 self permanent",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "MAC=$(cat /run/mac); bridge fdb replace $MAC dev vxlan.calico dst 192.168.0.13 self permanent",
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
