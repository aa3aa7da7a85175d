import { defineScenario } from "./scenario.ts";
import { tunnelMadeAnew, usualTunnel } from "./tunnel-acts.ts";

export const tunnelNumberDiffers = defineScenario({
  name: "nd512-tunnel-number-differs",
  says: "the asking node sends with another network number than the rest takes",
  break: [tunnelMadeAnew("node2", "id 4097 dstport 4789")],
  heal: [tunnelMadeAnew("node2", usualTunnel)],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND512",
    hopKind: "node-in",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
