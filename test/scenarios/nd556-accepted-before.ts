import { servesOutside } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const acceptedBeforeMasquerading = defineScenario({
  name: "nd556-accepted-before",
  says: "a rule in front accepts what pods send outside, before it is masqueraded",
  break: [
    servesOutside(8443),
    {
      do: "on-node",
      node: "node2",
      script: "iptables -t nat -I POSTROUTING -s 10.233.64.0/18 ! -d 10.233.64.0/18 -j ACCEPT",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      // A connection that is tracked keeps its address: one from the same port would go on as it began.
      script:
        "iptables -t nat -D POSTROUTING -s 10.233.64.0/18 ! -d 10.233.64.0/18 -j ACCEPT; conntrack -F >/dev/null 2>&1",
    },
  ],
  ask: "test/client -> 192.168.0.1:8443",
  expect: {
    verdict: "blocked",
    cause: "ND556",
    confidence: "confirmed",
    hopKind: "underlay",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
