import { defineScenario } from "./scenario.ts";

export const addressOfNoService = defineScenario({
  name: "nd308-address-of-no-service",
  says: "the client has an address of the Service network in its settings that no Service has",
  break: [],
  heal: [],
  ask: "test/reviews -> 10.96.11.99:9080",
  askHealed: "test/reviews -> 10.96.11.12:9080",
  expect: { verdict: "blocked", cause: "ND308", confidence: "confirmed", hopKind: "node-out", nobody: true },
});
