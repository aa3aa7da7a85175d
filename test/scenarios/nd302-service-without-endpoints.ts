import { byHand, sliceByHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const serviceWithoutEndpoints = defineScenario({
  name: "nd302-service-without-endpoints",
  says: "a Service without selector lost the EndpointSlice somebody kept by hand",
  cluster: withCatalog,
  break: [{ do: "delete", ref: sliceByHand }],
  heal: [{ do: "apply", object: byHand() }],
  ask: "test/reviews -> test/catalog",
  expect: {
    verdict: "blocked",
    cause: "ND302",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "catalog" },
  },
});
