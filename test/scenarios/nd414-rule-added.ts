import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-ratings" };
const chain = `chain=$(iptables-save -t filter | sed -n 's/^-A \\(cali-pi-[^ ]*\\) .*${ref.namespace}\\/${ref.name} ingress.*/\\1/p')`;
const rule = '-s "$IP" -j MARK --set-xmark 0x10000/0x10000';

export const ruleAdded = defineScenario({
  name: "nd414-rule-added",
  says: "somebody added a rule for one more pod to the chain of a policy",
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
    {
      do: "on-node",
      node: "node1",
      about: "test/reviews",
      script: `${chain}\niptables -A "$chain" ${rule}`,
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node1",
      about: "test/reviews",
      script: `${chain}\niptables -D "$chain" ${rule}`,
    },
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
      says: "that this policy does not have admits them",
    },
  },
});
