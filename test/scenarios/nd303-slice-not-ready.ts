import { byHand, sliceByHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const sliceNotReady = defineScenario({
  name: "nd303-slice-not-ready",
  says: "the EndpointSlice that somebody keeps by hand says that its endpoint is not ready",
  cluster: withCatalog,
  break: [{ do: "apply", object: byHand({ conditions: { ready: false } }) }],
  heal: [{ do: "apply", object: byHand() }],
  ask: "test/client -> test/catalog",
  expect: {
    verdict: "blocked",
    cause: "ND303",
    confidence: "confirmed",
    hopKind: "service",
    object: sliceByHand,
  },
});
