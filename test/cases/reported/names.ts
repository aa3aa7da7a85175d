/** What a Service's name means to the client that looks it up: ExternalName, other namespaces, a DNS that does not know it. As people reported them in public. */
import { onNode, type Case } from "../case.ts";
import {
  blocked,
  each,
  object,
  partial,
  podOf,
  policy,
  refused,
  service,
  type Named,
} from "../right-answer.ts";

const dns: readonly Named[] = [
  service("kube-system", "kube-dns"),
  podOf("kube-system", "coredns"),
  object("ConfigMap", "kube-system", "coredns"),
];

export const names: readonly Case[] = [
  {
    id: "B25",
    says: "coredns#2164, kind#1152: ExternalName holds an address, not a name",
    break: [
      {
        do: "apply",
        object: {
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: "insurance-backend", namespace: "test" },
          spec: {
            type: "ExternalName",
            externalName: "192.168.0.1",
            ports: [{ protocol: "TCP", port: 8080 }],
          },
        },
      },
    ],
    asked: each(
      [
        "test/client -> svc/test/insurance-backend:8080",
        "test/client -> insurance-backend.test.svc.cluster.local:8080",
        "test/client -> insurance-backend",
      ],
      [
        blocked(
          {
            object: [service("test", "insurance-backend")],
            says: [/ExternalName|externalName|alias/, /192\.168\.0\.1/],
          },
          { tells: [/NXDOMAIN|no name|not a name|is an address/i] },
        ),
      ],
      { healthy: "never" },
    ),
    heal: [{ do: "delete", ref: { kind: "Service", namespace: "test", name: "insurance-backend" } }],
  },
  {
    id: "B25b",
    says: "ExternalName pointing at another Service of the cluster, which is denied by policy; and one with a typing error",
    break: [
      {
        do: "apply",
        object: {
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: "shop-db", namespace: "test" },
          spec: { type: "ExternalName", externalName: "db.demo.svc.cluster.local" },
        },
      },
      {
        do: "apply",
        object: {
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: "shop-typo", namespace: "test" },
          spec: { type: "ExternalName", externalName: "dbb.demo.svc.cluster.local" },
        },
      },
    ],
    asked: [
      {
        ask: "test/client -> svc/test/shop-db:5432",
        healthy: "never",
        right: [blocked({ object: [policy("demo", "db-from-shop")] })],
      },
      {
        ask: "test/client -> svc/test/shop-typo:5432",
        healthy: "never",
        // Behind the right name waits the policy of the first question.
        fixLeavesMore: true,
        right: [
          blocked(
            { object: [service("test", "shop-typo")], says: [/dbb\.demo/] },
            { tells: [/did you mean|db\.demo\b/i] },
          ),
          refused(/dbb\.demo/, /did you mean|\bdb\.demo/i),
        ],
      },
    ],
    heal: [
      { do: "delete", ref: { kind: "Service", namespace: "test", name: "shop-db" } },
      { do: "delete", ref: { kind: "Service", namespace: "test", name: "shop-typo" } },
    ],
  },
  {
    id: "B60b",
    says: "cluster DNS does not know the Service (it lost its watch): NXDOMAIN",
    break: [
      onNode(
        "node1",
        "cp /run/lab/cluster-hosts /run/ch; sed -i '/ ratings.test/d' /run/lab/cluster-hosts; for p in $(pgrep dnsmasq); do kill -HUP $p; done; sleep 0.3",
      ),
      onNode(
        "node2",
        "cp /run/lab/cluster-hosts /run/ch; sed -i '/ ratings.test/d' /run/lab/cluster-hosts; for p in $(pgrep dnsmasq); do kill -HUP $p; done; sleep 0.3",
      ),
    ],
    proof: [
      {
        pod: "test/reviews",
        script:
          "nslookup ratings.test.svc.cluster.local 10.96.0.10 2>&1 | tail -3; nc -zvw2 ratings.test.svc.cluster.local 9080 2>&1",
      },
    ],
    asked: each(
      ["test/reviews -> test/ratings", "test/reviews -> ratings.test.svc.cluster.local:9080"],
      [
        blocked({ object: dns, says: [/NXDOMAIN|does not know|no such name|does not exist/i, /ratings/] }),
        partial({ object: dns, says: [/NXDOMAIN|does not know|no such name|does not exist/i, /ratings/] }),
      ],
    ),
    heal: [
      onNode("node1", "cp /run/ch /run/lab/cluster-hosts; for p in $(pgrep dnsmasq); do kill -HUP $p; done"),
      onNode("node2", "cp /run/ch /run/lab/cluster-hosts; for p in $(pgrep dnsmasq); do kill -HUP $p; done"),
    ],
  },
  {
    id: "B63",
    says: "short name of a Service of another namespace, as a URL: the client gets no such host",
    break: [],
    proof: [
      {
        pod: "demo/client",
        script:
          "cat /etc/resolv.conf; getent hosts details || echo 'getent details: none'; getent hosts details.test.svc.cluster.local",
      },
    ],
    asked: each(
      [
        "demo/client -> http://details:9080/",
        "demo/client -> details:9080",
        "demo/client -> host details:9080",
      ],
      [
        blocked(
          {
            says: [
              /details/,
              /NXDOMAIN|does not resolve|no such|does not exist|not found|cannot be (found|looked up)/i,
            ],
          },
          { tells: [/details\.test/] },
        ),
        refused(/details\.test|test\/details/),
      ],
      { healthy: "never" },
    ),
    heal: [],
  },
];
