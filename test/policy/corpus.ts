/** One object of every kind the engine reads, each with most of the fields its API has. */
import type { KubernetesObject } from "../../src/policy/index.ts";

const named = (apiVersion: string, kind: string, rest: object, namespace?: string): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: `a-${kind.toLowerCase()}`, labels: { app: "web" }, ...(namespace ? { namespace } : {}) },
  ...rest,
});
const inShop = (apiVersion: string, kind: string, rest: object): KubernetesObject =>
  named(apiVersion, kind, rest, "shop");

const selector = {
  matchLabels: { app: "web" },
  matchExpressions: [{ key: "tier", operator: "NotIn", values: ["x"] }],
};

const networkPolicy = {
  podSelector: selector,
  policyTypes: ["Ingress", "Egress"],
  ingress: [
    {
      from: [
        { podSelector: selector, namespaceSelector: { matchLabels: { team: "a" } } },
        { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
      ],
      ports: [{ port: 5432 }, { port: "sql", protocol: "TCP" }, { port: 1, endPort: 9, protocol: "UDP" }],
    },
  ],
  egress: [{ to: [{ podSelector: {} }], ports: [{ protocol: "SCTP" }] }],
};

const namespaced = { namespaceSelector: selector, podSelector: selector };
const clusterRules = (ports: object, action = "Pass") => ({
  ingress: [{ name: "in", action: "Deny", from: [{ namespaces: selector }, { pods: namespaced }], ...ports }],
  egress: [
    { action, to: [{ nodes: selector }, { networks: ["10.0.0.0/8", "::/0"] }] },
    { action: "Deny", to: [{ pods: namespaced }], ...ports },
  ],
});
const oldPorts = {
  ports: [
    { portNumber: { protocol: "TCP", port: 80 } },
    { portRange: { start: 1, end: 9 } },
    { namedPort: "sql" },
  ],
};
const newPorts = {
  protocols: [
    { tcp: { destinationPort: { number: 80 } } },
    { udp: { destinationPort: { range: { start: 1, end: 9 } } } },
    { destinationNamedPort: "sql" },
  ],
};

const calicoEntity = {
  selector: "app == 'web' && has(tier)",
  notSelector: "zone in {'a', 'b'}",
  namespaceSelector: "team == 'a'",
  nets: ["10.0.0.0/8"],
  notNets: ["10.1.0.0/16"],
  serviceAccounts: { names: ["default"], selector: "x == 'y'" },
};
const calicoRules = [
  { action: "Log", ipVersion: 4, protocol: "ICMP", icmp: { type: 8, code: 0 }, notICMP: { type: 3 } },
  { action: "Allow", protocol: "TCP", source: calicoEntity, destination: { ports: [80, "90:99", "sql"] } },
  { action: "Pass", notProtocol: "UDP", source: { services: { name: "db", namespace: "shop" } } },
  { action: "Deny", http: { methods: ["GET"] }, protocol: 6, source: { ports: [1], notPorts: [2] } },
];
const calico = {
  tier: "sec",
  order: 5,
  selector: "has(app)",
  serviceAccountSelector: "all()",
  types: ["Ingress"],
  ingress: calicoRules,
  performanceHints: ["AssumeNeededOnEveryNode"],
};

const cilium = {
  endpointSelector: { matchLabels: { "k8s:app": "web", "io.cilium.k8s.namespace.labels.team": "a" } },
  enableDefaultDeny: { ingress: true },
  ingress: [
    {
      fromEndpoints: [selector],
      toPorts: [{ ports: [{ port: "80", endPort: 90, protocol: "TCP" }], rules: { http: [{}] } }],
    },
    { fromCIDRSet: [{ cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] }, { cidrGroupRef: "g" }] },
    { fromEntities: ["world", "kube-apiserver"], icmps: [{ fields: [{ type: 8, family: "IPv4" }] }] },
    { fromNodes: [selector], authentication: { mode: "required" } },
  ],
  ingressDeny: [{ fromRequires: [selector], fromCIDR: ["10.0.0.1"] }],
  egress: [
    { toFQDNs: [{ matchName: "a.example" }, { matchPattern: "*" }] },
    { toServices: [{ k8sService: { serviceName: "db", namespace: "shop" } }] },
    { toGroups: [{ aws: {} }] },
  ],
  egressDeny: [{ toEntities: ["host"] }],
};

const authorization = {
  selector: { matchLabels: { app: "web" } },
  action: "DENY",
  rules: [
    {
      from: [{ source: { principals: ["*"], notNamespaces: ["a"], ipBlocks: ["10.0.0.0/8"] } }],
      to: [{ operation: { ports: ["80"], notPorts: ["90"], methods: ["GET"] } }],
      when: [
        { key: "source.ip", values: ["10.0.0.1"] },
        { key: "destination.ip", notValues: ["10.0.0.1"] },
        { key: "destination.port", values: ["80"] },
        { key: "request.headers[x]", notValues: ["1"] },
      ],
    },
  ],
};
const v3 = "projectcalico.org/v3";
const admin = "policy.networking.k8s.io/v1alpha1";

export const corpus: readonly KubernetesObject[] = [
  inShop("networking.k8s.io/v1", "NetworkPolicy", { spec: networkPolicy }),
  named(admin, "AdminNetworkPolicy", {
    spec: { priority: 5, subject: { pods: namespaced }, ...clusterRules(oldPorts) },
  }),
  {
    ...named(admin, "BaselineAdminNetworkPolicy", {
      spec: { subject: { namespaces: selector }, ...clusterRules(oldPorts, "Allow") },
    }),
    metadata: { name: "default" },
  },
  named("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", {
    spec: { tier: "Admin", priority: 5, subject: { namespaces: selector }, ...clusterRules(newPorts) },
  }),
  inShop(v3, "NetworkPolicy", { spec: calico }),
  named("crd.projectcalico.org/v1", "GlobalNetworkPolicy", { spec: { ...calico, applyOnForward: true } }),
  inShop(v3, "StagedNetworkPolicy", { spec: calico }),
  {
    ...named(v3, "Profile", { spec: { ingress: calicoRules, labelsToApply: {} } }),
    metadata: { name: "kns.shop" },
  },
  { ...named(v3, "Tier", { spec: { order: 10, defaultAction: "Pass" } }), metadata: { name: "sec" } },
  inShop(v3, "NetworkSet", { spec: { nets: ["203.0.113.0/24"] } }),
  named(v3, "HostEndpoint", { spec: { node: "node1", interfaceName: "eth0", expectedIPs: ["192.168.0.1"] } }),
  inShop("cilium.io/v2", "CiliumNetworkPolicy", { spec: cilium }),
  named("cilium.io/v2", "CiliumClusterwideNetworkPolicy", {
    specs: [cilium, { nodeSelector: selector, ingress: [{}] }],
  }),
  named("cilium.io/v2alpha1", "CiliumCIDRGroup", { spec: { externalCIDRs: ["203.0.113.0/24"] } }),
  inShop("security.istio.io/v1", "AuthorizationPolicy", { spec: authorization }),
  inShop("security.istio.io/v1", "PeerAuthentication", {
    spec: {
      selector: { matchLabels: { app: "web" } },
      mtls: { mode: "STRICT" },
      portLevelMtls: { 80: { mode: "DISABLE" } },
    },
  }),
  inShop("v1", "Service", { spec: { selector: { app: "db" }, ports: [{ port: 80, targetPort: "sql" }] } }),
  inShop("v1", "ServiceAccount", {}),
  {
    ...inShop("discovery.k8s.io/v1", "EndpointSlice", {
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.0.0.2"], conditions: { ready: true } }],
      ports: [{ port: 5432, protocol: "TCP" }],
    }),
    metadata: { namespace: "shop", name: "db-x", labels: { "kubernetes.io/service-name": "db" } },
  },
  inShop("v1", "Pod", {
    spec: {
      nodeName: "node1",
      serviceAccountName: "default",
      containers: [{ name: "c", ports: [{ containerPort: 1 }] }],
    },
    status: { phase: "Running", podIP: "10.0.0.77", podIPs: [{ ip: "10.0.0.77" }] },
  }),
  named("v1", "Namespace", {}),
  named("v1", "Node", { status: { addresses: [{ type: "InternalIP", address: "192.168.0.9" }] } }),
];
