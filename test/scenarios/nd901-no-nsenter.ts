import { toolsBack, withoutTools } from "./hidden-tools.ts";
import { defineScenario } from "./scenario.ts";

export const noNsenter = defineScenario({
  name: "nd901-no-nsenter",
  says: "the source's prober cannot enter the pod's network",
  break: [withoutTools("node2", "nsenter")],
  heal: [toolsBack("node2")],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "unknown",
    cause: "ND901",
    confidence: "suspected",
    hopKind: "source",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
