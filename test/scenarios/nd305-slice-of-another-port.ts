import { byHand, sliceByHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const sliceOfAnotherPort = defineScenario({
  name: "nd305-slice-of-another-port",
  says: "the EndpointSlice that somebody keeps by hand names a port that its pod does not listen on",
  cluster: withCatalog,
  break: [{ do: "apply", object: byHand({ port: { name: "http", port: 9081 } }) }],
  heal: [{ do: "apply", object: byHand() }],
  ask: "test/client -> test/catalog",
  expect: { verdict: "blocked", cause: "ND305", confidence: "confirmed", object: sliceByHand },
});
