import { servesOutside } from "./program.ts";
import { defineScenario } from "./scenario.ts";

export const outsideRefused = defineScenario({
  name: "nd543-outside-refused",
  says: "a routing rule of the pod's node refuses an address outside the cluster",
  break: [
    servesOutside(8443),
    { do: "on-node", node: "node2", script: "ip rule add to 192.168.0.1 pref 60 unreachable" },
  ],
  heal: [{ do: "on-node", node: "node2", script: "ip rule del pref 60" }],
  ask: "test/client -> 192.168.0.1:8443",
  expect: {
    verdict: "blocked",
    cause: "ND543",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
