import { byHand, withCatalog } from "./by-hand.ts";
import { defineScenario } from "./scenario.ts";

export const endingEndpoint = defineScenario({
  name: "healthy-ending-endpoint",
  says: "the only endpoint of a Service is ending and still serves: the nodes send to it",
  cluster: withCatalog,
  break: [
    { do: "apply", object: byHand({ conditions: { ready: false, serving: true, terminating: true } }) },
  ],
  heal: [{ do: "apply", object: byHand() }],
  ask: "test/client -> test/catalog",
  expect: { verdict: "reachable" },
});
