import { defineScenario } from "./scenario.ts";

export const notrackForPods = defineScenario({
  name: "nd343-notrack-for-pods",
  says: "a rule of the raw table takes the port of a Service off connection tracking: its address is not translated",
  break: [
    {
      do: "on-node",
      node: "node2",
      script: "iptables -t raw -I PREROUTING 1 -p tcp --dport 9080 -j CT --notrack",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "iptables -t raw -D PREROUTING -p tcp --dport 9080 -j CT --notrack",
    },
  ],
  ask: "test/reviews -> svc/test/details",
  expect: {
    verdict: "blocked",
    cause: "ND343",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
