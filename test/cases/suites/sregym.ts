/** Faults that SREGym injects, but for those of names. */
import { networkPolicy } from "../../lab/clusters/objects.ts";
import { inPod, onNode, type Case } from "../case.ts";
import { blocked, each, node, object, podOf, policy, reachable, refused, service } from "../right-answer.ts";
import { patchService, scale } from "./acts.ts";
import { hostPortTaken, withoutAddress } from "./pending.ts";

export const sregym: readonly Case[] = [
  {
    id: "sregym-policy-without-rules",
    says: "a NetworkPolicy of both directions without a rule selects one app",
    break: [
      {
        do: "apply",
        object: networkPolicy({
          namespace: "test",
          name: "deny-all-reviews",
          spec: { podSelector: { matchLabels: { app: "reviews" } }, policyTypes: ["Ingress", "Egress"] },
        }),
      },
    ],
    asked: [
      {
        ask: "test/client -> test/reviews",
        right: [blocked({ object: [policy("test", "deny-all-reviews")] })],
      },
      {
        ask: "test/reviews -> test/ratings",
        right: [blocked({ object: [policy("test", "deny-all-reviews")] })],
      },
      { ask: "test/client -> test/details", right: [reachable()] },
    ],
    heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "deny-all-reviews" } }],
  },
  {
    id: "sregym-selector-key-too-many",
    says: "the Service's selector has one key more than the pods have labels",
    break: [patchService("test", "reviews", { selector: { current_service_name: "reviews" } })],
    asked: each(
      ["test/client -> test/reviews", "test/client -> http://reviews.test.svc.cluster.local:9080/"],
      [
        blocked(
          { object: [service("test", "reviews")], says: [/current_service_name/] },
          { never: [/app=client/] },
        ),
      ],
    ),
    heal: [patchService("test", "reviews", { selector: { current_service_name: null } })],
  },
  {
    id: "sregym-wrong-target-port",
    says: "targetPort 9999 where the program listens on 9080",
    break: [
      patchService("test", "details", {
        ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: 9999 }],
      }),
    ],
    asked: each(
      [
        "test/client -> svc/test/details",
        "node/node3 -> svc/test/details:9080",
        "test/client -> 10.96.11.12:9080",
      ],
      [blocked({ object: [service("test", "details"), podOf("test", "details")], says: [/9999/] })],
    ),
    heal: [
      patchService("test", "details", {
        ports: [{ name: "http", protocol: "TCP", port: 9080, targetPort: "http" }],
      }),
    ],
  },
  {
    id: "sregym-service-and-pods-deleted",
    says: "Service and Deployment are gone",
    break: [
      { do: "delete", ref: { kind: "Service", namespace: "test", name: "ratings" } },
      scale("test", "ratings", 0),
      { do: "delete", ref: { kind: "Deployment", namespace: "test", name: "ratings" } },
    ],
    asked: [
      ...each(
        ["test/reviews -> test/ratings:9080", "test/reviews -> svc/test/ratings"],
        [refused(/ratings/)],
      ),
      {
        ask: "test/reviews -> http://ratings.test.svc.cluster.local:9080/",
        right: [
          refused(/ratings/),
          blocked({ says: [/ratings/, /NXDOMAIN|does not (exist|resolve)|no such|no Service/i] }),
        ],
      },
    ],
    heal: [],
  },
  {
    id: "sregym-no-replicas",
    says: "the Deployment was scaled to nothing",
    break: [scale("test", "ratings", 0)],
    asked: each(
      ["test/reviews -> test/ratings", "test/reviews -> 10.96.11.11:9080"],
      [
        blocked({
          object: [service("test", "ratings"), object("Deployment", "test", "ratings")],
          says: [/replicas|scaled/i],
        }),
      ],
    ),
    heal: [scale("test", "ratings", 1)],
  },
  {
    id: "sregym-conntrack-full",
    says: "node3's connection tracking table is full",
    break: [
      onNode(
        "node3",
        `max=$(sysctl -n net.netfilter.nf_conntrack_max)
awk -v max="$max" 'BEGIN { for (i = 0; i < max; i++) { a = int(i / 65536); p = i % 65536; printf "-I -t 300 -u ASSURED,SEEN_REPLY -s 10.1.%d.%d -d 10.2.0.1 -p tcp --sport %d --dport %d --state ESTABLISHED\\n", a, 1 + i % 200, 1 + p % 65535, 1000 + a } }' | conntrack -R - >/dev/null 2>&1 || true
[ "$(conntrack -C)" -ge $max ]`,
      ),
    ],
    asked: each(
      ["test/reviews -> test/ratings", "node/node1 -> node/node3:10250"],
      [
        blocked({
          object: [node("node3")],
          node: ["node3"],
          says: [/conntrack|connection tracking/i, /full/i],
        }),
      ],
    ),
    heal: [onNode("node3", "conntrack -F >/dev/null 2>&1")],
  },
  {
    id: "sregym-no-cross-node-routes",
    says: "no BGP peer matches any more: every node lost the routes to the others' blocks",
    break: ["node1", "node2", "node3"].map((where) =>
      onNode(
        where,
        "ip route show dev vxlan.calico >/run/lost; while read -r block _; do ip route del $block; done </run/lost",
      ),
    ),
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked(
            { object: [node("node2")], node: ["node2"], says: [/route/i, /10\.233\.75\.|node3/] },
            { beside: [{ object: [node("node3")], node: ["node3"], says: [/route/i] }] },
          ),
        ],
      },
      {
        ask: "ingress-nginx -> test/productpage",
        right: [
          blocked(
            { object: [node("node1")], node: ["node1"], says: [/route/i] },
            { beside: [{ object: [node("node2"), node("node3")], says: [/route/i] }] },
          ),
        ],
      },
      { ask: "test/client -> 10.233.72.70:9080", right: [reachable()] },
    ],
    heal: ["node1", "node2", "node3"].map((where) =>
      onNode(where, "while read -r route; do ip route add $route dev vxlan.calico; done </run/lost"),
    ),
  },
  {
    id: "sregym-pool-exhausted",
    says: "the address pool is used up: the only pod waits for an address",
    ...withoutAddress(),
    asked: each(
      ["test/client -> svc/test/extra", "test/client -> extra:8080"],
      [
        blocked({
          object: [podOf("test", "extra"), service("test", "extra"), object("Deployment", "test", "extra")],
          says: [/ContainerCreating|Pending|no address|IPv4 addresses/i],
        }),
      ],
      { healthy: "never" },
    ),
    heal: [],
  },
  {
    id: "sregym-client-out-of-ports",
    says: "the client's pod may use four local ports, and they are in use",
    break: [
      inPod(
        "test/client",
        `sysctl -qw net.ipv4.ip_local_port_range="32000 32003"
for _ in 1 2 3 4; do (sleep 600 | nc 10.96.11.12 9080 >/dev/null 2>&1 &); done
until [ "$(ss -Htn dport = :9080 | grep -c ESTAB)" = 4 ]; do sleep 0.1; done`,
      ),
    ],
    proof: [{ pod: "test/client", script: "nc -zvw2 10.96.11.12 9080" }],
    asked: [
      {
        ask: "test/client -> svc/test/details",
        right: [
          blocked({
            object: [podOf("test", "client")],
            says: [/ip_local_port_range|ephemeral port|local ports?|source ports?/i],
          }),
          reachable({
            tells: [/ip_local_port_range|ephemeral port|local ports?|source ports?/i, /32000/],
            beside: [{ object: [podOf("test", "client")], says: [/port/] }],
          }),
        ],
      },
    ],
    heal: [inPod("test/client", `pkill nc || true; sysctl -qw net.ipv4.ip_local_port_range="32768 60999"`)],
  },
  {
    id: "sregym-client-asks-wrong-port",
    says: "an environment variable of the client holds a port that the Service does not have",
    break: [],
    asked: each(
      ["test/reviews -> http://ratings:9081/", "test/reviews -> ratings.test.svc.cluster.local:9081"],
      [blocked({ object: [service("test", "ratings")], says: [/9081/, /9080/] })],
      { healthy: "never" },
    ),
    heal: [],
  },
  {
    id: "sregym-host-port-clash",
    says: "the only pod is Pending: its hostPort is taken on every node",
    break: hostPortTaken(),
    asked: each(
      ["test/client -> svc/test/extra"],
      [
        blocked({
          object: [podOf("test", "extra"), service("test", "extra"), object("Deployment", "test", "extra")],
          says: [/Pending/i, /free ports/],
        }),
      ],
      { healthy: "never" },
    ),
    heal: [],
  },
  {
    id: "sregym-ingress-to-no-service",
    says: "the Ingress sends to a Service that does not exist",
    break: [
      {
        do: "patch",
        ref: { kind: "Ingress", namespace: "test", name: "productpage" },
        patch: {
          spec: {
            rules: [
              {
                host: "bookinfo.example.com",
                http: {
                  paths: [
                    {
                      path: "/",
                      pathType: "Prefix",
                      backend: { service: { name: "product-page", port: { number: 9080 } } },
                    },
                  ],
                },
              },
            ],
          },
        },
      },
    ],
    asked: [
      {
        ask: "ingress-nginx -> ingress/test/productpage",
        right: [
          refused(/product-page/),
          blocked({ object: [object("Ingress", "test", "productpage")], says: [/product-page/] }),
        ],
      },
    ],
    heal: [],
  },
];
