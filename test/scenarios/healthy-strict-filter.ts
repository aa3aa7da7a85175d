import { defineScenario } from "./scenario.ts";

export const strictFilter = defineScenario({
  name: "healthy-strict-filter",
  says: "a strict rp_filter harms nobody where routes are symmetric",
  break: [{ do: "on-node", node: "node3", script: "sysctl -qw net.ipv4.conf.all.rp_filter=1" }],
  heal: [{ do: "on-node", node: "node3", script: "sysctl -qw net.ipv4.conf.all.rp_filter=0" }],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable" },
});
