import { defineScenario } from "./scenario.ts";

export const dnsNotTracked = defineScenario({
  name: "nd343-dns-not-tracked",
  says: "the source's node does not track what its pods ask the DNS, to spare the connection table: the DNS Service is not translated",
  break: [
    {
      do: "on-node",
      node: "node2",
      script: "iptables -t raw -I PREROUTING 1 -p udp --dport 53 -j CT --notrack",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script: "iptables -t raw -D PREROUTING -p udp --dport 53 -j CT --notrack",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND343",
    confidence: "confirmed",
    hopKind: "asking",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
