import { service } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

export const headlessPortNotTranslated = defineScenario({
  name: "nd306-headless-port-not-translated",
  says: "a headless Service has port 80 and targetPort 9080, and the client asks for 80",
  break: [
    {
      do: "apply",
      object: service({
        namespace: "test",
        name: "details-headless",
        clusterIP: "None",
        selector: { app: "details" },
        ports: [{ name: "http", port: 80, targetPort: 9080 }],
      }),
    },
  ],
  heal: [{ do: "delete", ref: { kind: "Service", namespace: "test", name: "details-headless" } }],
  ask: "test/client -> details-headless.test:80",
  askHealed: "test/client -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND306",
    confidence: "confirmed",
    hopKind: "service",
    object: { kind: "Service", namespace: "test", name: "details-headless" },
  },
});
