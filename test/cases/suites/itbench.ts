/** Faults that ITBench injects. */
import type { LabCluster } from "../../lab/clusters/cluster.ts";
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { deployment, networkPolicy } from "../../lab/clusters/objects.ts";
import { inPod, type Case } from "../case.ts";
import {
  blocked,
  each,
  object,
  partial,
  podOf,
  reachable,
  refused,
  service,
  type Culprit,
} from "../right-answer.ts";
import { resolvConf } from "./acts.ts";
import { nodesCordoned } from "./pending.ts";

/** Its resolver is the node's own. */
const nodesResolver: LabCluster = {
  ...healthyIncident,
  objects: healthyIncident.objects.map((one) =>
    one.kind === "Deployment" && one.metadata.namespace === "test" && one.metadata.name === "client"
      ? deployment({
          namespace: "test",
          name: "client",
          labels: { app: "client" },
          image: "nicolaka/netshoot:v0.13",
          podSpec: { dnsPolicy: "Default" },
        })
      : one,
  ),
};

const asksOutside: Culprit = {
  object: [podOf("test", "client"), object("Deployment", "test", "client")],
  says: [/dnsPolicy|192\.168\.0\.1\b/],
};

const withIstio: LabCluster = { ...healthyIncident, policyApis: ["calico", "istio"] };

export const itbench: readonly Case[] = [
  {
    id: "itbench-empty-list-of-ports",
    says: "a NetworkPolicy with `ingress: [{ports: []}]` admits everything",
    break: [
      {
        do: "apply",
        object: networkPolicy({
          namespace: "test",
          name: "allow-all",
          spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ ports: [] }] },
        }),
      },
    ],
    asked: [
      ...each(["test/client -> test/details", "ingress-nginx -> test/productpage"], [reachable()]),
      { ask: "test/client -> test/ratings", healthy: "never", right: [reachable()] },
    ],
    heal: [{ do: "delete", ref: { kind: "NetworkPolicy", namespace: "test", name: "allow-all" } }],
  },
  {
    id: "itbench-service-deleted",
    says: "the Service is gone, its pods run",
    break: [{ do: "delete", ref: { kind: "Service", namespace: "test", name: "details" } }],
    asked: [
      { ask: "test/client -> svc/test/details:9080", right: [refused(/details/)] },
      ...each(
        ["test/client -> http://details.test.svc.cluster.local:9080/", "test/client -> http://details:9080/"],
        [
          refused(/details/),
          blocked({ says: [/details/, /NXDOMAIN|does not (exist|resolve)|no such|no Service/i] }),
        ],
      ),
    ],
    heal: [],
  },
  {
    id: "itbench-dns-policy-default",
    says: "the pod has dnsPolicy Default: the node's resolver does not know the cluster's names",
    cluster: nodesResolver,
    break: [resolvConf("test/client", "nameserver 192.168.0.1\n")],
    asked: each(
      ["test/client -> http://details.test.svc.cluster.local:9080/", "test/client -> details:9080"],
      [blocked(asksOutside), partial(asksOutside)],
      { healthy: "never" },
    ),
    heal: [],
  },
  {
    id: "itbench-methods-denied",
    says: "an AuthorizationPolicy denies GET: decided per request, not per connection",
    cluster: withIstio,
    break: [
      {
        do: "apply",
        object: {
          apiVersion: "security.istio.io/v1",
          kind: "AuthorizationPolicy",
          metadata: { name: "deny-get", namespace: "test" },
          spec: {
            selector: { matchLabels: { app: "details" } },
            action: "DENY",
            rules: [{ to: [{ operation: { methods: ["GET"] } }] }],
          },
        },
      },
    ],
    asked: [
      { ask: "test/client -> test/details", right: [reachable({ tells: [/AuthorizationPolicy|deny-get/] })] },
    ],
    heal: [],
  },
  {
    id: "itbench-strict-without-sidecar",
    says: "PeerAuthentication STRICT for a workload that has no sidecar: nobody enforces it, packets pass",
    cluster: withIstio,
    break: [
      {
        do: "apply",
        object: {
          apiVersion: "security.istio.io/v1",
          kind: "PeerAuthentication",
          metadata: { name: "strict", namespace: "test" },
          spec: { mtls: { mode: "STRICT" } },
        },
      },
    ],
    asked: [
      {
        ask: "test/client -> test/details",
        right: [reachable({ tells: [/PeerAuthentication|STRICT|sidecar/] })],
      },
    ],
    heal: [{ do: "delete", ref: { kind: "PeerAuthentication", namespace: "test", name: "strict" } }],
  },
  {
    id: "itbench-nodes-cordoned",
    says: "every node is cordoned: the only pod is Pending",
    break: nodesCordoned(),
    asked: each(
      ["test/client -> svc/test/extra", "test/client -> http://extra:8080/"],
      [
        blocked({
          object: [podOf("test", "extra"), service("test", "extra"), object("Deployment", "test", "extra")],
          says: [/Pending/i, /unschedulable/],
        }),
      ],
      { healthy: "never" },
    ),
    heal: [],
  },
  {
    id: "itbench-one-way-partition",
    says: "ratings drops what comes from reviews, in the pod itself",
    break: [
      inPod(
        "test/ratings",
        "ipset create reviews hash:ip; ipset add reviews 10.233.72.69; iptables-nft -A INPUT -m set --match-set reviews src -j DROP",
      ),
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked({ object: [podOf("test", "ratings")], node: ["node3"], says: [/INPUT/, /DROP|drop/] }),
        ],
      },
      {
        ask: "test/ratings -> test/reviews",
        // Answers that come by the Service's address do not have the address that is dropped.
        right: [
          partial({ object: [podOf("test", "ratings")], node: ["node3"], says: [/INPUT/, /DROP|drop/] }),
        ],
      },
      { ask: "test/ratings -> test/details", right: [reachable()] },
    ],
    heal: [
      inPod(
        "test/ratings",
        "iptables-nft -D INPUT -m set --match-set reviews src -j DROP; ipset destroy reviews",
      ),
    ],
  },
  {
    id: "itbench-total-loss",
    says: "every packet from reviews to ratings is lost in front of ratings",
    break: [
      inPod(
        "test/ratings",
        "iptables-nft -A INPUT -s 10.233.72.69 -m statistic --mode random --probability 1 -j DROP",
      ),
    ],
    asked: [
      {
        ask: "test/reviews -> test/ratings",
        right: [
          blocked({
            object: [podOf("test", "ratings")],
            node: ["node3"],
            says: [/INPUT/, /statistic|random|DROP/],
          }),
        ],
      },
    ],
    heal: [
      inPod(
        "test/ratings",
        "iptables-nft -D INPUT -s 10.233.72.69 -m statistic --mode random --probability 1 -j DROP",
      ),
    ],
  },
];
