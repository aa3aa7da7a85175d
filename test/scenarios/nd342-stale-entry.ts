import { defineScenario } from "./scenario.ts";

export const staleEntryOfAClient = defineScenario({
  name: "nd342-stale-entry",
  says: "a client that keeps its source port meets an entry that leads to a pod that is gone",
  break: [
    {
      do: "on-node-of",
      pod: "test/client",
      script:
        "conntrack -I -p udp -s $IP -d 10.96.0.10 --sport 40000 --dport 53 -r 10.233.70.55 -q $IP --reply-port-src 53 --reply-port-dst 40000 -t 600",
    },
  ],
  heal: [{ do: "on-node-of", pod: "test/client", script: "conntrack -D -p udp --orig-port-src 40000" }],
  ask: "test/client -> kube-dns:53/udp",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND342",
      confidence: "confirmed",
      node: "node2",
      object: { kind: "Node", name: "node2" },
      says: "port 40000",
    },
  },
});
