import { toolsBack, withoutTools } from "./hidden-tools.ts";
import { defineScenario } from "./scenario.ts";

export const nothingToReadLinks = defineScenario({
  name: "healthy-target-without-ip",
  says: "packets that answer are proof, whatever the target's node cannot show",
  break: [withoutTools("node3", "ip")],
  heal: [toolsBack("node3")],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable", also: ["ND901"] },
});
