import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-ratings" };

export const dropTakenOut = defineScenario({
  name: "nd414-drop-taken-out",
  says: "somebody took out the rule that drops what no policy admits to the target",
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
      do: "on-node-of",
      pod: "test/details",
      script: `number=$(iptables -S "cali-tw-$IFACE" | grep '^-A' | grep -n 'End of tier' | cut -d: -f1)
iptables -D "cali-tw-$IFACE" "$number"`,
    },
  ],
  heal: [{ do: "delete", ref }],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND414",
      confidence: "confirmed",
      node: "node1",
      object: ref,
      says: "nothing on node1 stops what the policy's chain does not admit",
    },
  },
});
