import { defineScenario } from "./scenario.ts";

export const answersToAStranger = defineScenario({
  name: "nd503-answers-to-a-stranger",
  says: "the target's node has the wrong neighbour entry for the asking one: only answers are lost",
  break: [
    {
      do: "on-node",
      node: "node3",
      script: "ip neigh replace 192.168.0.12 lladdr 02:00:00:00:00:98 dev ens3 nud permanent",
    },
  ],
  heal: [{ do: "on-node", node: "node3", script: "ip neigh del 192.168.0.12 dev ens3" }],
  ask: "node/node2 -> node/node3:10250",
  expect: {
    verdict: "blocked",
    cause: "ND503",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
