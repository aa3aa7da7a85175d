import { defineScenario } from "./scenario.ts";

export const nodeAsksElsewhere = defineScenario({
  name: "nd106-node-asks-elsewhere",
  says: "a program on a node uses the name of a Service, and nodes do not ask the cluster's DNS",
  break: [],
  heal: [],
  ask: "node/node2 -> http://details.test:9080/",
  askHealed: "node/node2 -> svc/test/details:9080",
  expect: {
    verdict: "blocked",
    cause: "ND106",
    confidence: "likely",
    hopKind: "asking",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
