/** Random small clusters under policies of every API, with every kind of end there is. */
import fc from "fast-check";
import { Pod } from "../../../src/model/kubernetes.ts";
import type { KubernetesObject } from "../../../src/policy/index.ts";
import { namespaces, pods as plainPods, policySpecs, toObject } from "../arbitrary.ts";
import { calico, calicoObject, networkSet, tier } from "../calico/objects.ts";
import { namespace, node, pod } from "../cluster.ts";
import { tierSpecs, toTierObject } from "../tier-arbitrary.ts";

const labelled = (name: string, ip: string, labels: object): KubernetesObject => ({
  ...node(name, ip),
  metadata: { name, labels },
});

/** One with a sidecar, behind a port that carries no HTTP and one that may. */
const guarded = pod("n3/guarded", { ip: "10.3.0.77", labels: { app: "x" }, node: "c" });
const sidecar = Pod.parse({
  ...guarded,
  spec: { ...guarded.spec, containers: [{ name: "main" }, { name: "istio-proxy" }] },
});

export const pods: readonly Pod[] = [
  ...plainPods,
  pod("n1/only4", { ip: "10.1.0.7", labels: { app: "x" }, node: "a" }),
  pod("n2/only6", { ip: "fd00:2::7", labels: { app: "x" }, node: "b" }),
  pod("n3/unborn", { labels: { app: "y" }, node: "c" }),
  pod("n1/agent", { ip: "192.168.0.1", hostNetwork: true, node: "a", labels: { app: "x" } }),
  pod("n2/agent", { ip: "192.168.0.2", hostNetwork: true, node: "b" }),
  pod("n2/replica-1", { ip: "10.2.0.9", labels: { app: "z", "pod-template-hash": "1" }, node: "a" }),
  sidecar,
  pod("n2/replica-2", { ip: "10.2.0.10", labels: { app: "z", "pod-template-hash": "2" }, node: "b" }),
];

export const cluster: readonly KubernetesObject[] = [
  ...namespaces,
  labelled("a", "192.168.0.1", { zone: "1" }),
  labelled("b", "192.168.0.2", { zone: "2" }),
  ...pods,
];

const of = (apiVersion: string, kind: string, name: string, spec: object): KubernetesObject => {
  const [namespace, own] = name.split("/");
  return { apiVersion, kind, metadata: own === undefined ? { name } : { namespace, name: own }, spec };
};
const cilium = (name: string, spec: object) =>
  of(
    "cilium.io/v2",
    name.includes("/") ? "CiliumNetworkPolicy" : "CiliumClusterwideNetworkPolicy",
    name,
    spec,
  );
const tcp = (port: string): object => ({ ports: [{ port, protocol: "TCP" }] });

const calicoPolicies: readonly KubernetesObject[] = [
  calico("n1/by-app", {
    order: 10,
    selector: "app == 'x'",
    ingress: [
      {
        action: "Allow",
        protocol: "TCP",
        source: { selector: "app == 'y'" },
        destination: { ports: ["http"] },
      },
      { action: "Deny", source: { nets: ["10.2.0.0/24"] } },
      { action: "Pass", source: { namespaceSelector: "team == 'b'" } },
    ],
  }),
  calico("feed", {
    tier: "late",
    selector: "has(app)",
    types: ["Egress"],
    egress: [
      { action: "Deny", destination: { selector: "feed == 'bad'" } },
      { action: "Allow", protocol: "ICMP", icmp: { type: 8 } },
      { action: "Allow", protocol: "TCP", destination: { services: { namespace: "n1", name: "front" } } },
      { action: "Log" },
    ],
  }),
  calico("by-account", {
    order: 2000,
    selector: "tier == 'front'",
    ingress: [{ action: "Allow", source: { serviceAccounts: { names: ["default"] } } }],
  }),
  tier("late", 5_000_000, "Deny"),
  networkSet("bad", { feed: "bad" }, ["198.18.0.0/15", "10.3.0.0/24"]),
  of("v1", "Service", "n1/front", { selector: { app: "x" }, ports: [{ port: 80, targetPort: "http" }] }),
  {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { namespace: "n1", name: "front-1", labels: { "kubernetes.io/service-name": "front" } },
    addressType: "IPv4",
    endpoints: [
      // It has another address by now.
      { addresses: ["10.1.0.99"], targetRef: { kind: "Pod", name: "p1", namespace: "n1" } },
      { addresses: ["198.19.1.1"] },
      { addresses: ["192.168.0.1"], targetRef: { kind: "Pod", name: "agent", namespace: "n1" } },
    ],
    ports: [{ name: "", port: 80, protocol: "TCP" }],
  },
  calicoObject("HostEndpoint", "a", { node: "a", expectedIPs: ["192.168.0.1"] }, { role: "node" }),
  calico("hosts", { applyOnForward: true, selector: "role == 'node'", ingress: [{ action: "Deny" }] }),
];

const ciliumPolicies: readonly KubernetesObject[] = [
  cilium("n1/entities", {
    endpointSelector: { matchLabels: { app: "x" } },
    ingress: [{ fromEntities: ["remote-node"], toPorts: [tcp("80")] }, { fromEntities: ["host"] }],
    egress: [{ toEntities: ["world"], toPorts: [tcp("443")] }, { toEndpoints: [{}] }],
  }),
  cilium("blocks", {
    endpointSelector: { matchExpressions: [{ key: "tier", operator: "Exists" }] },
    egress: [{ toCIDRSet: [{ cidr: "198.18.0.0/15", except: ["198.18.7.0/24"] }] }],
    egressDeny: [{ toCIDR: ["198.19.1.1/32"], toPorts: [tcp("443")] }],
  }),
  cilium("served", {
    endpointSelector: { matchLabels: { app: "y" } },
    egress: [{ toServices: [{ k8sServiceSelector: { selector: { matchLabels: { kind: "mail" } } } }] }],
  }),
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { namespace: "n2", name: "mail", labels: { kind: "mail" } },
    spec: { ports: [{ port: 25 }] },
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { namespace: "n2", name: "mailers", labels: { kind: "mail" } },
    spec: { selector: { app: "z" }, ports: [{ port: 25 }] },
  },
  {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { namespace: "n2", name: "mail", labels: { "kubernetes.io/service-name": "mail" } },
    addressType: "IPv4",
    endpoints: [{ addresses: ["198.18.3.4"] }],
    ports: [{ port: 25 }],
  },
  cilium("named", {
    endpointSelector: {},
    ingress: [{ fromEndpoints: [{ matchLabels: { app: "y" } }], toPorts: [tcp("http")] }],
    enableDefaultDeny: { ingress: false },
  }),
];

const others: readonly KubernetesObject[] = [
  of("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy", "same-team", {
    priority: 7,
    subject: { namespaces: {} },
    ingress: [
      { action: "Allow", from: [{ namespaces: { sameLabels: ["team"] } }] },
      { action: "Deny", from: [{ namespaces: { notSameLabels: ["team"] } }] },
    ],
    egress: [
      { action: "Deny", to: [{ nodes: { matchLabels: { zone: "1" } } }], ports: [{ namedPort: "http" }] },
      { action: "Pass", to: [{ namespaces: {} }] },
    ],
  }),
  of("security.istio.io/v1", "AuthorizationPolicy", "n1/who", {
    rules: [{ from: [{ source: { namespaces: ["n2"], ipBlocks: ["10.2.0.1"] } }] }],
  }),
  of("security.istio.io/v1", "AuthorizationPolicy", "n3/writes", {
    action: "DENY",
    rules: [{ to: [{ operation: { methods: ["POST"] } }], from: [{ source: { notNamespaces: ["n1"] } }] }],
  }),
  of("security.istio.io/v1", "AuthorizationPolicy", "n3/reads", {
    rules: [{ to: [{ operation: { paths: ["/*"] } }] }, { to: [{ operation: { ports: ["90"] } }] }],
  }),
  of("v1", "Service", "n3/guarded", {
    selector: { app: "x" },
    ports: [
      { name: "tcp-a", port: 90 },
      { name: "http", port: 91 },
    ],
  }),
  of("security.istio.io/v1", "PeerAuthentication", "istio-system/strict", { mtls: { mode: "STRICT" } }),
  of("policy.strange.io/v1", "NetworkPolicy", "n2/strange", {}),
  of("cilium.io/v3", "CiliumNetworkPolicy", "n3/of-tomorrow", {}),
];

/** All objects of a random cluster. */
export const worlds: fc.Arbitrary<KubernetesObject[]> = fc
  .record({
    specs: policySpecs,
    tiers: tierSpecs,
    more: fc.oneof(
      fc.constant([]),
      fc.subarray([...calicoPolicies]),
      fc.subarray([...ciliumPolicies]),
      fc.subarray([...others]),
      fc.subarray([...calicoPolicies, ...others]),
    ),
    meshed: fc.boolean(),
  })
  .map(({ specs, tiers, more, meshed }) => [
    ...cluster,
    ...(meshed ? [namespace("n1", { team: "a", env: "prod", "istio.io/dataplane-mode": "ambient" })] : []),
    ...specs.map(toObject),
    ...tiers.map(toTierObject),
    ...more,
  ]);
