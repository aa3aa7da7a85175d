import { defineScenario } from "./scenario.ts";

export const wrongFixedEntry = defineScenario({
  name: "nd203-wrong-fixed-entry",
  says: "the source pod's fixed entry for its gateway names a MAC address that nobody has",
  break: [
    {
      do: "in-pod",
      pod: "test/client",
      script: "ip neigh replace 169.254.1.1 lladdr 02:00:00:00:00:42 dev eth0 nud permanent",
    },
  ],
  heal: [{ do: "in-pod", pod: "test/client", script: "ip neigh del 169.254.1.1 dev eth0" }],
  ask: "test/client -> test/details",
  expect: {
    verdict: "blocked",
    cause: "ND203",
    confidence: "confirmed",
    hopKind: "source",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
