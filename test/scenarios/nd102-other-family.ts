import { healthyIncident } from "../lab/clusters/incident.ts";
import { defineScenario } from "./scenario.ts";

export const otherFamily = defineScenario({
  name: "nd102-other-family",
  says: "a host that has IPv6 addresses only, asked from a pod that has none",
  cluster: { ...healthyIncident, outsideNames: { "six.example.com": "2001:db8::6" } },
  break: [],
  heal: [],
  ask: "demo/client -> https://six.example.com/",
  askHealed: "demo/client -> shop",
  expect: { verdict: "blocked", cause: "ND102", confidence: "suspected", hopKind: "asking" },
});
