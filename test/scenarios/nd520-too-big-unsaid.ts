import { defineScenario } from "./scenario.ts";

export const tooBigUnsaid = defineScenario({
  name: "nd520-too-big-unsaid",
  says: "a pod's interface is too big for the tunnel, and a firewall keeps the router from saying so",
  break: [
    {
      do: "on-node-of",
      pod: "ingress-nginx/ingress-nginx-controller",
      script:
        "ip link set $IFACE mtu 1500; iptables-nft -I OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP",
    },
    { do: "in-pod", pod: "ingress-nginx/ingress-nginx-controller", script: "ip link set eth0 mtu 1500" },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "ingress-nginx/ingress-nginx-controller",
      script:
        "ip link set $IFACE mtu 1450; iptables-nft -D OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP",
    },
    { do: "in-pod", pod: "ingress-nginx/ingress-nginx-controller", script: "ip link set eth0 mtu 1450" },
  ],
  ask: "ingress-nginx -> test/productpage",
  expect: { verdict: "partial", cause: "ND520", confidence: "likely", hopKind: "underlay", node: "node1" },
});
