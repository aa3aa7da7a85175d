import { defineScenario } from "./scenario.ts";

export const answersFiltered = defineScenario({
  name: "nd530-answers-filtered",
  says: "the packets leave beside the tunnel, and the answers that come through it are filtered",
  break: [
    {
      do: "on-node",
      node: "node2",
      script:
        "ip route replace 10.233.75.0/26 via 192.168.0.13 dev ens3; sysctl -qw net.ipv4.conf.all.rp_filter=1",
    },
  ],
  heal: [
    {
      do: "on-node",
      node: "node2",
      script:
        "sysctl -qw net.ipv4.conf.all.rp_filter=0; ip route replace 10.233.75.0/26 via 10.233.75.63 dev vxlan.calico onlink proto 80",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND530",
    confidence: "confirmed",
    hopKind: "reply",
    node: "node2",
    object: { kind: "Node", name: "node2" },
  },
});
