import { borrowing, learn } from "./nd541-borrowed-address.ts";
import { defineScenario } from "./scenario.ts";

export const borrowedFromHere = defineScenario({
  name: "nd541-borrowed-from-here",
  says: "the asking node has the block that the address was borrowed from, and refuses what is not its own",
  cluster: borrowing,
  break: [],
  heal: [learn("node3"), learn("node1")],
  ask: "monitoring/prometheus -> test/details:9080",
  expect: {
    verdict: "blocked",
    cause: "ND541",
    confidence: "confirmed",
    hopKind: "node-out",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
