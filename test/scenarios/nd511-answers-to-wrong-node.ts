import { defineScenario } from "./scenario.ts";

export const answersToWrongNode = defineScenario({
  name: "nd511-answers-to-wrong-node",
  says: "the target's node sends the answers to another node",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "MAC=$(bridge fdb show dev vxlan.calico | sed -n 's/ dst 192[.]168[.]0[.]12 .*//p'); echo $MAC >/run/mac; bridge fdb replace $MAC dev vxlan.calico dst 192.168.0.11 self permanent",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "MAC=$(cat /run/mac); bridge fdb replace $MAC dev vxlan.calico dst 192.168.0.12 self permanent",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND511",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Node", name: "node2" },
  },
});
