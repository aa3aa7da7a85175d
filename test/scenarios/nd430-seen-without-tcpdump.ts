import { defineScenario } from "./scenario.ts";

export const noCapture = defineScenario({
  name: "nd430-seen-without-tcpdump",
  says: "without tcpdump on the target's node, rules and counters still name the rule",
  break: [
    { do: "on-node", node: "node3", script: "iptables-nft -I FORWARD -p tcp --dport 9080 -j DROP" },
    {
      do: "on-node",
      node: "node3",
      script:
        "for tool in tcpdump; do path=$(readlink -f $(command -v $tool)); mount --bind /dev/null $path; echo $path >>/run/hidden; done",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: "while read -r path; do umount $path; done </run/hidden; rm /run/hidden",
    },
    { do: "on-node", node: "node3", script: "iptables-nft -D FORWARD -p tcp --dport 9080 -j DROP" },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND430",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
    also: ["ND901"],
  },
});
