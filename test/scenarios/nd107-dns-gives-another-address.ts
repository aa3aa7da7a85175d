import { defineScenario } from "./scenario.ts";

export const dnsGivesAnotherAddress = defineScenario({
  name: "nd107-dns-gives-another-address",
  says: "DNS gives the address that the Service had before it was made anew",
  break: ["node1", "node2"].map((node) => ({
    do: "on-node",
    node,
    script:
      "cp /run/lab/cluster-hosts /run/kept; sed -i 's/^[0-9.]* ratings.test/10.96.99.99 ratings.test/' /run/lab/cluster-hosts; for p in $(pgrep dnsmasq); do kill -HUP $p; done; sleep 0.3",
  })),
  heal: ["node1", "node2"].map((node) => ({
    do: "on-node",
    node,
    script:
      "cp /run/kept /run/lab/cluster-hosts; for p in $(pgrep dnsmasq); do kill -HUP $p; done; sleep 0.3",
  })),
  ask: "test/reviews -> http://ratings.test:9080/",
  expect: {
    verdict: "blocked",
    cause: "ND107",
    confidence: "likely",
    hopKind: "asking",
    object: { kind: "Service", namespace: "kube-system", name: "kube-dns" },
  },
});
