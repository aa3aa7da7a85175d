/** Faults between a pod's socket and its node's routes. As people reported them in public. */
import { servesOutside } from "../../scenarios/program.ts";
import { onNode, onNodeOf, inPod, type Case } from "../case.ts";
import {
  agentsOf,
  blocked,
  each,
  node,
  podOf,
  reachable,
  service,
  type RightAnswer,
} from "../right-answer.ts";

const noProxyArp: readonly RightAnswer[] = [
  blocked({
    object: [node("node2"), podOf("test", "client")],
    node: ["node2"],
    says: [/proxy.?arp/i, /169\.254\.1\.1|gateway/i],
  }),
];

export const leavingThePod: readonly Case[] = [
  {
    id: "B01",
    says: "calico#3270: node without default route does not proxy-answer 169.254.1.1; its pods say no route to host",
    break: [onNode("node2", "ip route del default"), inPod("test/client", "ip neigh flush all")],
    proof: [{ node: "node2", script: "nc -zvw2 10.96.11.4 9080 2>&1; ip route get 10.96.11.4" }],
    asked: [
      {
        ask: "test/client -> test/productpage",
        right: [
          blocked({
            object: [node("node2")],
            node: ["node2"],
            says: [/169\.254\.1\.1|gateway/i, /no (default )?route|route that covers/i],
          }),
        ],
      },
      {
        ask: "node/node2 -> svc/test/productpage",
        right: [
          blocked({
            object: [node("node2")],
            node: ["node2"],
            says: [/no (default )?route|route (that|which) (covers|leads)/i, /10\.96\.|Service/],
          }),
        ],
      },
    ],
    heal: [onNode("node2", "ip route add default via 192.168.0.1 dev ens3")],
  },
  {
    id: "B02",
    says: "calico#4186/#11800: the node's end of the pod's wire does not answer ARP for 169.254.1.1 (proxy_arp 0)",
    break: [
      onNodeOf("test/client", "echo 0 >/proc/sys/net/ipv4/conf/$IFACE/proxy_arp"),
      inPod("test/client", "ip neigh flush all"),
    ],
    asked: [
      { ask: "test/client -> test/details", right: noProxyArp },
      // The pod declares no port: asked of a healthy cluster, netdiag may want to know which.
      ...each(["node/node2 -> test/client", "test/details -> test/client"], noProxyArp, { healthy: "never" }),
    ],
    heal: [onNodeOf("test/client", "echo 1 >/proc/sys/net/ipv4/conf/$IFACE/proxy_arp")],
  },
  {
    id: "B06",
    says: "k8s#20475, cni-plugin#40, kube-router#1235: a pod cannot reach itself by its Service (no masquerade for the hairpin)",
    break: [
      onNode(
        "node1",
        "iptables-save -t nat | grep -E '^-A KUBE-SEP.*test/details.*KUBE-MARK-MASQ' | sed 's/^-A/-D/' >/run/h; while read -r l; do eval iptables -t nat $l; done </run/h",
      ),
    ],
    proof: [{ pod: "test/details", script: "nc -zvw2 10.96.11.12 9080 2>&1" }],
    asked: each(
      ["test/details -> svc/test/details", "deploy/test/details -> svc/test/details"],
      [
        blocked({
          object: [
            service("test", "details"),
            node("node1"),
            podOf("test", "details"),
            ...agentsOf("kube-proxy"),
          ],
          node: ["node1"],
          says: [/masquerad|hairpin/i],
        }),
      ],
    ),
    heal: [
      onNode(
        "node1",
        String.raw`sed 's/^-D \([^ ]*\)/-I \1 1/' /run/h | while read -r l; do eval iptables -t nat $l; done`,
      ),
    ],
  },
  {
    id: "B09",
    says: "felix#1093, calico#6254: packets to the outside leave with the pod's own address (no MASQUERADE)",
    break: [
      servesOutside(8443),
      onNode("node2", "iptables -t nat -I POSTROUTING -s 10.233.64.0/18 ! -d 10.233.64.0/18 -j ACCEPT"),
    ],
    proof: [
      { pod: "test/client", script: "nc -zvw2 192.168.0.1 8443 2>&1" },
      { node: "node2", script: "nc -zvw2 192.168.0.1 8443 2>&1" },
    ],
    asked: [
      {
        ask: "test/client -> 192.168.0.1:8443",
        healthy: "never",
        right: [
          blocked(
            { object: [node("node2")], node: ["node2"], says: [/masquerad|source NAT|SNAT/i] },
            { tells: [/-s 10\.233\.64\.0\/18|10\.233\.64\.0\/18/] },
          ),
        ],
      },
    ],
    heal: [onNode("node2", "iptables -t nat -D POSTROUTING -s 10.233.64.0/18 ! -d 10.233.64.0/18 -j ACCEPT")],
  },
  {
    id: "B11",
    says: "istio#19378/#11130: the source pod's own nat rules redirect to a sidecar that does not listen",
    break: [
      inPod(
        "test/reviews",
        "iptables-nft -t nat -N ISTIO_REDIRECT; iptables-nft -t nat -A ISTIO_REDIRECT -p tcp -j REDIRECT --to-ports 15001; iptables-nft -t nat -N ISTIO_OUTPUT; iptables-nft -t nat -A ISTIO_OUTPUT -o lo -j RETURN; iptables-nft -t nat -A ISTIO_OUTPUT -j ISTIO_REDIRECT; iptables-nft -t nat -A OUTPUT -p tcp -j ISTIO_OUTPUT",
      ),
    ],
    proof: [{ pod: "test/reviews", script: "nc -zvw2 10.96.11.12 9080 2>&1" }],
    asked: [
      {
        ask: "test/reviews -> svc/test/details",
        right: [
          blocked({ object: [podOf("test", "reviews")], node: ["node2"], says: [/15001/, /redirect/i] }),
        ],
      },
    ],
    heal: [inPod("test/reviews", "iptables-nft -t nat -F; iptables-nft -t nat -X")],
  },
  {
    id: "B18",
    says: "calico#2457: bird put a blackhole route for the Service network on a node",
    break: [
      onNode(
        "node2",
        "ip route add blackhole 10.96.0.0/16 proto bird || ip route add blackhole 10.96.0.0/16 proto 12",
      ),
    ],
    proof: [
      { node: "node2", script: "nc -zvw2 10.96.11.4 9080 2>&1" },
      { pod: "test/client", script: "nc -zvw2 10.96.11.4 9080 2>&1" },
    ],
    asked: [
      {
        ask: "node/node2 -> svc/test/productpage",
        right: [
          blocked({ object: [node("node2")], node: ["node2"], says: [/blackhole/i, /10\.96\.0\.0\/16/] }),
        ],
      },
      {
        ask: "test/client -> svc/test/productpage",
        right: [reachable({ beside: [{ object: [node("node2")], says: [/blackhole/i] }] })],
      },
    ],
    heal: [onNode("node2", "ip route del blackhole 10.96.0.0/16")],
  },
];
