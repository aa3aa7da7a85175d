import { byHand, sliceByHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const sliceListsAnotherNode = defineScenario({
  name: "nd307-slice-lists-another-node",
  says: "one of two addresses that the EndpointSlice lists is of node3's block, and no pod has it",
  cluster: withCatalog,
  break: [{ do: "apply", object: byHand({ addresses: ["10.233.75.9", "10.233.75.44"] }) }],
  heal: [{ do: "apply", object: byHand() }],
  ask: "test/reviews -> test/catalog",
  expect: { verdict: "partial", cause: "ND307", hopKind: "service", object: sliceByHand },
});
