import { defineScenario } from "./scenario.ts";

const apiVersion = "crd.projectcalico.org/v1";
const ref = { apiVersion, kind: "GlobalNetworkPolicy", name: "default.reviews-egress" };

export const deletedCalicoPolicyStays = defineScenario({
  name: "nd411-deleted-calico-policy-stays",
  says: "felix on the source's node sleeps while the only Calico policy, which kept the source in, is deleted",
  break: [
    {
      do: "apply",
      object: {
        apiVersion,
        kind: ref.kind,
        metadata: { name: ref.name },
        spec: {
          tier: "default",
          selector: "app == 'reviews'",
          types: ["Egress"],
          egress: [{ action: "Allow", protocol: "UDP", destination: { ports: [53] } }],
        },
      },
    },
    { do: "pause", node: "node2", agent: "felix" },
    { do: "delete", ref },
  ],
  heal: [{ do: "resume", node: "node2", agent: "felix" }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND411",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: ref.kind, name: ref.name },
  },
});
