import { defineScenario } from "./scenario.ts";

export const looseFilter = defineScenario({
  name: "healthy-loose-filter",
  says: "a loose rp_filter lets answers leave by another interface",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip route replace 10.233.72.64/26 via 192.168.0.12 dev ens3; sysctl -qw net.ipv4.conf.all.rp_filter=2",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "sysctl -qw net.ipv4.conf.all.rp_filter=0; ip route replace 10.233.72.64/26 via 10.233.72.127 dev vxlan.calico onlink proto 80",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: { verdict: "reachable" },
});
