import { defineScenario } from "./scenario.ts";

export const endpointsNotReady = defineScenario({
  name: "nd303-endpoints-not-ready",
  says: "the only pod behind the Service fails its readiness probe",
  break: [
    {
      do: "patch",
      ref: { kind: "Pod", namespace: "demo", name: "db-0" },
      patch: {
        status: {
          conditions: [
            {
              type: "Ready",
              status: "False",
              reason: "ContainersNotReady",
              message: "containers with unready status: [db]",
            },
          ],
        },
      },
    },
  ],
  heal: [
    {
      do: "patch",
      ref: { kind: "Pod", namespace: "demo", name: "db-0" },
      patch: { status: { conditions: [{ type: "Ready", status: "True" }] } },
    },
  ],
  ask: "demo/shop -> svc/db.demo",
  expect: {
    verdict: "blocked",
    cause: "ND303",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Pod", namespace: "demo", name: "db-0" },
  },
});
