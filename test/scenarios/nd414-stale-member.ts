import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-ratings" };
const set = `set=$(iptables-save -t filter | sed -n 's/.*${ref.namespace}\\/${ref.name} ingress.* --match-set \\([^ ]*\\) src.*/\\1/p')`;

export const staleMember = defineScenario({
  name: "nd414-stale-member",
  says: "the set of the pods that a policy admits holds a pod that its selector does not mean",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: {
          podSelector: { matchLabels: { app: "details" } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: "ratings" } } }] }],
        },
      }),
    },
    { do: "on-node", node: "node1", about: "test/reviews", script: `${set}\nipset add "$set" "$IP"` },
  ],
  heal: [
    { do: "on-node", node: "node1", about: "test/reviews", script: `${set}\nipset del "$set" "$IP"` },
    { do: "delete", ref },
  ],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND414",
      confidence: "confirmed",
      node: "node1",
      object: ref,
      says: "whom the policy does not mean",
    },
  },
});
