import { leftBehind, leftBehindRef, withCiliumsDefinitions } from "./idle-policy.ts";
import { defineScenario } from "./scenario.ts";

const rule = "FORWARD -p tcp --dport 9080 -j DROP";

export const besideIdlePolicy = defineScenario({
  name: "nd430-beside-idle-policy",
  says: "a rule of the target's node drops the packets, and a policy that nobody enforces would deny them",
  cluster: withCiliumsDefinitions,
  break: [
    { do: "apply", object: leftBehind },
    { do: "on-node", node: "node1", script: `iptables -I ${rule}`, about: "test/details" },
  ],
  heal: [
    { do: "delete", ref: leftBehindRef },
    { do: "on-node", node: "node1", script: `iptables -D ${rule}`, about: "test/details" },
  ],
  ask: "test/client -> test/details",
  expect: { verdict: "blocked", cause: "ND430", confidence: "confirmed", hopKind: "node-in", node: "node1" },
});
