import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "kube-system", name: "dns-from-home" };

export const dnsAdmitsNobodyElse = defineScenario({
  name: "nd101-dns-admits-nobody-else",
  says: "a policy in front of the DNS pods admits pods of their own namespace only",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
          ingress: [{ from: [{ podSelector: {} }] }],
        },
      }),
    },
  ],
  heal: [{ do: "delete", ref }],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND101",
    // The drop is on the DNS pods' nodes, which are not on the way of the question and are not watched.
    confidence: "likely",
    hopKind: "asking",
    object: ref,
  },
});
