import { byHand, sliceByHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const otherFamily = defineScenario({
  name: "nd302-other-family",
  says: "the Service has an IPv4 address, its EndpointSlice lists an IPv6 one",
  cluster: withCatalog,
  break: [
    { do: "delete", ref: sliceByHand },
    { do: "apply", object: byHand({ addresses: ["fd00::99"], addressType: "IPv6" }) },
  ],
  heal: [
    { do: "delete", ref: sliceByHand },
    { do: "apply", object: byHand() },
  ],
  ask: "test/client -> test/catalog",
  expect: {
    verdict: "blocked",
    cause: "ND302",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "catalog" },
  },
});
