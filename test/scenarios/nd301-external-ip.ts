import { defineScenario } from "./scenario.ts";
import { patchService } from "./service-acts.ts";

export const externalIPWithoutEndpoints = defineScenario({
  name: "nd301-external-ip",
  says: "an external IP is asked, and the Service behind it selects nothing",
  break: [patchService("shop", { spec: { externalIPs: ["192.168.0.50"], selector: { app: "shopp" } } })],
  heal: [patchService("shop", { spec: { externalIPs: null, selector: { app: "shop" } } })],
  ask: "test/client -> 192.168.0.50:80",
  askHealed: "test/client -> demo/shop",
  expect: {
    verdict: "blocked",
    cause: "ND301",
    confidence: "confirmed",
    object: { kind: "Service", namespace: "demo", name: "shop" },
  },
});
