import { defineScenario } from "./scenario.ts";

const rules =
  "iptables-save -t nat | grep -E '^-A KUBE-SEP.*test/details.*KUBE-MARK-MASQ' | sed 's/^-A/-D/' >/run/hairpin";

export const hairpinNotMasqueraded = defineScenario({
  name: "nd341-no-hairpin",
  says: "the rules that masquerade connections of a pod to itself are gone",
  break: [
    { do: "pause", node: "node1", agent: "kube-proxy" },
    {
      do: "on-node",
      node: "node1",
      script: `${rules}; while read -r rule; do eval iptables -t nat $rule; done </run/hairpin`,
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node1",
      script: String.raw`sed 's/^-D \([^ ]*\)/-I \1 1/' /run/hairpin | while read -r rule; do eval iptables -t nat $rule; done`,
    },
    { do: "resume", node: "node1", agent: "kube-proxy" },
  ],
  ask: "test/details -> svc/test/details",
  expect: {
    verdict: "blocked",
    cause: "ND341",
    confidence: "confirmed",
    hopKind: "service",
    node: "node1",
    object: { kind: "Node", name: "node1" },
  },
});
