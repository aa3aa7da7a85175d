import { leftBehind, leftBehindRef, withCiliumsDefinitions } from "./idle-policy.ts";
import { defineScenario } from "./scenario.ts";

export const policyOfAnotherPlugin = defineScenario({
  name: "healthy-policy-of-another-plugin",
  says: "a CiliumNetworkPolicy that denies is left from a plugin that is gone: nobody enforces it",
  cluster: withCiliumsDefinitions,
  break: [{ do: "apply", object: leftBehind }],
  heal: [{ do: "delete", ref: leftBehindRef }],
  ask: "test/client -> test/details",
  expect: { verdict: "reachable" },
});
