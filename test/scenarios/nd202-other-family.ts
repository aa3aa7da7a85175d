import { defineScenario } from "./scenario.ts";

export const noAddressOfTheFamily = defineScenario({
  name: "nd202-other-family",
  says: "an IPv6 address is asked from a pod that has an IPv4 address alone",
  break: [],
  heal: [],
  ask: "demo/client -> https://[2001:db8::1]/x",
  askHealed: "demo/client -> shop",
  expect: { verdict: "blocked", cause: "ND202", confidence: "likely", hopKind: "source" },
});
