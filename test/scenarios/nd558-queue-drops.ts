import { defineScenario } from "./scenario.ts";

const wire = `dev=$(ip route get 10.233.75.4 | sed -n 's/.* dev \\([^ ]*\\) .*/\\1/p')`;

export const queueDrops = defineScenario({
  name: "nd558-queue-drops",
  says: "the node's end of the target pod's wire is held to so low a rate that not even a SYN fits its bucket",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: `${wire}; tc qdisc add dev "$dev" root tbf rate 1kbit burst 40 limit 40`,
    },
  ],
  // The queue threw ARP away as well: the node asks for the pod anew at once, and not when its next try is due.
  heal: [
    {
      do: "on-node",
      node: "node3",
      script: `${wire}; tc qdisc del dev "$dev" root; ip neigh flush dev "$dev"`,
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND558",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
