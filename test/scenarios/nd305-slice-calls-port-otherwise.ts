import { byHand, sliceByHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const sliceCallsPortOtherwise = defineScenario({
  name: "nd305-slice-calls-port-otherwise",
  says: "the EndpointSlice that somebody keeps by hand calls its port web, the Service calls it http",
  cluster: withCatalog,
  break: [{ do: "apply", object: byHand({ port: { name: "web", port: 9080 } }) }],
  heal: [{ do: "apply", object: byHand() }],
  ask: "test/client -> test/catalog",
  expect: {
    verdict: "blocked",
    cause: "ND305",
    confidence: "confirmed",
    hopKind: "service",
    object: sliceByHand,
  },
});
