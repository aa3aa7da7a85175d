/** Objects by chance that decide about flows, of every API, or that such objects refer to. */
import fc from "fast-check";
import type { KubernetesObject } from "../../src/policy/index.ts";

const spaces = ["shop", "mail", "shop-two", "default"] as const;
const names = ["web", "api", "web-two", "db"] as const;

export const namespace = fc.constantFrom(...spaces);
export const name = fc.constantFrom(...names);
const labels = name.map((app) => ({ app }));
const selector = fc.oneof(
  fc.constant({}),
  labels.map((matchLabels) => ({ matchLabels })),
);
export const ip = fc.integer({ min: 1, max: 12 }).map((last) => `10.0.0.${last}`);
/** Absent: kubectl creates it in `default`. */
const where = fc.oneof(
  { weight: 6, arbitrary: namespace.map((one) => ({ namespace: one })) },
  { weight: 1, arbitrary: fc.constant({}) },
);

const meta = (more: object = {}) =>
  fc.tuple(name, where, labels).map(([one, at, own]) => ({ name: one, ...at, labels: own, ...more }));
const containers = [{ name: "c", ports: [{ name: "http", containerPort: 8080 }] }];

function object(
  apiVersion: string,
  kind: string,
  metadata: fc.Arbitrary<object>,
  rest: fc.Arbitrary<object>,
): fc.Arbitrary<KubernetesObject> {
  return fc
    .tuple(metadata, rest)
    .map(([own, more]): KubernetesObject => ({ apiVersion, kind, metadata: own, ...more }));
}

export const pod = object(
  "v1",
  "Pod",
  fc
    .tuple(meta(), fc.constantFrom("", "-7d9c5b8f4-x2x4z", "-0"), fc.boolean())
    .map(([own, suffix, owned]) => ({
      ...own,
      name: `${own.name}${suffix}`,
      ...(owned ? { ownerReferences: [{ kind: "ReplicaSet", name: `${own.name}-7d9c5b8f4` }] } : {}),
    })),
  ip.map((podIP) => ({ spec: { containers }, status: { podIP } })),
);
const agent = object(
  "v1",
  "Pod",
  fc.constant({ name: "agent-1", namespace: "kube-system", labels: { "k8s-app": "cilium" } }),
  fc.constant({ spec: { hostNetwork: true, containers } }),
);
const deployment = object(
  "apps/v1",
  "Deployment",
  meta(),
  labels.map((own) => ({ spec: { template: { metadata: { labels: own }, spec: { containers } } } })),
);
/** Come to by every kind of address. */
const reached = fc.record(
  {
    clusterIP: fc.constantFrom("10.0.1.1", "10.0.1.2"),
    externalIPs: fc.constantFrom(["10.0.1.3"], ["10.0.0.1"], ["10.0.3.1"]),
    externalTrafficPolicy: fc.constantFrom("Local", "Cluster"),
  },
  { requiredKeys: [] },
);
const balanced = fc.constantFrom({}, { loadBalancer: { ingress: [{ ip: "10.0.1.4" }] } });
const nodePort = fc.constantFrom({}, { nodePort: 30_080 }, { nodePort: 30_081 });
export const service = object(
  "v1",
  "Service",
  meta(),
  fc.tuple(labels, reached, balanced, nodePort).map(([own, addresses, status, port]) => ({
    spec: { selector: own, ports: [{ port: 80, targetPort: "http", ...port }], ...addresses },
    status,
  })),
);
const alias = object(
  "v1",
  "Service",
  meta(),
  fc.tuple(name, namespace).map(([one, at]) => ({
    spec: { type: "ExternalName", externalName: `${one}.${at}.svc.cluster.local` },
  })),
);
const node = object(
  "v1",
  "Node",
  fc.constantFrom({ name: "node1" }),
  fc.constant({ status: { addresses: [{ type: "InternalIP", address: "10.0.3.1" }] } }),
);
const onHostPort = object(
  "v1",
  "Pod",
  meta(),
  ip.map((podIP) => ({
    spec: {
      nodeName: "node1",
      containers: [{ name: "c", ports: [{ containerPort: 8080, hostPort: 30_082 }] }],
    },
    status: { podIP },
  })),
);
/** Addresses of Services and nodes, with a port. */
export const reachedAt = fc
  .tuple(
    fc.constantFrom("10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.1.4", "10.0.3.1", "node/node1"),
    fc.constantFrom("80", "30080", "30081", "30082"),
  )
  .map(([one, port]) => `${one}:${port}`);

const peer = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  fc.tuple(selector, namespace).map(([podSelector, one]) => ({
    podSelector,
    namespaceSelector: { matchLabels: { team: one } },
  })),
  fc.constantFrom("10.0.0.0/29", "10.0.0.8/29").map((cidr) => ({ ipBlock: { cidr } })),
);
const rules = (list: "from" | "to") =>
  fc.array(
    fc
      .tuple(fc.array(peer, { maxLength: 2 }), fc.constantFrom(8080, 9090, "http"))
      .map(([peers, port]) => ({ [list]: peers, ports: [{ port }] })),
    { maxLength: 2 },
  );
export const policy = object(
  "networking.k8s.io/v1",
  "NetworkPolicy",
  meta(),
  fc
    .tuple(selector, rules("from"), fc.option(rules("to"), { nil: undefined }))
    .map(([podSelector, ingress, egress]) => ({
      spec: { podSelector, ingress, ...(egress ? { egress, policyTypes: ["Ingress", "Egress"] } : {}) },
    })),
);
/** An API server would refuse it. */
const invalid = object(
  "networking.k8s.io/v1",
  "NetworkPolicy",
  meta(),
  fc.constant({ spec: { podSelector: {}, ingress: [{ ports: [{ port: 99_999 }] }] } }),
);
const calico = object(
  "projectcalico.org/v3",
  "NetworkPolicy",
  meta(),
  fc.tuple(name, namespace).map(([one, at]) => ({
    spec: {
      selector: `app == '${one}'`,
      types: ["Egress"],
      egress: [{ action: "Allow", destination: { services: { name: one, namespace: at } } }],
    },
  })),
);
const global = object(
  "projectcalico.org/v3",
  "GlobalNetworkPolicy",
  name.map((one) => ({ name: `all-${one}` })),
  fc.tuple(name, name).map(([one, other]) => ({
    spec: {
      selector: `app == '${one}'`,
      types: ["Ingress"],
      ingress: [{ action: "Deny", source: { selector: `app == '${other}' || set == 'x'` } }],
    },
  })),
);
const networkSet = object(
  "projectcalico.org/v3",
  "NetworkSet",
  meta({ labels: { set: "x" } }),
  fc.constant({ spec: { nets: ["10.0.0.0/30"] } }),
);
const cilium = object(
  "cilium.io/v2",
  "CiliumNetworkPolicy",
  meta(),
  fc.tuple(selector, selector).map(([endpointSelector, from]) => ({
    spec: { endpointSelector, ingress: [{ fromEndpoints: [from] }] },
  })),
);
const undecided = object("crd.antrea.io/v1beta1", "NetworkPolicy", meta(), fc.constant({ spec: {} }));
const namespaceObject = object(
  "v1",
  "Namespace",
  namespace.map((one) => ({ name: one, labels: { team: one } })),
  fc.constant({}),
);

const agents = object(
  "apps/v1",
  "DaemonSet",
  fc.constant({ name: "agent", namespace: "kube-system" }),
  fc.constant({
    spec: {
      template: { metadata: { labels: { "k8s-app": "cilium" } }, spec: { hostNetwork: true, containers } },
    },
  }),
);
const clusterwide = object(
  "cilium.io/v2",
  "CiliumClusterwideNetworkPolicy",
  name.map((one) => ({ name: `wide-${one}` })),
  fc.tuple(name, name, namespace).map(([one, other, at]) => ({
    spec: {
      endpointSelector: { matchLabels: { app: one } },
      egress: [
        { toServices: [{ k8sService: { serviceName: other, namespace: at } }] },
        { toEntities: ["kube-apiserver"] },
      ],
    },
  })),
);
const admin = object(
  "policy.networking.k8s.io/v1alpha1",
  "AdminNetworkPolicy",
  name.map((one) => ({ name: `admin-${one}` })),
  fc.tuple(namespace, selector, fc.constantFrom("Deny", "Pass", "Allow")).map(([team, from, action]) => ({
    spec: {
      priority: 10,
      subject: { namespaces: { matchLabels: { team } } },
      ingress: [{ action, from: [{ pods: { namespaceSelector: {}, podSelector: from } }] }],
    },
  })),
);
const account = object("v1", "ServiceAccount", meta(), fc.constant({}));
const byAccount = object(
  "projectcalico.org/v3",
  "GlobalNetworkPolicy",
  name.map((one) => ({ name: `account-${one}` })),
  name.map((one) => ({
    spec: {
      selector: "all()",
      types: ["Ingress"],
      ingress: [{ action: "Deny", source: { serviceAccounts: { selector: `app == '${one}'` } } }],
    },
  })),
);
const slice = object(
  "discovery.k8s.io/v1",
  "EndpointSlice",
  fc
    .oneof(meta(), fc.constant({ name: "kubernetes", namespace: "default" }))
    .map((own) => ({ ...own, labels: { "kubernetes.io/service-name": own.name } })),
  ip.map((address) => ({
    addressType: "IPv4",
    endpoints: [{ addresses: [address] }],
    ports: [{ port: 8080 }],
  })),
);
const mesh = fc.constantFrom("istio-system", "shop", "mail").chain((at) =>
  fc.oneof(
    object(
      "security.istio.io/v1",
      "AuthorizationPolicy",
      name.map((one) => ({ name: one, namespace: at })),
      namespace.map((from) => ({
        spec: { action: "DENY", rules: [{ from: [{ source: { notNamespaces: [from] } }] }] },
      })),
    ),
    object(
      "security.istio.io/v1",
      "PeerAuthentication",
      fc.constant({ name: "default", namespace: at }),
      fc.constant({ spec: { mtls: { mode: "STRICT" } } }),
    ),
  ),
);
const meshed = pod.map((one): KubernetesObject => ({
  ...one,
  spec: { containers: [...containers, { name: "istio-proxy" }], serviceAccountName: "web" },
}));

/** Kinds by which a question's answer may hang on objects elsewhere; common ones often. */
export const anyObject = fc.oneof(
  { weight: 8, arbitrary: pod },
  { weight: 5, arbitrary: policy },
  { weight: 2, arbitrary: service },
  { weight: 2, arbitrary: namespaceObject },
  { weight: 1, arbitrary: fc.oneof(deployment, agent, agents, account, slice, meshed, alias, onHostPort) },
  { weight: 1, arbitrary: node },
  {
    weight: 2,
    arbitrary: fc.oneof(
      invalid,
      calico,
      global,
      byAccount,
      networkSet,
      cilium,
      clusterwide,
      undecided,
      admin,
      mesh,
    ),
  },
);
