import { defineScenario } from "./scenario.ts";
import { tunnelMadeAnew, usualTunnel } from "./tunnel-acts.ts";

export const tunnelPortDiffers = defineScenario({
  name: "nd512-tunnel-port-differs",
  says: "the target's node takes tunnel packets on another UDP port than the others send to",
  break: [tunnelMadeAnew("node3", "id 4096 dstport 4799")],
  heal: [tunnelMadeAnew("node3", usualTunnel)],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND512",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
