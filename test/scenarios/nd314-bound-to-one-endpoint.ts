import { ended, servesOn } from "./program.ts";
import { defineScenario } from "./scenario.ts";
import { patchService } from "./service-acts.ts";

const lasting = (timeoutSeconds: number): Readonly<Record<string, unknown>> => ({
  spec: { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds } } },
});

export const boundToOneEndpoint = defineScenario({
  name: "nd314-bound-to-one-endpoint",
  says: "session affinity keeps the client with the one endpoint of two that does not answer",
  break: [
    patchService("shop", lasting(1)),
    ended("demo/shop", 8080),
    // A binding that ends after a second is made anew until it is the one that was to be shown; then it lasts.
    { do: "in-pod", pod: "test/client", script: "while nc -z -w 1 10.96.12.4 80; do sleep 1.3; done" },
    patchService("shop", lasting(10_800)),
  ],
  heal: [
    servesOn("demo/shop", 8080),
    patchService("shop", { spec: { sessionAffinity: "None", sessionAffinityConfig: null } }),
  ],
  ask: "test/client -> demo/shop",
  expect: {
    verdict: "blocked",
    cause: "ND620",
    confidence: "confirmed",
    hopKind: "socket",
    node: "node1",
    object: { kind: "Pod", namespace: "demo" },
    finds: {
      code: "ND314",
      confidence: "likely",
      node: "node2",
      object: { kind: "Service", namespace: "demo", name: "shop" },
      says: "this client stays with 10.233.70.",
    },
  },
});
