import { defineScenario } from "./scenario.ts";

export const answersToTheGateway = defineScenario({
  name: "nd507-answers-to-the-gateway",
  says: "the target's node has its address as a /32: it hands its answers to a gateway that does not send them on",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip addr del 192.168.0.13/24 dev ens3; ip addr add 192.168.0.13/32 dev ens3; ip route add default via 192.168.0.1 dev ens3 onlink",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip addr del 192.168.0.13/32 dev ens3; ip addr add 192.168.0.13/24 dev ens3; ip route replace default via 192.168.0.1 dev ens3",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND507",
    confidence: "likely",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
