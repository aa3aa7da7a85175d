import { defineScenario } from "./scenario.ts";

export const widerNetmask = defineScenario({
  name: "healthy-wider-netmask",
  says: "one node has a wider netmask than the others, which does no harm: each reaches the other straight",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip addr del 192.168.0.13/24 dev ens3; ip addr add 192.168.0.13/16 dev ens3; ip route replace default via 192.168.0.1 dev ens3",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip addr del 192.168.0.13/16 dev ens3; ip addr add 192.168.0.13/24 dev ens3; ip route replace default via 192.168.0.1 dev ens3",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable" },
});
