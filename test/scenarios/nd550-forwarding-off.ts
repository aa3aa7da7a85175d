import { defineScenario } from "./scenario.ts";

export const forwardingOff = defineScenario({
  name: "nd550-forwarding-off",
  says: "a hardening script switched forwarding off on the target's node",
  break: [{ do: "on-node", node: "node3", script: "sysctl -qw net.ipv4.ip_forward=0" }],
  heal: [
    {
      do: "on-node",
      node: "node3",
      script:
        "sysctl -qw net.ipv4.ip_forward=1; for device in /proc/sys/net/ipv4/conf/cali*; do echo 1 >$device/proxy_arp; done; sysctl -qw net.ipv4.conf.all.route_localnet=1",
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND550",
    confidence: "confirmed",
    hopKind: "node-in",
    node: "node3",
    object: { kind: "Node", name: "node3" },
  },
});
