import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-team-a" };
const home = { kind: "Namespace", name: "test" };

export const labelNotNoticed = defineScenario({
  name: "nd413-label-not-noticed",
  says: "felix on the target's node sleeps while the source's namespace gets the label a policy asks for",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "a" } } }] }],
        },
      }),
    },
    { do: "pause", node: "node1", agent: "felix" },
    { do: "patch", ref: home, patch: { metadata: { labels: { team: "a" } } } },
  ],
  heal: [
    { do: "resume", node: "node1", agent: "felix" },
    { do: "delete", ref },
    { do: "patch", ref: home, patch: { metadata: { labels: { team: null } } } },
  ],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND413",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: ref,
  },
});
