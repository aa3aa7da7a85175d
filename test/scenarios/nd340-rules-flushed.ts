import { defineScenario } from "./scenario.ts";

export const serviceRulesFlushed = defineScenario({
  name: "nd340-rules-flushed",
  says: "a firewall was restarted on the source's node and took every rule of the nat table away",
  break: [
    { do: "pause", node: "node2", agent: "kube-proxy" },
    { do: "pause", node: "node2", agent: "felix" },
    {
      do: "on-node",
      node: "node2",
      script: "iptables-save >/run/rules; iptables -t nat -F; iptables -t nat -X",
    },
  ],
  heal: [
    { do: "on-node", node: "node2", script: "iptables-restore </run/rules" },
    { do: "resume", node: "node2", agent: "kube-proxy" },
    { do: "resume", node: "node2", agent: "felix" },
  ],
  ask: "test/reviews -> svc/test/details",
  expect: {
    verdict: "blocked",
    cause: "ND340",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
