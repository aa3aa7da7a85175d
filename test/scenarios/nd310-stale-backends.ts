import { deployment } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

// Selects by version as well: a Deployment of the same `app` would adopt the pods of the first.
const next = deployment({
  namespace: "test",
  name: "details-v2",
  labels: { app: "details", version: "v2" },
  image: "istio/examples-bookinfo-details-v2:1.20.3",
  ports: [{ name: "http", containerPort: 9080 }],
});

export const staleBackends = defineScenario({
  name: "nd310-stale-backends",
  says: "kube-proxy on the source's node sleeps while all pods of the Service are replaced",
  break: [
    { do: "pause", node: "node2", agent: "kube-proxy" },
    { do: "apply", object: next },
    {
      do: "patch",
      ref: { kind: "Deployment", namespace: "test", name: "details" },
      patch: { spec: { replicas: 0 } },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Deployment", namespace: "test", name: "details" },
      patch: { spec: { replicas: 1 } },
    },
    { do: "delete", ref: { kind: "Deployment", namespace: "test", name: "details-v2" } },
    { do: "resume", node: "node2", agent: "kube-proxy" },
  ],
  ask: "test/reviews -> svc/details.test",
  expect: {
    verdict: "blocked",
    cause: "ND310",
    confidence: "confirmed",
    hopKind: "service",
    node: "node2",
    object: { kind: "Service", namespace: "test", name: "details" },
  },
});
