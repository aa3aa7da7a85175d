import { defineScenario } from "./scenario.ts";

export const dnsDoesNotAnswer = defineScenario({
  name: "nd103-dns-does-not-answer",
  says: "no DNS pod is left behind the DNS Service",
  break: [
    {
      do: "patch",
      ref: { kind: "Deployment", namespace: "kube-system", name: "coredns" },
      patch: { spec: { replicas: 0 } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Deployment", namespace: "kube-system", name: "coredns" },
      patch: { spec: { replicas: 2 } },
    },
  ],
  ask: "ingress-nginx -> productpage",
  expect: {
    verdict: "blocked",
    cause: "ND103",
    confidence: "likely",
    hopKind: "asking",
    object: { kind: "Service", namespace: "kube-system", name: "kube-dns" },
  },
});
