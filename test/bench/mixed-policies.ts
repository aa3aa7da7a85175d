/** Policies of every API at once, in the shapes people write: what a cluster has whose network changed hands. */
import type { KubernetesObject } from "../../src/policy/index.ts";
import { ownLabel, type App, type NamespaceMade } from "./big-apps.ts";
import { namespacePolicies } from "./big-policies.ts";
import type { Random } from "./random.ts";

interface Around {
  readonly namespace: string;
  readonly neighbour: string;
  /** Of the namespace, from 0. */
  readonly place: number;
  /** Of the policy in its namespace. */
  readonly index: number;
  readonly app: App;
  readonly other: App;
  readonly random: Random;
}

const nameLabel = "kubernetes.io/metadata.name";
const inNamespace = (name: string): object => ({ namespaceSelector: { matchLabels: { [nameLabel]: name } } });
const isApp = (app: App): string =>
  Object.entries(ownLabel(app))
    .map(([key, value]) => `${key} == '${value}'`)
    .join(" && ");

function object(apiVersion: string, kind: string, name: string, spec: object, namespace?: string) {
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, spec };
}

const calicoApi = "projectcalico.org/v3";

function calicoPolicy({ namespace, app, other, neighbour, index, random }: Around): KubernetesObject {
  const tier = random.chance(0.3) ? "platform" : undefined;
  const spec = {
    ...(tier ? { tier } : {}),
    order: 100 + random.below(900),
    selector: isApp(app),
    types: ["Ingress"],
    ingress: [
      {
        action: "Allow",
        protocol: "TCP",
        source: { selector: isApp(other) },
        destination: { ports: [8080, "9000:9100"] },
      },
      { action: "Allow", source: { namespaceSelector: `projectcalico.org/name == '${neighbour}'` } },
      ...(tier ? [{ action: "Pass" }] : []),
    ],
  };
  return object(calicoApi, "NetworkPolicy", `${tier ?? "default"}.${app.name}-${index}`, spec, namespace);
}

/** Whom a global policy selects: a namespace, a team, a role in a few namespaces, an account, everybody. */
const globalSubjects: readonly ((around: Around) => object)[] = [
  ({ namespace }) => ({ selector: `projectcalico.org/namespace == '${namespace}'` }),
  ({ namespace, app }) => ({ selector: isApp(app), namespaceSelector: `${nameLabel} == '${namespace}'` }),
  ({ namespace, neighbour }) => ({
    selector: "tier == 'data' || has(version)",
    namespaceSelector: `${nameLabel} in {'${namespace}', '${neighbour}'}`,
  }),
  ({ app, other }) => ({ selector: `(${isApp(app)}) || (${isApp(other)})` }),
  ({ place }) => ({ selector: "all()", namespaceSelector: `team == 'team-${place % 40}' && env == 'prod'` }),
  ({ app, namespace }) => ({
    namespaceSelector: `${nameLabel} == '${namespace}'`,
    serviceAccountSelector: `projectcalico.org/name == '${app.name}'`,
  }),
];

function globalPolicy(around: Around): KubernetesObject {
  const { namespace, place, index, random } = around;
  const everybody = place % 100 === 50;
  const spec = {
    tier: "platform",
    order: place,
    ...(everybody ? { selector: "all()" } : globalSubjects[place % globalSubjects.length]?.(around)),
    types: ["Ingress", "Egress"],
    ingress: [
      { action: random.chance(0.1) ? "Deny" : "Pass", source: { selector: "env != 'dev'" } },
      { action: "Pass" },
    ],
    egress: [{ action: "Deny", destination: { selector: "feed == 'threats'" } }, { action: "Pass" }],
  };
  return object(calicoApi, "GlobalNetworkPolicy", `platform.${namespace}-${index}`, spec);
}

function ciliumPolicy({ namespace, app, other, neighbour, index }: Around): KubernetesObject {
  const spec = {
    endpointSelector: { matchLabels: ownLabel(app) },
    ingress: [
      {
        fromEndpoints: [
          { matchLabels: ownLabel(other) },
          { matchLabels: { "k8s:io.kubernetes.pod.namespace": neighbour } },
        ],
        toPorts: [{ ports: [{ port: "8080", protocol: "TCP" }] }],
      },
      { fromEntities: ["host", "remote-node"] },
    ],
  };
  return object("cilium.io/v2", "CiliumNetworkPolicy", `${app.name}-${index}`, spec, namespace);
}

function clusterwidePolicy({ namespace, place }: Around): KubernetesObject {
  const spec = {
    endpointSelector:
      place % 2 === 0
        ? { matchLabels: { "k8s:io.kubernetes.pod.namespace": namespace } }
        : { matchLabels: { "io.cilium.k8s.namespace.labels.team": `team-${place % 40}`, tier: "data" } },
    enableDefaultDeny: { ingress: false, egress: false },
    egressDeny: [{ toCIDR: ["203.0.113.0/24"] }],
  };
  return object("cilium.io/v2", "CiliumClusterwideNetworkPolicy", namespace, spec);
}

/** Every priority once, so that none ties. */
function adminPolicy({ namespace, neighbour, place }: Around): KubernetesObject {
  const subject =
    place % 3 === 0
      ? { namespaces: { matchLabels: { [nameLabel]: namespace } } }
      : { pods: { ...inNamespace(namespace), podSelector: { matchLabels: { tier: "service" } } } };
  const monitoring = [{ namespaces: { matchLabels: { [nameLabel]: "monitoring" } } }];
  const ingress = [
    { from: [{ namespaces: { matchLabels: { [nameLabel]: neighbour } } }], action: "Pass" },
    {
      from: [{ namespaces: { matchExpressions: [{ key: "env", operator: "In", values: ["dev"] }] } }],
      action: "Deny",
    },
  ];
  const api = "policy.networking.k8s.io";
  if (place % 2 === 0)
    return object(`${api}/v1alpha1`, "AdminNetworkPolicy", namespace, {
      priority: place,
      subject,
      ingress: [
        { action: "Allow", from: monitoring, ports: [{ portNumber: { protocol: "TCP", port: 9090 } }] },
        ...ingress,
      ],
    });
  return object(`${api}/v1alpha2`, "ClusterNetworkPolicy", namespace, {
    tier: place % 4 === 1 ? "Admin" : "Baseline",
    priority: place,
    subject,
    ingress: [
      { action: "Accept", from: monitoring, protocols: [{ tcp: { destinationPort: { number: 9090 } } }] },
      ...ingress,
    ],
  });
}

const istioApi = "security.istio.io/v1";

function meshPolicy({ namespace, neighbour, app, index, random }: Around): KubernetesObject {
  if (random.chance(0.2))
    return object(
      istioApi,
      "PeerAuthentication",
      `p-${index}`,
      { mtls: { mode: random.chance(0.5) ? "STRICT" : "PERMISSIVE" } },
      namespace,
    );
  const spec = {
    selector: { matchLabels: ownLabel(app) },
    action: random.chance(0.2) ? "DENY" : "ALLOW",
    rules: [
      {
        from: [
          { source: { namespaces: [namespace, neighbour] } },
          { source: { principals: [`cluster.local/ns/${namespace}/sa/${app.name}`] } },
        ],
        to: [{ operation: { ports: ["8080", "9090"] } }],
      },
    ],
  };
  return object(istioApi, "AuthorizationPolicy", `a-${index}`, spec, namespace);
}

/** In turn, as many as a namespace has left. */
const inTurn: readonly ((around: Around) => KubernetesObject)[] = [
  calicoPolicy,
  globalPolicy,
  ciliumPolicy,
  clusterwidePolicy,
  adminPolicy,
  meshPolicy,
  calicoPolicy,
];

/** Kubernetes' own NetworkPolicies that every other namespace has beside the rest. */
const plainOnes = 5;

/** As `namespacePolicies`, of every API; `place` tells the namespaces apart. */
export function mixedPolicies(
  namespace: NamespaceMade,
  { neighbour, place }: { readonly neighbour: NamespaceMade; readonly place: number },
  count: number,
  random: Random,
): KubernetesObject[] {
  const [first, ...rest] = namespace.apps;
  if (!first) return [];
  const plain = Math.min(place % 2 === 0 ? plainOnes : 0, count);
  const others = Array.from({ length: count - plain }, (_, index) => {
    const around: Around = {
      namespace: namespace.name,
      neighbour: neighbour.name,
      place,
      index,
      app: random.pick([first, ...rest]),
      other: random.pick([first, ...rest]),
      random,
    };
    return inTurn[index % inTurn.length]?.(around) ?? [];
  });
  return [...namespacePolicies(namespace, neighbour, plain, random), ...others.flat()];
}

/** What the policies of the whole cluster refer to: a tier, and a list of addresses of the size that feeds have. */
export function mixedSurroundings(random: Random): KubernetesObject[] {
  const nets = Array.from(
    { length: 2_000 },
    () => `${20 + random.below(150)}.${random.below(256)}.${random.below(256)}.${random.below(256)}/32`,
  );
  return [
    object(calicoApi, "Tier", "platform", { order: 500 }),
    {
      ...object(calicoApi, "GlobalNetworkSet", "threats", { nets }),
      metadata: { name: "threats", labels: { feed: "threats" } },
    },
  ];
}
