import { defineScenario } from "./scenario.ts";

const rule =
  "FORWARD -d $IP -p tcp --dport 9080 -m conntrack --ctstate ESTABLISHED -m length --length 60:1500 -j DROP";

export const dataLost = defineScenario({
  name: "nd705-data-lost",
  says: "a rule lets connections stand and drops what is sent over them",
  break: [{ do: "on-node-of", pod: "test/ratings", script: `iptables -I ${rule}` }],
  heal: [{ do: "on-node-of", pod: "test/ratings", script: `iptables -D ${rule}` }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "partial", cause: "ND705", confidence: "likely", hopKind: "socket" },
});
