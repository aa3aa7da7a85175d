import { defineScenario } from "./scenario.ts";

const productpage = { kind: "Ingress", namespace: "test", name: "productpage" } as const;

export const ingressClassMissing = defineScenario({
  name: "nd309-ingress-class-missing",
  says: "the Ingress names a class that does not exist: no controller serves it, and its pods answer",
  break: [{ do: "patch", ref: productpage, patch: { spec: { ingressClassName: "nginx-internal" } } }],
  heal: [{ do: "patch", ref: productpage, patch: { spec: { ingressClassName: "nginx" } } }],
  ask: "ingress-nginx -> ingress/test/productpage",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND309",
      confidence: "likely",
      object: productpage,
      says: "nginx-internal",
    },
  },
});
