import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-nobody" };

export const notProgrammed = defineScenario({
  name: "nd415-not-programmed",
  says: "felix on the target's node sleeps while a policy comes that denies",
  break: [
    { do: "pause", node: "node1", agent: "felix" },
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: { podSelector: { matchLabels: { app: "details" } }, policyTypes: ["Ingress"] },
      }),
    },
  ],
  heal: [
    { do: "delete", ref },
    { do: "resume", node: "node1", agent: "felix" },
  ],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND415",
      confidence: "confirmed",
      node: "node1",
      object: ref,
      says: "Calico has no rules of it",
    },
  },
});
