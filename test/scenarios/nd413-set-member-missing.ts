import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-reviews" };

export const setMemberMissing = defineScenario({
  name: "nd413-set-member-missing",
  says: "a pod's address was taken out of the sets on the target's node, and its policy admits it",
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
      about: "test/reviews",
      script: `: >/run/sets-without
for set in $(ipset -n list | grep ^cali40s:)
do
  if ipset -q test "$set" "$IP"; then ipset del "$set" "$IP"; echo "$set" >>/run/sets-without; fi
done`,
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node1",
      about: "test/reviews",
      script: 'while read -r set; do ipset add "$set" "$IP"; done </run/sets-without; rm /run/sets-without',
    },
    { do: "delete", ref },
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
