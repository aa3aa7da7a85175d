import { defineScenario } from "./scenario.ts";

export const answersRefusedByPort = defineScenario({
  name: "nd202-answers-refused-by-port",
  says: "the target pod's own routing rule refuses what it answers from that port",
  break: [
    { do: "in-pod", pod: "test/ratings", script: "ip rule add ipproto tcp sport 9080 prohibit pref 40" },
  ],
  heal: [{ do: "in-pod", pod: "test/ratings", script: "ip rule del pref 40" }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "blocked", cause: "ND202", hopKind: "socket", node: "node3" },
});
