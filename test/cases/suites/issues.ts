/** Faults that issues of several projects describe. */
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { deployment, networkPolicy } from "../../lab/clusters/objects.ts";
import { onNode, type Case } from "../case.ts";
import {
  agentsOf,
  blocked,
  each,
  node,
  object,
  partial,
  podOf,
  policy,
  reachable,
  service,
  type Culprit,
} from "../right-answer.ts";
import { patchService, resolvConf } from "./acts.ts";

/** ufw with `deny (incoming), deny (routed)`, as its chains stand in iptables, and what its user rules let in. */
function ufw(...admitted: readonly string[]): string {
  return [
    "iptables -N ufw-before-input; iptables -N ufw-user-input; iptables -N ufw-reject-input",
    "iptables -A INPUT -j ufw-before-input; iptables -A INPUT -j ufw-reject-input",
    "iptables -A ufw-before-input -i lo -j ACCEPT",
    "iptables -A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    "iptables -A ufw-before-input -p icmp --icmp-type echo-request -j ACCEPT",
    "iptables -A ufw-before-input -j ufw-user-input",
    "iptables -A ufw-user-input -p udp --dport 4789 -j ACCEPT",
    ...admitted.map((block) => `iptables -A ufw-user-input -s ${block} -j ACCEPT`),
    "iptables -A ufw-reject-input -j DROP",
  ].join("; ");
}

const noUfw =
  "iptables -D INPUT -j ufw-before-input; iptables -D INPUT -j ufw-reject-input; for c in ufw-before-input ufw-user-input ufw-reject-input; do iptables -F $c; done; for c in ufw-before-input ufw-user-input ufw-reject-input; do iptables -X $c; done";

/**
 * ufw with `deny (routed)`: what it forwards must be admitted by a rule for it. Its chains stand where `ufw reload` leaves them,
 * in front of those that came later.
 */
function ufwRouted(...admitted: readonly string[]): string {
  return [
    "iptables -N ufw-before-forward; iptables -N ufw-user-forward; iptables -N ufw-reject-forward",
    "iptables -I FORWARD 1 -j ufw-before-forward; iptables -I FORWARD 2 -j ufw-reject-forward",
    "iptables -A ufw-before-forward -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    "iptables -A ufw-before-forward -j ufw-user-forward",
    ...admitted.map((block) => `iptables -A ufw-user-forward -s ${block} -d ${block} -j ACCEPT`),
    "iptables -A ufw-reject-forward -j REJECT --reject-with icmp-port-unreachable",
  ].join("; ");
}

const noUfwRouted =
  "iptables -D FORWARD -j ufw-before-forward; iptables -D FORWARD -j ufw-reject-forward; for c in ufw-before-forward ufw-user-forward ufw-reject-forward; do iptables -F $c; done; for c in ufw-before-forward ufw-user-forward ufw-reject-forward; do iptables -X $c; done";

const secondVersion: LabCluster = {
  ...healthyIncident,
  objects: [
    ...healthyIncident.objects,
    deployment({
      namespace: "test",
      name: "productpage-v2",
      labels: { version: "v2", app: "productpage" },
      image: "istio/examples-bookinfo-productpage-v1:1.20.3",
      ports: [{ name: "http", containerPort: 9080 }],
    }),
  ],
  placement: { ...healthyIncident.placement, "test/productpage-v2": [{ node: "node1" }] },
};

const nodeLocalDns: Culprit = {
  object: [podOf("test", "client"), node("node2"), object("Deployment", "test", "client")],
  says: [/169\.254\.20\.10/],
};

export const issues: readonly Case[] = [
  {
    id: "issue-ufw-other-pod-network",
    says: "ufw denies what comes in, and its allow rule names another cluster's pod network",
    break: [onNode("node3", ufw("10.42.0.0/16"))],
    asked: each(
      ["node/node1 -> node/node3:10250", "test/client -> node3:10250"],
      [blocked({ object: [node("node3")], node: ["node3"], says: [/ufw-reject-input|ufw/, /DROP|drop/] })],
    ),
    heal: [onNode("node3", noUfw)],
  },
  {
    id: "issue-ufw-right-networks",
    says: "the same ufw with rules for this cluster's networks: it works",
    break: [onNode("node3", ufw("10.233.64.0/18", "192.168.0.0/24"))],
    asked: each(
      ["node/node1 -> node/node3:10250", "test/client -> node3:10250", "test/reviews -> test/ratings"],
      [reachable()],
    ),
    heal: [onNode("node3", noUfw)],
  },
  {
    id: "issue-ufw-routed-other-pod-network",
    says: "ufw denies what the node forwards, and its allow rule names another cluster's pod network",
    break: [onNode("node3", ufwRouted("10.42.0.0/16"))],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked({
            object: [node("node3")],
            node: ["node3"],
            says: [/ufw-reject-forward/, /REJECT|reject/],
          }),
        ],
      },
      { ask: "test/reviews -> test/details", right: [reachable()] },
    ],
    heal: [onNode("node3", noUfwRouted)],
  },
  {
    id: "issue-ufw-routed-right-network",
    says: "the same ufw with a rule for this cluster's pod network: it works",
    break: [onNode("node3", ufwRouted("10.233.64.0/18"))],
    asked: each(["test/reviews -> test/ratings", "test/client -> 10.233.75.9:9080"], [reachable()]),
    heal: [onNode("node3", noUfwRouted)],
  },
  {
    id: "issue-one-endpoint-cut-off",
    says: "a policy cuts off one endpoint of three, and all are ready",
    cluster: secondVersion,
    break: [
      {
        do: "apply",
        object: networkPolicy({
          namespace: "test",
          name: "v2-from-nobody",
          spec: { podSelector: { matchLabels: { version: "v2" } }, policyTypes: ["Ingress"] },
        }),
      },
    ],
    asked: each(
      ["test/client -> svc/test/productpage", "monitoring/prometheus -> test/productpage"],
      [partial({ object: [policy("test", "v2-from-nobody")] })],
    ),
    heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "v2-from-nobody" } }],
  },
  {
    id: "issue-stale-no-local-endpoints",
    says: "kube-proxy still drops for want of a local endpoint, though one runs on its node",
    break: [
      patchService("test", "details", { internalTrafficPolicy: "Local" }),
      { do: "pause", node: "node2", agent: "kube-proxy" },
      {
        do: "apply",
        object: deployment({
          namespace: "test",
          name: "details-here",
          labels: { tier: "second", app: "details" },
          image: "istio/examples-bookinfo-details-v1:1.20.3",
          ports: [{ name: "http", containerPort: 9080 }],
          podSpec: { nodeSelector: { "kubernetes.io/hostname": "node2" } },
        }),
      },
    ],
    asked: [
      {
        ask: "test/client -> svc/test/details",
        right: [
          blocked({
            object: [node("node2"), service("test", "details"), ...agentsOf("kube-proxy")],
            node: ["node2"],
            says: [/no local endpoints|no rules|do not match|behind|stale|out of date/i, /kube-proxy|rules/i],
          }),
        ],
      },
    ],
    heal: [
      { do: "delete", ref: { kind: "Deployment", namespace: "test", name: "details-here" } },
      patchService("test", "details", { internalTrafficPolicy: "Cluster" }),
      { do: "resume", node: "node2", agent: "kube-proxy" },
    ],
  },
  {
    id: "issue-node-local-dns-unreachable",
    says: "pods ask the node-local DNS address, which no interface of the node has",
    break: [
      resolvConf(
        "test/client",
        "search test.svc.cluster.local svc.cluster.local cluster.local\nnameserver 169.254.20.10\noptions ndots:5\n",
      ),
    ],
    asked: each(
      [
        "test/client -> http://details.test.svc.cluster.local:9080/",
        "test/client -> details:9080",
        "test/client -> 169.254.20.10:53/udp",
      ],
      [blocked(nodeLocalDns), partial(nodeLocalDns)],
    ).map((one) => (one.ask.includes("169.254") ? { ...one, healthy: "never" as const } : one)),
    heal: [
      resolvConf(
        "test/client",
        "search test.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n",
      ),
    ],
  },
];
