import { defineScenario } from "./scenario.ts";

export const forwardPolicyDrop = defineScenario({
  name: "healthy-forward-policy-drop",
  says: "a FORWARD policy of DROP harms nobody where the CNI accepts its pods' packets",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "if iptables-legacy-save | grep -q cali-FORWARD; then iptables-legacy -P FORWARD DROP; else iptables-nft -P FORWARD DROP; fi",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "if iptables-legacy-save | grep -q cali-FORWARD; then iptables-legacy -P FORWARD ACCEPT; else iptables-nft -P FORWARD ACCEPT; fi",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable" },
});
