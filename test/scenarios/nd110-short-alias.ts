import type { KubeObject } from "../lab/api/object.ts";
import { defineScenario } from "./scenario.ts";

function alias(externalName: string): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "store", namespace: "test" },
    spec: { type: "ExternalName", externalName },
  };
}

export const shortAlias = defineScenario({
  name: "nd110-short-alias",
  says: "a Service is an alias (ExternalName) of shop.demo, which is no whole name",
  break: [{ do: "apply", object: alias("shop.demo") }],
  heal: [{ do: "apply", object: alias("shop.demo.svc.cluster.local") }],
  ask: "test/client -> svc/test/store:80",
  expect: {
    verdict: "blocked",
    cause: "ND110",
    object: { kind: "Service", namespace: "test", name: "store" },
  },
});
