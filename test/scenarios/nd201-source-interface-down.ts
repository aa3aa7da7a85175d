import { defineScenario } from "./scenario.ts";

export const sourceInterfaceDown = defineScenario({
  name: "nd201-source-interface-down",
  says: "the source pod's own interface is down",
  break: [{ do: "in-pod", pod: "test/reviews", script: "ip link set eth0 down" }],
  heal: [
    {
      do: "in-pod",
      pod: "test/reviews",
      script:
        "ip link set eth0 up; ip route replace 169.254.1.1 dev eth0 scope link; ip route replace default via 169.254.1.1",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND201",
    confidence: "confirmed",
    hopKind: "source",
    node: "node2",
    object: { kind: "Pod", namespace: "test" },
  },
});
