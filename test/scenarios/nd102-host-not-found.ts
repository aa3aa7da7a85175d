import { defineScenario } from "./scenario.ts";

export const hostNotFound = defineScenario({
  name: "nd102-host-not-found",
  says: "a host that DNS has never heard of",
  break: [],
  heal: [],
  ask: "demo/client -> nowhere.invalid.cluster.local:443",
  askHealed: "demo/client -> shop",
  expect: { verdict: "blocked", cause: "ND102", confidence: "suspected", hopKind: "asking" },
});
