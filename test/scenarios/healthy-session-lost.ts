import { defineScenario } from "./scenario.ts";

export const sessionLost = defineScenario({
  name: "healthy-session-lost",
  says: "the session on the target's node breaks off, and the packets are answered",
  break: [{ do: "exec-fault", fault: { node: "node3", dropAfterBytes: 100 } }],
  heal: [{ do: "exec-heal" }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable", also: ["ND902"] },
});
