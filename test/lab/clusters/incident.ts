/**
 * The incident: ingress-nginx gets no answer from productpage any more. The workspace `demo` was isolated, so the
 * project `test` now admits only namespaces of its own workspace, and the ingress controller lives in another.
 */
import type { KubeObject } from "../api/object.ts";
import type { LabCluster } from "./cluster.ts";
import { daemonSet, deployment, namespace, networkPolicy, service, statefulSet } from "./objects.ts";

const workspace = (name: string): Readonly<Record<string, string>> => ({ "kubesphere.io/workspace": name });

const namespaces: readonly KubeObject[] = [
  namespace("default"),
  namespace("kube-system", workspace("system-workspace")),
  namespace("ingress-nginx", { ...workspace("system-workspace"), "app.kubernetes.io/name": "ingress-nginx" }),
  namespace("monitoring", workspace("system-workspace")),
  namespace("test", { ...workspace("demo"), "kubesphere.io/namespace": "test" }),
  namespace("demo", { ...workspace("demo"), "kubesphere.io/namespace": "demo" }),
];

const http = [{ name: "http", containerPort: 9080 }];

const workloads: readonly KubeObject[] = [
  deployment({
    namespace: "ingress-nginx",
    name: "ingress-nginx-controller",
    labels: {
      "app.kubernetes.io/name": "ingress-nginx",
      "app.kubernetes.io/component": "controller",
      app: "ingress-nginx",
    },
    image: "registry.k8s.io/ingress-nginx/controller:v1.12.1",
    ports: [
      { name: "http", containerPort: 80 },
      { name: "https", containerPort: 443 },
    ],
  }),
  deployment({
    namespace: "test",
    name: "productpage",
    labels: { app: "productpage", version: "v1" },
    image: "istio/examples-bookinfo-productpage-v1:1.20.3",
    ports: http,
    replicas: 2,
  }),
  ...["reviews", "ratings", "details"].map((name) =>
    deployment({
      namespace: "test",
      name,
      labels: { app: name, version: "v1" },
      image: `istio/examples-bookinfo-${name}-v1:1.20.3`,
      ports: http,
    }),
  ),
  deployment({
    namespace: "test",
    name: "client",
    labels: { app: "client" },
    image: "nicolaka/netshoot:v0.13",
  }),
  deployment({
    namespace: "demo",
    name: "shop",
    labels: { app: "shop" },
    image: "shop:2.4",
    ports: [{ name: "web", containerPort: 8080 }],
    replicas: 2,
  }),
  statefulSet({
    namespace: "demo",
    name: "db",
    labels: { app: "db" },
    image: "postgres:17",
    ports: [{ name: "pg", containerPort: 5432 }],
  }),
  deployment({
    namespace: "demo",
    name: "client",
    labels: { app: "client" },
    image: "nicolaka/netshoot:v0.13",
  }),
  deployment({
    namespace: "monitoring",
    name: "prometheus",
    labels: { app: "prometheus" },
    image: "prom/prometheus:v3.2.1",
    ports: [{ name: "web", containerPort: 9090 }],
  }),
  deployment({
    namespace: "kube-system",
    name: "coredns",
    labels: { "k8s-app": "kube-dns" },
    image: "registry.k8s.io/coredns/coredns:v1.12.1",
    ports: [
      { name: "dns", containerPort: 53, protocol: "UDP" },
      { name: "dns-tcp", containerPort: 53 },
      { name: "metrics", containerPort: 9153 },
    ],
    replicas: 2,
    podSpec: { dnsPolicy: "Default" },
  }),
  ...["kube-proxy", "calico-node"].map((name) =>
    daemonSet({
      namespace: "kube-system",
      name,
      labels: { "k8s-app": name },
      image: `${name}:v1`,
      podSpec: { hostNetwork: true },
    }),
  ),
];

const services: readonly KubeObject[] = [
  service({
    namespace: "ingress-nginx",
    name: "ingress-nginx-controller",
    clusterIP: "10.96.7.20",
    type: "NodePort",
    selector: { "app.kubernetes.io/name": "ingress-nginx", "app.kubernetes.io/component": "controller" },
    ports: [
      { name: "http", port: 80, targetPort: "http", nodePort: 30_080 },
      { name: "https", port: 443, targetPort: "https", nodePort: 30_443 },
    ],
  }),
  service({
    namespace: "test",
    name: "productpage",
    clusterIP: "10.96.11.4",
    selector: { app: "productpage" },
    ports: [{ name: "http", port: 9080, targetPort: 9080 }],
  }),
  ...["reviews", "ratings", "details"].map((name, index) =>
    service({
      namespace: "test",
      name,
      clusterIP: `10.96.11.${10 + index}`,
      selector: { app: name },
      ports: [{ name: "http", port: 9080, targetPort: "http" }],
    }),
  ),
  service({
    namespace: "demo",
    name: "shop",
    clusterIP: "10.96.12.4",
    selector: { app: "shop" },
    ports: [{ name: "web", port: 80, targetPort: "web" }],
  }),
  service({
    namespace: "demo",
    name: "db",
    clusterIP: "10.96.12.5",
    selector: { app: "db" },
    ports: [{ name: "pg", port: 5432 }],
  }),
  service({
    namespace: "monitoring",
    name: "prometheus",
    clusterIP: "10.96.13.4",
    selector: { app: "prometheus" },
    ports: [{ name: "web", port: 9090 }],
  }),
  service({
    namespace: "kube-system",
    name: "kube-dns",
    clusterIP: "10.96.0.10",
    selector: { "k8s-app": "kube-dns" },
    ports: [
      { name: "dns", port: 53, protocol: "UDP" },
      { name: "dns-tcp", port: 53 },
    ],
  }),
];

const ingress: KubeObject = {
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: { name: "productpage", namespace: "test" },
  spec: {
    ingressClassName: "nginx",
    rules: [
      {
        host: "bookinfo.example.com",
        http: {
          paths: [
            {
              path: "/",
              pathType: "Prefix",
              backend: { service: { name: "productpage", port: { number: 9080 } } },
            },
          ],
        },
      },
    ],
  },
};

const ingressClass: KubeObject = {
  apiVersion: "networking.k8s.io/v1",
  kind: "IngressClass",
  metadata: { name: "nginx" },
  spec: { controller: "k8s.io/ingress-nginx" },
};

/** Policies that have nothing to do with the incident. */
const otherPolicies: readonly KubeObject[] = [
  networkPolicy({
    namespace: "demo",
    name: "db-from-shop",
    spec: {
      podSelector: { matchLabels: { app: "db" } },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: "shop" } } }],
          ports: [{ protocol: "TCP", port: 5432 }],
        },
      ],
    },
  }),
  networkPolicy({
    namespace: "monitoring",
    name: "prometheus-web",
    spec: {
      podSelector: { matchLabels: { app: "prometheus" } },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: workspace("system-workspace") } }],
          ports: [{ protocol: "TCP", port: "web" }],
        },
      ],
    },
  }),
  networkPolicy({
    namespace: "test",
    name: "ratings-from-reviews",
    spec: {
      podSelector: { matchLabels: { app: "ratings" } },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: "reviews" } } }],
          ports: [{ protocol: "TCP", port: 9080 }],
        },
      ],
    },
  }),
];

/** What network isolation of the workspace wrote into the project. */
export const productpageIsolation: KubeObject = networkPolicy({
  namespace: "test",
  name: "productpage-isolation",
  labels: { "app.kubernetes.io/managed-by": "kubesphere-controller", ...workspace("demo") },
  annotations: {
    "kubesphere.io/creator": "kubesphere-controller",
    "kubesphere.io/network-isolate": "enabled",
  },
  creationTimestamp: "2026-11-22T14:01:07Z",
  spec: {
    podSelector: { matchLabels: { app: "productpage" } },
    policyTypes: ["Ingress"],
    ingress: [{ from: [{ namespaceSelector: { matchLabels: workspace("demo") } }] }],
  },
});

/** The same cluster before the isolation: everything answers. */
export const healthyIncident: LabCluster = {
  name: "prod-1",
  nodes: [
    { name: "node1", ip: "192.168.0.11", podBlock: "10.233.70.0/26" },
    { name: "node2", ip: "192.168.0.12", podBlock: "10.233.72.64/26" },
    { name: "node3", ip: "192.168.0.13", podBlock: "10.233.75.0/26" },
  ],
  podCIDR: "10.233.64.0/18",
  serviceCIDR: "10.96.0.0/16",
  clusterDNS: "10.96.0.10",
  createdAt: "2026-10-05T08:30:00Z",
  objects: [...namespaces, ...workloads, ...services, ingress, ingressClass, ...otherPolicies],
  placement: {
    "ingress-nginx/ingress-nginx-controller": [{ node: "node1", ip: "10.233.70.3" }],
    "test/productpage": [
      { node: "node3", ip: "10.233.75.9" },
      { node: "node2", ip: "10.233.72.70" },
    ],
    "test/reviews": [{ node: "node2" }],
    "test/ratings": [{ node: "node3" }],
    "test/details": [{ node: "node1" }],
    "test/client": [{ node: "node2" }],
    "demo/shop": [{ node: "node1" }, { node: "node3" }],
    "demo/db": [{ node: "node2" }],
    "demo/client": [{ node: "node1" }],
    "monitoring/prometheus": [{ node: "node3" }],
    "kube-system/coredns": [{ node: "node1" }, { node: "node2" }],
  },
};

export const incident: LabCluster = {
  ...healthyIncident,
  objects: [...healthyIncident.objects, productpageIsolation],
};
