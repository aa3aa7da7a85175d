import { byHand, sliceByHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const sliceListsNobody = defineScenario({
  name: "nd307-slice-lists-nobody",
  says: "the EndpointSlice that somebody keeps by hand lists an address of node2's block that no pod has any more",
  cluster: withCatalog,
  break: [{ do: "apply", object: byHand({ addresses: ["10.233.72.99"] }) }],
  heal: [{ do: "apply", object: byHand() }],
  ask: "test/reviews -> test/catalog",
  expect: {
    verdict: "blocked",
    cause: "ND307",
    confidence: "confirmed",
    hopKind: "service",
    object: sliceByHand,
  },
});
