/** Ports that a Service does not have, and headless Services, which translate none. As people reported them in public. */
import { type Case } from "../case.ts";
import { blocked, each, podOf, policy, refused, service } from "../right-answer.ts";

export const ports: readonly Case[] = [
  {
    id: "B59",
    says: "headless Service / StatefulSet pod name",
    break: [
      {
        do: "apply",
        object: {
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: "db-h", namespace: "demo" },
          spec: {
            clusterIP: "None",
            clusterIPs: ["None"],
            selector: { app: "db" },
            ports: [{ name: "pg", protocol: "TCP", port: 15432, targetPort: 5432 }],
          },
        },
      },
    ],
    proof: [
      {
        pod: "demo/shop",
        script:
          "nslookup db-h.demo.svc.cluster.local 10.96.0.10 2>&1 | tail -3; nc -zvw2 db-h.demo.svc.cluster.local 15432 2>&1; nc -zvw2 10.233.72.66 15432 2>&1",
      },
    ],
    asked: [
      ...each(
        ["demo/shop -> db-h.demo:15432", "demo/shop -> db-h.demo"],
        [
          blocked(
            [
              { object: [service("demo", "db-h")], says: [/headless|translat/i, /15432/, /5432/] },
              { object: [policy("demo", "db-from-shop")] },
            ],
            {
              tells: [/headless/i, /translat|5432/i],
              beside: [
                {
                  object: [service("demo", "db-h"), podOf("demo", "db")],
                  says: [/headless|translat|listen/i],
                },
                { object: [policy("demo", "db-from-shop")] },
              ],
            },
          ),
        ],
        { healthy: "never", fixLeavesMore: true },
      ),
      {
        ask: "demo/shop -> db-0.db-h.demo.svc.cluster.local:5432",
        healthy: "never",
        right: [
          blocked({
            says: [/db-0\.db-h/, /NXDOMAIN|does not resolve|no such|do(es)? not (exist|know)|subdomain/i],
          }),
          refused(/db-0\.db-h|db-0/),
        ],
      },
    ],
    heal: [{ do: "delete", ref: { kind: "Service", namespace: "demo", name: "db-h" } }],
  },
  {
    id: "B59b",
    says: "headless Service with port 80 and targetPort 9080, no policy: clients that use 80 are refused",
    break: [
      {
        do: "apply",
        object: {
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: "details-h", namespace: "test" },
          spec: {
            clusterIP: "None",
            clusterIPs: ["None"],
            selector: { app: "details" },
            ports: [{ name: "http", protocol: "TCP", port: 80, targetPort: 9080 }],
          },
        },
      },
    ],
    proof: [{ pod: "test/client", script: "nc -zvw2 details-h.test.svc.cluster.local 80 2>&1" }],
    asked: each(
      [
        "test/client -> details-h:80",
        "test/client -> http://details-h.test.svc.cluster.local",
        "test/client -> details-h",
      ],
      [
        blocked(
          {
            object: [service("test", "details-h"), podOf("test", "details")],
            says: [/\b80\b/, /9080|listen/i],
          },
          { tells: [/headless/i] },
        ),
      ],
      { healthy: "never" },
    ),
    heal: [{ do: "delete", ref: { kind: "Service", namespace: "test", name: "details-h" } }],
  },
  {
    id: "B61",
    says: "the container's port asked at the Service's name (classic): shop:8080 where the Service has port 80",
    break: [],
    proof: [{ pod: "demo/client", script: "nc -zvw2 10.96.12.4 8080 2>&1; nc -zvw2 10.96.12.4 80 2>&1" }],
    asked: [
      ...each(
        [
          "demo/client -> shop:8080",
          "demo/client -> svc/demo/shop:8080",
          "demo/client -> http://shop.demo.svc.cluster.local:8080",
          "demo/client -> 10.96.12.4:8080",
        ],
        [blocked({ object: [service("demo", "shop")], says: [/8080/, /\b80\b/] })],
        { healthy: "never" },
      ),
      ...each(
        ["test/client -> svc/ingress-nginx/ingress-nginx-controller:30080"],
        [blocked({ object: [service("ingress-nginx", "ingress-nginx-controller")], says: [/30080/] })],
        { healthy: "never" },
      ),
    ],
    heal: [],
  },
  {
    id: "B61b",
    says: "Service port 80, targetPort 8080 as a number; client uses 8080 at the Service's name",
    break: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "demo", name: "shop" },
        patch: { spec: { ports: [{ name: "web", protocol: "TCP", port: 80, targetPort: 8080 }] } },
      },
    ],
    proof: [
      {
        pod: "demo/client",
        script:
          "nc -zvw2 shop.demo.svc.cluster.local 8080 2>&1; nc -zvw2 shop.demo.svc.cluster.local 80 2>&1",
      },
    ],
    asked: [
      ...each(
        [
          "demo/client -> shop:8080",
          "demo/client -> http://shop.demo.svc.cluster.local:8080/health",
          "demo/client -> 10.96.12.4:8080",
        ],
        [blocked({ object: [service("demo", "shop")], says: [/8080/, /\b80\b/] })],
        { healthy: "never" },
      ),
    ],
    heal: [
      {
        do: "patch",
        ref: { kind: "Service", namespace: "demo", name: "shop" },
        patch: { spec: { ports: [{ name: "web", protocol: "TCP", port: 80, targetPort: "web" }] } },
      },
    ],
  },
];
