import { defineScenario } from "./scenario.ts";

export const someStaleBackends = defineScenario({
  name: "nd310-some-stale-backends",
  says: "kube-proxy on the source's node sleeps while the Service loses one of two pods",
  break: [
    { do: "pause", node: "node1", agent: "kube-proxy" },
    {
      do: "patch",
      ref: { kind: "Deployment", namespace: "test", name: "productpage" },
      patch: { spec: { replicas: 1 } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Deployment", namespace: "test", name: "productpage" },
      patch: { spec: { replicas: 2 } },
    },
    { do: "resume", node: "node1", agent: "kube-proxy" },
  ],
  ask: "ingress-nginx -> productpage",
  expect: {
    verdict: "partial",
    cause: "ND310",
    confidence: "confirmed",
    hopKind: "service",
    node: "node1",
    object: { kind: "Service", namespace: "test", name: "productpage" },
  },
});
