import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-reviews" };

export const ruleDeletedByHand = defineScenario({
  name: "nd411-rule-deleted-by-hand",
  says: "somebody emptied the chain of the policy that admits the source, on the target's node",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: "reviews" } } }] }],
        },
      }),
    },
    {
      do: "on-node",
      node: "node1",
      script: `chain=$(iptables-save -t filter | sed -n 's/^-A \\(cali-pi-[^ ]*\\) .*${ref.namespace}\\/${ref.name} ingress.*/\\1/p')
iptables -F "$chain"`,
    },
  ],
  heal: [{ do: "delete", ref }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND411",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: ref,
  },
});
