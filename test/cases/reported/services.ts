/** Faults of Services: rules that are missing, traffic policies, ports, names that lead elsewhere. As people reported them in public. */
import { onNode, inPod, type Case } from "../case.ts";
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

/** The node has no rules for any Service, while other nodes have. Not one Service's fault, and not the DNS's. */
const noServiceRules: readonly RightAnswer[] = [
  blocked(
    {
      object: [node("node2"), ...agentsOf("kube-proxy")],
      node: ["node2"],
      says: [
        /rules/i,
        /no Service|any Service|every Service|all Services|not one|at all|nat table|KUBE-SERVICES/i,
      ],
    },
    { tells: [/other nodes|node1|node3/] },
  ),
];

export const services: readonly Case[] = [
  {
    id: "B05",
    says: "k8s#121371, SREGym#803: internalTrafficPolicy Local and no endpoint on the caller's node",
    break: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "test", name: "ratings" },
        patch: { spec: { internalTrafficPolicy: "Local" } },
      },
    ],
    asked: [
      {
        ask: "test/reviews -> svc/test/ratings",
        right: [blocked({ object: [service("test", "ratings")], says: [/internalTrafficPolicy/, /Local/] })],
      },
    ],
    heal: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "test", name: "ratings" },
        patch: { spec: { internalTrafficPolicy: "Cluster" } },
      },
    ],
  },
  {
    id: "B05b",
    says: "k8s#121371 with two endpoints: internalTrafficPolicy Local, caller's node has none",
    break: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "test", name: "productpage" },
        patch: { spec: { internalTrafficPolicy: "Local" } },
      },
    ],
    asked: each(
      ["test/details -> svc/test/productpage", "node/node1 -> svc/test/productpage"],
      [blocked({ object: [service("test", "productpage")], says: [/internalTrafficPolicy/, /Local/] })],
    ),
    heal: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "test", name: "productpage" },
        patch: { spec: { internalTrafficPolicy: "Cluster" } },
      },
    ],
  },
  {
    id: "B19",
    says: "k8s#93091: firewalld's restart flushed the nat table and nobody wrote it again yet",
    break: [
      { do: "pause", node: "node2", agent: "kube-proxy" },
      { do: "pause", node: "node2", agent: "felix" },
      onNode("node2", "iptables-save >/run/all; iptables -t nat -F; iptables -t nat -X"),
    ],
    proof: [{ pod: "test/reviews", script: "nc -zvw2 10.96.11.12 9080 2>&1" }],
    asked: each(["test/reviews -> svc/test/details", "test/client -> test/details:9080"], noServiceRules),
    heal: [
      onNode("node2", "iptables-restore </run/all"),
      { do: "resume", node: "node2", agent: "kube-proxy" },
      { do: "resume", node: "node2", agent: "felix" },
    ],
  },
  {
    id: "B19b",
    says: "k8s#93091 again, asked about DNS and with an address",
    break: [
      { do: "pause", node: "node2", agent: "kube-proxy" },
      { do: "pause", node: "node2", agent: "felix" },
      onNode("node2", "iptables-save >/run/all; iptables -t nat -F; iptables -t nat -X"),
    ],
    asked: [
      ...each(["test/reviews -> kube-dns:53/udp", "test/reviews -> 10.96.11.12:9080"], noServiceRules),
      { ask: "test/details -> svc/test/productpage", right: [reachable()] },
    ],
    heal: [
      onNode("node2", "iptables-restore </run/all"),
      { do: "resume", node: "node2", agent: "kube-proxy" },
      { do: "resume", node: "node2", agent: "felix" },
    ],
  },
  {
    id: "B20",
    says: "k8s#106274/#125467: a UDP conntrack entry made while the Service had no endpoints swallows a client that keeps its source port",
    break: [
      inPod(
        "test/client",
        `cat >/tmp/u.sh <<'E'
while :; do printf 'abcd' | timeout 1 socat -T0.3 - UDP4-SENDTO:10.96.0.10:53,sourceport=40000; sleep 0.1; done
E
chmod +x /tmp/u.sh; setsid sh /tmp/u.sh </dev/null >/dev/null 2>&1 & sleep 1`,
      ),
      onNode(
        "node2",
        "conntrack -D -p udp --orig-port-src 40000 >/dev/null 2>&1 || true; conntrack -I -p udp -s $IP -d 10.96.0.10 --sport 40000 --dport 53 -r 10.233.70.55 -q $IP --reply-port-src 53 --reply-port-dst 40000 -t 600 2>&1 || true",
        "test/client",
      ),
    ],
    proof: [{ node: "node2", script: "sleep 1; conntrack -L -p udp 2>/dev/null | grep 40000" }],
    asked: [
      {
        ask: "test/client -> kube-dns:53/udp",
        right: [
          reachable({
            tells: [/40000/, /conntrack|connection tracking|tracked|entry/i],
            beside: [
              {
                object: [node("node2"), podOf("test", "client"), service("kube-system", "kube-dns")],
                says: [/40000/],
              },
            ],
          }),
        ],
      },
    ],
    heal: [
      inPod(
        "test/client",
        "for p in $(ps ax 2>/dev/null | grep u.sh | grep -v grep | awk '{print $1}'); do kill -9 $p; done; true",
      ),
      onNode("node2", "conntrack -D -p udp --orig-port-src 40000 >/dev/null 2>&1 || true"),
    ],
  },
  {
    id: "B40",
    says: "NodePort of a Service whose selector matches nothing (k8s docs' classic, asked at the NodePort)",
    break: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "ingress-nginx", name: "ingress-nginx-controller" },
        patch: {
          spec: {
            selector: {
              "app.kubernetes.io/name": "ingress-nginx",
              "app.kubernetes.io/component": "controler",
            },
          },
        },
      },
    ],
    asked: each(
      ["test/client -> node3:30080", "node/node1 -> 192.168.0.13:30080"],
      [blocked({ object: [service("ingress-nginx", "ingress-nginx-controller")], says: [/select/i] })],
    ),
    heal: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "ingress-nginx", name: "ingress-nginx-controller" },
        patch: {
          spec: {
            selector: {
              "app.kubernetes.io/name": "ingress-nginx",
              "app.kubernetes.io/component": "controller",
            },
          },
        },
      },
    ],
  },
  {
    id: "B41",
    says: "NodePort, and the pod behind it listens on another port (targetPort wrong)",
    break: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "ingress-nginx", name: "ingress-nginx-controller" },
        patch: {
          spec: {
            ports: [
              { name: "http", protocol: "TCP", port: 80, targetPort: 8081, nodePort: 30080 },
              { name: "https", protocol: "TCP", port: 443, targetPort: "https", nodePort: 30443 },
            ],
          },
        },
      },
    ],
    asked: [
      {
        ask: "node/node3 -> node2:30080",
        right: [
          blocked({
            object: [
              service("ingress-nginx", "ingress-nginx-controller"),
              podOf("ingress-nginx", "ingress-nginx-controller"),
            ],
            says: [/8081/],
          }),
        ],
      },
    ],
    heal: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "ingress-nginx", name: "ingress-nginx-controller" },
        patch: {
          spec: {
            ports: [
              { name: "http", protocol: "TCP", port: 80, targetPort: "http", nodePort: 30080 },
              { name: "https", protocol: "TCP", port: 443, targetPort: "https", nodePort: 30443 },
            ],
          },
        },
      },
    ],
  },
];
