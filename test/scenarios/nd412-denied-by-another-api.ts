import { defineScenario } from "./scenario.ts";

export const deniedByAnotherApi = defineScenario({
  name: "nd412-denied-by-another-api",
  says: "a Calico GlobalNetworkPolicy denies what no NetworkPolicy forbids",
  // The lab has no such API: the rules are what Felix writes for it, in a chain of the policy's own.
  break: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: `iptables -N cali-pi-lab
iptables -A cali-pi-lab -d $IP -p tcp --dport 9080 -m comment --comment "GlobalNetworkPolicy security.deny-ratings ingress" -j MARK --set-xmark 0x40000/0x40000
iptables -A cali-pi-lab -m mark --mark 0x40000/0x40000 -j DROP
iptables -I FORWARD 1 -o $IFACE -j cali-pi-lab`,
    },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script:
        "iptables -D FORWARD -o $IFACE -j cali-pi-lab; iptables -F cali-pi-lab; iptables -X cali-pi-lab",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND412",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "GlobalNetworkPolicy", name: "security.deny-ratings" },
  },
});
