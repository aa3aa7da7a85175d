import { defineScenario } from "./scenario.ts";

export const tooBigSaid = defineScenario({
  name: "healthy-too-big-said",
  says: "a pod's interface is too big for the tunnel, and the router says so: senders adapt",
  break: [
    {
      do: "on-node-of",
      pod: "ingress-nginx/ingress-nginx-controller",
      script: "ip link set $IFACE mtu 1500",
    },
    { do: "in-pod", pod: "ingress-nginx/ingress-nginx-controller", script: "ip link set eth0 mtu 1500" },
  ],
  heal: [
    {
      do: "on-node-of",
      pod: "ingress-nginx/ingress-nginx-controller",
      script: "ip link set $IFACE mtu 1450",
    },
    {
      do: "in-pod",
      pod: "ingress-nginx/ingress-nginx-controller",
      script: "ip link set eth0 mtu 1450; ip route flush cache",
    },
  ],
  ask: "ingress-nginx -> test/productpage",
  expect: { verdict: "reachable" },
});
