import { defineScenario } from "./scenario.ts";
import { patchService } from "./service-acts.ts";

export const externalIP = defineScenario({
  name: "healthy-external-ip",
  says: "an external IP of a Service is asked from a pod",
  break: [patchService("shop", { spec: { externalIPs: ["192.168.0.50"] } })],
  heal: [patchService("shop", { spec: { externalIPs: null } })],
  ask: "test/client -> 192.168.0.50:80",
  askHealed: "test/client -> demo/shop",
  expect: { verdict: "reachable" },
});
