import { byHand, sliceByHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const sliceListsAService = defineScenario({
  name: "nd307-slice-lists-a-service",
  says: "the EndpointSlice that somebody keeps by hand lists the own address of another Service",
  cluster: withCatalog,
  break: [{ do: "apply", object: byHand({ addresses: ["10.96.11.10"] }) }],
  heal: [{ do: "apply", object: byHand() }],
  ask: "test/client -> test/catalog",
  expect: { verdict: "blocked", cause: "ND307", hopKind: "service", object: sliceByHand },
});
