import { defineScenario } from "./scenario.ts";

export const udpAnswersWithoutRoute = defineScenario({
  name: "nd540-udp-answers-without-route",
  says: "the answers to datagrams leave the target, and its node sends them past the tunnel",
  break: [{ do: "on-node", node: "node1", script: "ip route del 10.233.72.64/26" }],
  heal: [
    {
      do: "on-node",
      node: "node1",
      script: "ip route add 10.233.72.64/26 via 10.233.72.127 dev vxlan.calico onlink proto 80",
    },
  ],
  ask: "test/reviews -> kube-dns:53/udp",
  expect: {
    verdict: "partial",
    cause: "ND540",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node1",
    object: { kind: "Node", name: "node1" },
  },
});
