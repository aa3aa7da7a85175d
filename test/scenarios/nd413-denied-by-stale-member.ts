import { defineScenario } from "./scenario.ts";

const apiVersion = "crd.projectcalico.org/v1";
const ref = { apiVersion, kind: "GlobalNetworkPolicy", name: "default.details-quarantine" };
const set = `set=$(iptables-save -t filter | sed -n 's/.*${ref.name} ingress.* --match-set \\([^ ]*\\) src.*/\\1/p' | head -1)`;

export const deniedByStaleMember = defineScenario({
  name: "nd413-denied-by-stale-member",
  says: "the set of the pods that a Calico policy denies holds a pod that its selector does not find",
  break: [
    {
      do: "apply",
      object: {
        apiVersion,
        kind: ref.kind,
        metadata: { name: ref.name },
        spec: {
          tier: "default",
          order: 10,
          selector: "app == 'details'",
          types: ["Ingress"],
          ingress: [{ action: "Deny", source: { selector: "has(quarantined)" } }, { action: "Allow" }],
        },
      },
    },
    { do: "on-node", node: "node1", about: "test/reviews", script: `${set}\nipset add "$set" "$IP"` },
  ],
  heal: [
    { do: "on-node", node: "node1", about: "test/reviews", script: `${set}\nipset del "$set" "$IP"` },
    { do: "delete", ref },
  ],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND413",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node1",
    object: { kind: ref.kind, name: ref.name },
  },
});
