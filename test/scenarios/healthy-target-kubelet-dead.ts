import { defineScenario } from "./scenario.ts";

export const targetKubeletDead = defineScenario({
  name: "healthy-target-kubelet-dead",
  says: "nobody can look on the target's node, and the packets are answered",
  break: [{ do: "exec-fault", fault: { node: "node3", kubelet: "dead" } }],
  heal: [{ do: "exec-heal" }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable", also: ["ND902"] },
});
