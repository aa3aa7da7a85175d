/** Clusters in which nothing is broken, each unlike the others in what netdiag reads: every question must be reachable, with no finding. */
import type { KubeObject } from "../../lab/api/object.ts";
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { daemonSet } from "../../lab/clusters/objects.ts";
import { recorded } from "../../lab/clusters/recorded.ts";
import { servesOn } from "../../scenarios/program.ts";
import type { Act } from "../../scenarios/scenario.ts";
import { zones } from "../../scenarios/service-acts.ts";
import { onNode } from "../case.ts";
import {
  onEveryNode,
  othersInterfaces,
  othersRules,
  othersSettings,
  othersTables,
  plainRoutes,
} from "./others.ts";
import { calicoPoliciesThatAllow, policiesThatAllow } from "./policies.ts";
import { servicesOfEveryKind } from "./services.ts";
import { twoFamilies } from "./two-families.ts";

export interface HealthyCluster {
  readonly id: string;
  /** What it has that might be taken for a fault. */
  readonly says: string;
  /** Default: the healthy cluster of the incident. */
  readonly cluster?: LabCluster;
  readonly acts?: readonly Act[];
  readonly asked: readonly string[];
}

function applied(...objects: readonly KubeObject[]): readonly Act[] {
  return objects.map((object) => ({ do: "apply", object }));
}

function withMore(objects: readonly KubeObject[], more: Partial<LabCluster> = {}): LabCluster {
  return {
    ...healthyIncident,
    ...more,
    objects: [...healthyIncident.objects, ...objects],
    placement: { ...healthyIncident.placement, ...more.placement },
  };
}

/** Ways that every one of these clusters has: over a tunnel, on one node, through Services, from and to nodes, names. */
const ordinary: readonly string[] = [
  "ingress-nginx -> test/productpage",
  "demo/client -> demo/shop",
  "test/reviews -> test/ratings",
  "test/reviews -> test/details",
  "test/client -> test/reviews",
  "demo/shop -> demo/db",
  "node1 -> test/productpage",
  "test/client -> kube-system/kube-dns:53/udp",
  "test/client -> node3:10250",
];

export const healthyClusters: readonly HealthyCluster[] = [
  {
    id: "as-it-is",
    says: "the cluster of the incident, every kind of end and protocol",
    asked: [
      ...ordinary,
      "test/client -> 10.233.75.9:9080",
      "test/client -> 10.233.72.70:9080",
      "test/client -> 10.233.75.9 icmp",
      "test/client -> 10.233.72.70 icmp",
      "test/client -> kube-system/kube-dns:53/tcp",
      "demo/client -> kube-system/coredns:9153",
      "node1 -> 10.233.75.9:9080",
      "node3 -> 10.233.75.9:9080",
      "node1 -> node3:10250",
      "node2 -> node1 icmp",
      "test/client -> node2:10250",
      "test/client -> node3:30080",
      "demo/client -> node1:30080",
      "node2 -> node3:30080",
      "kube-system/kube-proxy -> test/productpage",
      "kube-system/calico-node -> demo/shop",
      "ingress-nginx -> monitoring/prometheus",
      "demo/client -> http://shop/",
      "demo/client -> shop.demo.svc.cluster.local:80",
      "demo/client -> http://details.test:9080/",
      "test/productpage -> test/reviews",
      "test/details -> svc/test/details",
    ],
  },
  {
    id: "two-families",
    says: "every pod, node and Service has an IPv4 and an IPv6 address",
    cluster: twoFamilies(),
    asked: [
      ...ordinary,
      "test/client -> [fd00:20::7509]:9080",
      "test/client -> [fd00:20::7246]:9080",
      "node1 -> [fd00:20::7509]:9080",
      "test/client -> [fd00:30::b0b]:9080",
      "demo/client -> [fd00:30::c04]:80",
      "test/client -> [fd00:20::7509] icmp",
      "test/client -> [fd00:10::13]:10250",
      "node1 -> [fd00:10::13]:10250",
    ],
  },
  {
    id: "services-of-every-kind",
    says: "headless, several ports, two protocols, sticky, local, external, balanced, on a host port",
    cluster: withMore(servicesOfEveryKind(), {
      placement: { "demo/gate": [{ node: "node2" }], "demo/udp": [{ node: "node3" }] },
      listeners: { "demo/udp": [{ port: 5000, protocol: "UDP", kind: "echo" }] },
      outsideListeners: [{ port: 6443, protocol: "TCP", kind: "echo" }],
      outsideNames: { "web.example.com": "192.168.0.1" },
    }),
    asked: [
      "test/client -> test/details-headless",
      "node2 -> test/details-headless",
      "demo/client -> demo/sticky",
      "test/client -> demo/sticky",
      "node3 -> demo/sticky",
      "demo/client -> demo/near",
      "monitoring/prometheus -> demo/near",
      "test/client -> demo/udp:5000/udp",
      "node1 -> demo/udp:5000/udp",
      "demo/client -> demo/several:80",
      "demo/client -> demo/several:8081",
      "test/client -> node1:31080",
      "test/client -> node3:31080",
      "node2 -> node1:31080",
      "test/client -> 192.168.0.50:80",
      "demo/client -> 192.168.0.50:80",
      "demo/client -> node2:8088",
      "test/client -> node2:8088",
      "node1 -> node2:8088",
      "demo/client -> 192.168.0.1:6443",
      "node3 -> 192.168.0.1:6443",
      "demo/client -> web.example.com:6443",
      "test/client -> demo/outside:6443",
      "demo/client -> demo/gate",
    ],
  },
  {
    id: "policies-that-allow",
    says: "every namespace is closed both ways, and what is asked about is let through: by labels, blocks, ports and names of ports",
    acts: applied(...policiesThatAllow()),
    asked: [
      "ingress-nginx -> test/productpage",
      "test/reviews -> test/ratings",
      "test/reviews -> test/details",
      "test/client -> test/reviews",
      "test/client -> 10.233.75.9:9080",
      "test/client -> kube-system/kube-dns:53/udp",
      "test/client -> kube-system/kube-dns:53/tcp",
      "test/productpage -> test/reviews",
      "test/client -> http://details.test:9080/",
      "demo/shop -> demo/db",
    ],
  },
  {
    id: "calico-policies-that-allow",
    says: "policies of a tier pass on, deny others and allow by set and by name; a host endpoint lets the kubelet be asked",
    acts: applied(...calicoPoliciesThatAllow()),
    asked: [
      "test/reviews -> test/ratings",
      "test/reviews -> test/details",
      "test/client -> test/details",
      "ingress-nginx -> test/productpage",
      "node/node1 -> node/node3:10250",
      "test/client -> node3:10250",
      "demo/client -> demo/shop",
    ],
  },
  {
    id: "busy-nodes",
    says: "other programs' rules, interfaces, routes and routing rules stand on every node, and drop what is not ours",
    acts: [...onEveryNode(othersRules), ...onEveryNode(othersInterfaces)],
    asked: [
      ...ordinary,
      "test/client -> 10.233.75.9 icmp",
      "test/client -> node3:30080",
      "node1 -> node3:10250",
    ],
  },
  {
    id: "nft-tables-of-others",
    says: "a firewall in tables of its own counts, logs, accepts and drops by sets that hold none of ours",
    acts: onEveryNode(othersTables),
    asked: [...ordinary, "node2 -> node3:10250", "test/client -> node3:30080"],
  },
  {
    id: "no-tunnel",
    says: "nodes send to each other's pods by plain routes, as a fabric or BGP would have it",
    acts: plainRoutes(),
    asked: [...ordinary, "test/client -> 10.233.75.9 icmp", "node3 -> test/details"],
  },
  {
    id: "tunnel-one-way",
    says: "packets go through the tunnel and answers beside it, with a loose reverse path filter",
    acts: [
      ...onEveryNode("sysctl -qw net.ipv4.conf.all.rp_filter=2"),
      onNode("node3", "ip route replace 10.233.72.64/26 via 192.168.0.12 dev ens3"),
    ],
    asked: ["test/reviews -> test/ratings", "test/client -> 10.233.75.9:9080"],
  },
  {
    id: "settings-of-others",
    says: "strict filters where routes are symmetric, a FORWARD policy of DROP, other queues, small tables, long neighbour times",
    acts: onEveryNode(othersSettings),
    asked: ordinary,
  },
  {
    id: "cache-on-every-node",
    says: "pods ask a DNS cache on their own node",
    cluster: withMore(
      [
        daemonSet({
          namespace: "kube-system",
          name: "node-local-dns",
          labels: { "k8s-app": "node-local-dns" },
          image: "registry.k8s.io/dns/k8s-dns-node-cache:1.26.4",
          podSpec: { hostNetwork: true },
        }),
      ],
      { nodeLocalDNS: "169.254.20.10" },
    ),
    asked: [
      "demo/client -> http://shop/",
      "test/reviews -> test/ratings",
      "test/client -> kube-system/kube-dns:53/udp",
      "demo/client -> http://details.test:9080/",
      "demo/client -> 169.254.20.10:53/udp",
    ],
  },
  {
    id: "zones",
    says: "nodes are in zones, and a Service prefers the near endpoints",
    acts: [
      ...zones({ node1: "a", node2: "b", node3: "b" }),
      {
        do: "patch",
        ref: { kind: "Service", namespace: "demo", name: "shop" },
        patch: { spec: { trafficDistribution: "PreferClose" } },
      },
    ],
    asked: [
      "demo/client -> demo/shop",
      "test/client -> demo/shop",
      "monitoring/prometheus -> demo/shop",
      "node2 -> demo/shop",
    ],
  },
  {
    id: "proxies",
    says: "a proxy beside the program takes what comes to the pod, and hands it on",
    acts: [
      servesOn("test/ratings", 15_006, "TCP4-LISTEN:15006", "TCP4:127.0.0.1:9080"),
      {
        do: "in-pod",
        pod: "test/ratings",
        script: "iptables -t nat -A PREROUTING -p tcp --dport 9080 -j REDIRECT --to-ports 15006",
      },
    ],
    asked: ["test/reviews -> test/ratings"],
  },
  {
    id: "recorded",
    says: "the objects of a real cluster",
    cluster: recorded,
    asked: [
      "test/details -> test/productpage:9080",
      "test/details -> 10.244.104.28:9080",
      "demo/client -> shop/web",
      "node1 -> shop/web",
      "demo/client -> node2:30080",
      "node1 -> node3:30080",
      "node2 -> red/web:80",
      "test/details -> default/kubernetes:443",
    ],
  },
];
