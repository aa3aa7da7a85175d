import { networkPolicy } from "../lab/clusters/objects.ts";
import { defineScenario } from "./scenario.ts";

const ref = { kind: "NetworkPolicy", namespace: "test", name: "details-from-nobody" };

export const acceptedBefore = defineScenario({
  name: "nd415-accepted-before",
  says: "somebody's rule accepts packets to the pod before the policies are asked",
  break: [
    {
      do: "apply",
      object: networkPolicy({
        namespace: ref.namespace,
        name: ref.name,
        spec: { podSelector: { matchLabels: { app: "details" } }, policyTypes: ["Ingress"] },
      }),
    },
    { do: "on-node-of", pod: "test/details", script: "iptables -I FORWARD 1 -o $IFACE -j ACCEPT" },
  ],
  heal: [
    { do: "on-node-of", pod: "test/details", script: "iptables -D FORWARD -o $IFACE -j ACCEPT" },
    { do: "delete", ref },
  ],
  ask: "test/reviews -> test/details",
  expect: {
    verdict: "reachable",
    finds: {
      code: "ND415",
      confidence: "confirmed",
      node: "node1",
      object: ref,
      says: "a rule in FORWARD admits them",
    },
  },
});
