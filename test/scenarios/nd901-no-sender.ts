import { toolsBack, withoutTools } from "./hidden-tools.ts";
import { defineScenario } from "./scenario.ts";

export const noSender = defineScenario({
  name: "nd901-no-sender",
  says: "the source's prober has nothing to open connections with",
  break: [withoutTools("node2", "socat", "nc")],
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
