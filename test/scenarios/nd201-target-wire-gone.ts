import { defineScenario } from "./scenario.ts";

export const targetWireGone = defineScenario({
  name: "nd201-target-wire-gone",
  says: "the target's veth is gone",
  break: [{ do: "on-node-of", pod: "test/ratings", script: "ip link del $IFACE" }],
  heal: [
    {
      do: "on-node-of",
      pod: "test/ratings",
      script: [
        "read -r pid </run/lab/pods/test_$POD/pid",
        "ip link add $IFACE address ee:ee:ee:ee:ee:ee mtu 1450 type veth peer name eth0 mtu 1450 netns $pid",
        "ip link set $IFACE up",
        "ip route add $IP dev $IFACE scope link",
        "echo 1 >/proc/sys/net/ipv4/conf/$IFACE/proxy_arp",
        "echo 0 >/proc/sys/net/ipv4/neigh/$IFACE/proxy_delay",
        "nsenter -t $pid -n ip addr add $IP/32 dev eth0",
        "nsenter -t $pid -n ip link set eth0 up",
        "nsenter -t $pid -n ip route add 169.254.1.1 dev eth0 scope link",
        "nsenter -t $pid -n ip route add default via 169.254.1.1 dev eth0",
      ].join("; "),
    },
  ],
  ask: "test/reviews -> test/ratings",
  expect: {
    verdict: "blocked",
    cause: "ND201",
    confidence: "confirmed",
    hopKind: "pod-in",
    node: "node3",
    object: { kind: "Pod", namespace: "test" },
  },
});
