import { defineScenario } from "./scenario.ts";

const corefile = `.:53 {
    errors
    health
    ready
    template ANY ANY ratings.test.svc.cluster.local {
        rcode NXDOMAIN
    }
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
    }
    prometheus :9153
    forward . /etc/resolv.conf
    cache 30
    loop
    reload
    loadbalance
}
`;

const forgetful = ["node1", "node2"] as const;

export const corefileTemplate = defineScenario({
  name: "nd105-corefile-template",
  says: "the Corefile has a template that answers NXDOMAIN before the cluster's objects are asked",
  break: [
    {
      do: "apply",
      object: {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "coredns", namespace: "kube-system" },
        data: { Corefile: corefile },
      },
    },
    ...forgetful.map((node) => ({
      do: "on-node" as const,
      node,
      script:
        "cp /run/lab/cluster-hosts /run/kept; sed -i '/ ratings.test/d' /run/lab/cluster-hosts; for p in $(pgrep dnsmasq); do kill -HUP $p; done; sleep 0.3",
    })),
  ],
  heal: [
    { do: "delete", ref: { kind: "ConfigMap", namespace: "kube-system", name: "coredns" } },
    ...forgetful.map((node) => ({
      do: "on-node" as const,
      node,
      script:
        "cp /run/kept /run/lab/cluster-hosts; for p in $(pgrep dnsmasq); do kill -HUP $p; done; sleep 0.3",
    })),
  ],
  ask: "test/reviews -> ratings.test.svc.cluster.local:9080",
  expect: {
    verdict: "blocked",
    cause: "ND105",
    confidence: "likely",
    hopKind: "asking",
    object: { kind: "ConfigMap", namespace: "kube-system", name: "coredns" },
  },
});
