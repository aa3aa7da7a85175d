/** Rules of firewalls and policies that stop packets. As people reported them in public. */
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { service as serviceObject } from "../../lab/clusters/objects.ts";
import { onNode, type Case } from "../case.ts";
import { hopOn, blocked, each, node, partial, policy } from "../right-answer.ts";

const healthy = healthyIncident.objects;

/** The API server's endpoint stands on node1, where the kubelet's port plays it. */
const apiServerOnNode1: LabCluster = {
  ...healthyIncident,
  objects: [
    ...healthy,
    serviceObject({
      namespace: "default",
      name: "kubernetes",
      clusterIP: "10.96.0.1",
      ports: [{ name: "https", port: 443, targetPort: 10250 }],
    }),
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: "kubernetes",
        namespace: "default",
        labels: { "kubernetes.io/service-name": "kubernetes" },
      },
      addressType: "IPv4",
      endpoints: [{ addresses: ["192.168.0.11"], conditions: { ready: true } }],
      ports: [{ name: "https", protocol: "TCP", port: 10250 }],
    },
  ],
};

const withWebhook: LabCluster = {
  ...healthyIncident,
  objects: [
    ...healthy,
    serviceObject({
      namespace: "demo",
      name: "stork-service",
      clusterIP: "10.96.12.9",
      selector: { app: "shop" },
      ports: [{ name: "https", port: 443, targetPort: 8080 }],
    }),
  ],
};

export const firewalls: readonly Case[] = [
  {
    id: "B07",
    says: "rke#3556, kubeadm#1520: firewalld's INPUT refuses the kubelet's port to pods: no route to host",
    break: [
      onNode(
        "node1",
        "iptables -N IN_public; iptables -A IN_public -p tcp --dport 22 -j ACCEPT; iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -A INPUT -i lo -j ACCEPT; iptables -A INPUT -j IN_public; iptables -A INPUT -p udp --dport 4789 -j ACCEPT; iptables -A INPUT -p icmp -j ACCEPT; iptables -A INPUT -j REJECT --reject-with icmp-host-prohibited",
      ),
    ],
    proof: [{ pod: "monitoring/prometheus", script: "nc -zvw2 192.168.0.11 10250 2>&1" }],
    asked: each(
      ["monitoring/prometheus -> 192.168.0.11:10250", "monitoring/prometheus -> node/node1:10250"],
      [
        blocked(
          { object: [node("node1")], node: ["node1"], says: [/REJECT|reject/, /INPUT/] },
          { diesAt: hopOn("node1") },
        ),
      ],
    ),
    heal: [
      onNode(
        "node1",
        "iptables -D INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -D INPUT -i lo -j ACCEPT; iptables -D INPUT -j IN_public; iptables -D INPUT -p udp --dport 4789 -j ACCEPT; iptables -D INPUT -p icmp -j ACCEPT; iptables -D INPUT -j REJECT --reject-with icmp-host-prohibited; iptables -F IN_public; iptables -X IN_public",
      ),
    ],
  },
  {
    id: "B14",
    says: "k8s#112765: a policy that admits only 80/443 from outside blocks the API server's node from a webhook",
    cluster: withWebhook,
    break: [
      {
        do: "apply",
        object: {
          apiVersion: "networking.k8s.io/v1",
          kind: "NetworkPolicy",
          metadata: { name: "cloudflare-only", namespace: "demo" },
          spec: {
            podSelector: {},
            policyTypes: ["Ingress"],
            ingress: [
              {
                from: [{ ipBlock: { cidr: "173.245.48.0/20" } }],
                ports: [
                  { protocol: "TCP", port: 80 },
                  { protocol: "TCP", port: 443 },
                ],
              },
            ],
          },
        },
      },
    ],
    asked: each(
      [
        "node/node2 -> https://stork-service.demo.svc:443/mutate?timeout=10s",
        "node/node2 -> svc/demo/stork-service:443",
      ],
      [blocked({ object: [policy("demo", "cloudflare-only")] })],
      // The pods behind it speak plain HTTP, so a healthy cluster has something to find where https is asked.
      { healthy: "never" },
    ),
    heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "demo", name: "cloudflare-only" } }],
  },
  {
    id: "B15b",
    says: "k3s#24/#977, flannel#1246: the control plane's INPUT ends in REJECT: coredns says dial tcp 10.96.0.1:443: no route to host",
    cluster: apiServerOnNode1,
    break: [
      onNode(
        "node1",
        "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT; iptables -A INPUT -p icmp -j ACCEPT; iptables -A INPUT -i lo -j ACCEPT; iptables -A INPUT -p tcp --dport 22 -j ACCEPT; iptables -A INPUT -p udp --dport 4789 -j ACCEPT; iptables -A INPUT -j REJECT --reject-with icmp-host-prohibited",
      ),
    ],
    proof: [{ pod: "test/client", script: "nc -zvw2 10.96.0.1 443 2>&1" }],
    asked: each(
      [
        "test/client -> 10.96.0.1:443",
        "test/client -> svc/default/kubernetes:443",
        "test/client -> 192.168.0.11:10250",
      ],
      [
        blocked(
          { object: [node("node1")], node: ["node1"], says: [/REJECT|reject/, /INPUT/] },
          { diesAt: hopOn("node1") },
        ),
      ],
    ),
    heal: [
      onNode("node1", "for i in 1 2 3 4 5 6; do iptables -D INPUT $(iptables -S INPUT | grep -c ^-A); done"),
    ],
  },
  {
    id: "B21",
    says: "host with iptables-legacy FORWARD policy DROP (docker) while the CNI writes nft",
    break: [
      onNode(
        "node3",
        "if iptables-legacy-save 2>/dev/null | grep -q cali-FORWARD; then iptables-nft -P FORWARD DROP; else iptables-legacy -P FORWARD DROP; fi",
      ),
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked(
            { object: [node("node3")], node: ["node3"], says: [/FORWARD/, /DROP|drop/] },
            { diesAt: hopOn("node3") },
          ),
        ],
      },
    ],
    heal: [onNode("node3", "iptables-nft -P FORWARD ACCEPT; iptables-legacy -P FORWARD ACCEPT")],
  },
  {
    id: "B22",
    says: "kubesolo#146: firewalld (nft) on the target's node lets translated packets pass and refuses pod addresses: Services work, the ingress controller does not",
    break: [
      onNode(
        "node3",
        "nft 'add table inet firewalld; add chain inet firewalld filter_FORWARD { type filter hook forward priority filter + 10; policy accept; }; add chain inet firewalld filter_FORWARD_ZONES; add rule inet firewalld filter_FORWARD ct state established,related accept; add rule inet firewalld filter_FORWARD ct status dnat accept; add rule inet firewalld filter_FORWARD iifname lo accept; add rule inet firewalld filter_FORWARD jump filter_FORWARD_ZONES; add rule inet firewalld filter_FORWARD ct state invalid drop; add rule inet firewalld filter_FORWARD reject with icmpx admin-prohibited'",
      ),
      onNode("node2", "true"),
    ],
    proof: [
      { pod: "test/reviews", script: "nc -zvw2 10.96.11.11 9080 2>&1; nc -zvw2 10.233.75.4 9080 2>&1" },
      { pod: "monitoring/prometheus", script: "nc -zvw2 10.96.11.11 9080 2>&1" },
    ],
    asked: [
      {
        ask: "ingress-nginx -> test/productpage",
        right: [
          partial(
            {
              object: [node("node3")],
              node: ["node3"],
              says: [/reject/i, /firewalld|admin-prohibited/],
            },
            { diesAt: hopOn("node3") },
          ),
        ],
      },
      {
        ask: "test/reviews -> svc/test/ratings",
        right: [
          blocked(
            {
              object: [node("node3")],
              node: ["node3"],
              says: [/reject/i, /firewalld|admin-prohibited/],
            },
            { diesAt: hopOn("node3") },
          ),
        ],
      },
    ],
    heal: [onNode("node3", "nft delete table inet firewalld")],
  },
  {
    id: "B22b",
    says: "calico#10427/k8s#58908: firewalld on the node whose NodePort is asked (transit node), endpoint elsewhere",
    break: [
      onNode(
        "node2",
        "nft 'add table inet firewalld; add chain inet firewalld filter_FORWARD { type filter hook forward priority filter + 10; policy accept; }; add rule inet firewalld filter_FORWARD ct state established,related accept; add rule inet firewalld filter_FORWARD ct state invalid drop; add rule inet firewalld filter_FORWARD reject with icmpx admin-prohibited'",
      ),
    ],
    proof: [{ node: "node3", script: "nc -zvw2 192.168.0.12 30080 2>&1" }],
    asked: each(
      ["node/node3 -> node2:30080", "monitoring/prometheus -> node2:30080"],
      [
        blocked(
          {
            object: [node("node2")],
            node: ["node2"],
            says: [/reject/i, /firewalld|admin-prohibited/],
          },
          { diesAt: hopOn("node2") },
        ),
      ],
    ),
    heal: [onNode("node2", "nft delete table inet firewalld")],
  },
  {
    id: "B56",
    says: "Calico HostEndpoint on a node without a policy that admits: kubelet port and NodePorts die",
    break: [
      {
        do: "apply",
        object: {
          apiVersion: "crd.projectcalico.org/v1",
          kind: "HostEndpoint",
          metadata: { name: "node3-ens3", labels: { role: "worker" } },
          spec: { interfaceName: "ens3", node: "node3", expectedIPs: ["192.168.0.13"] },
        },
      },
    ],
    proof: [{ node: "node1", script: "nc -zvw2 192.168.0.13 10250 2>&1; nc -zvw2 192.168.0.13 30080 2>&1" }],
    asked: each(
      ["node/node1 -> node/node3:10250", "test/client -> node3:10250"],
      [
        blocked(
          {
            object: [{ kind: "HostEndpoint", name: "node3-ens3" }, node("node3")],
            node: ["node3"],
            says: [/host ?endpoint/i, /node3-ens3/],
          },
          { diesAt: hopOn("node3") },
        ),
      ],
    ),
    heal: [{ do: "delete", ref: { kind: "HostEndpoint", name: "node3-ens3" } }],
  },
];
