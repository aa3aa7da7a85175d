import { defineScenario } from "./scenario.ts";

export const strictOnTunnel = defineScenario({
  name: "nd530-strict-on-tunnel",
  says: "the same with the tunnel's own setting",
  break: [
    {
      do: "on-node",
      node: "node3",
      script:
        "ip route replace 10.233.72.64/26 via 192.168.0.12 dev ens3; sysctl -qw net.ipv4.conf.vxlan/calico.rp_filter=1",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "sysctl -qw net.ipv4.conf.vxlan/calico.rp_filter=0; ip route replace 10.233.72.64/26 via 10.233.72.127 dev vxlan.calico onlink proto 80",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND530",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
