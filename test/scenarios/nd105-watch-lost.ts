import { defineScenario, type Act } from "./scenario.ts";

/** What a DNS pod knows of the cluster, on the nodes that have one. */
function onDnsNodes(script: string): readonly Act[] {
  return ["node1", "node2"].map((node) => ({
    do: "on-node",
    node,
    script: `${script}; for p in $(pgrep dnsmasq); do kill -HUP $p; done; sleep 0.3`,
  }));
}

export const watchLost = defineScenario({
  name: "nd105-watch-lost",
  says: "the DNS pods lost their watch, and do not know a Service that exists",
  break: onDnsNodes("cp /run/lab/cluster-hosts /run/kept; sed -i '/ ratings.test/d' /run/lab/cluster-hosts"),
  heal: onDnsNodes("cp /run/kept /run/lab/cluster-hosts"),
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND105",
    confidence: "likely",
    hopKind: "asking",
    object: { kind: "Service", namespace: "kube-system", name: "kube-dns" },
  },
});
