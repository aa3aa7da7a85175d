/** The NetworkPolicies of a made-up namespace, in the shapes people write. */
import type { KubernetesObject } from "../../src/policy/index.ts";
import { ownLabel, type App, type NamespaceMade } from "./big-apps.ts";
import type { Random } from "./random.ts";

interface Written {
  readonly name: string;
  readonly spec: object;
}

interface Around {
  readonly app: App;
  readonly other: App;
  readonly neighbour: NamespaceMade;
  readonly random: Random;
}

const dns = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
const named = (name: string): object => ({ matchLabels: { "kubernetes.io/metadata.name": name } });
const anyPod = { podSelector: {} };

/** What nearly every namespace has, in this order. */
const usual: readonly ((random: Random) => Written)[] = [
  (random) => ({
    name: "default-deny",
    spec: { ...anyPod, policyTypes: random.chance(0.7) ? ["Ingress", "Egress"] : ["Ingress"] },
  }),
  () => ({
    name: "allow-dns",
    spec: {
      ...anyPod,
      policyTypes: ["Egress"],
      egress: [{ to: [{ namespaceSelector: named("kube-system") }], ports: dns }],
    },
  }),
  (random) => ({
    name: "allow-same-namespace",
    spec: random.chance(0.5)
      ? { ...anyPod, ingress: [{ from: [anyPod] }], egress: [{ to: [anyPod] }] }
      : { ...anyPod, ingress: [{ from: [anyPod] }] },
  }),
  () => ({
    name: "allow-from-ingress",
    spec: {
      podSelector: { matchLabels: { tier: "front" } },
      ingress: [{ from: [{ namespaceSelector: named("ingress-nginx") }], ports: [{ port: "http" }] }],
    },
  }),
];

/** What one application gets. */
const particular: readonly [(around: Around) => Written, ...((around: Around) => Written)[]] = [
  ({ app, other }) => ({
    name: `${app.name}-from-${other.name}`,
    spec: {
      podSelector: { matchLabels: ownLabel(app) },
      ingress: [{ from: [{ podSelector: { matchLabels: ownLabel(other) } }], ports: [{ port: "http" }] }],
    },
  }),
  ({ app, neighbour, random }) => ({
    name: `${app.name}-from-${neighbour.name}`,
    spec: {
      podSelector: { matchLabels: ownLabel(app) },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [
            {
              namespaceSelector: {
                matchExpressions: [
                  {
                    key: "team",
                    operator: "In",
                    values: [`team-${random.below(40)}`, `team-${random.below(40)}`],
                  },
                  { key: "env", operator: "NotIn", values: ["dev"] },
                ],
              },
              podSelector: { matchExpressions: [{ key: "tier", operator: "NotIn", values: ["data"] }] },
            },
            { namespaceSelector: named(neighbour.name) },
          ],
          ports: [{ protocol: "TCP", port: 8080 }],
        },
      ],
    },
  }),
  ({ app, random }) => ({
    name: `${app.name}-outside`,
    spec: {
      podSelector: { matchLabels: ownLabel(app) },
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8", "192.168.0.0/16"] } }],
          ports: [{ protocol: "TCP", port: random.chance(0.5) ? 443 : 5432 }],
        },
      ],
    },
  }),
  ({ app }) => ({
    name: `${app.name}-metrics`,
    spec: {
      podSelector: { matchLabels: ownLabel(app) },
      ingress: [
        {
          from: [
            { namespaceSelector: named("monitoring"), podSelector: { matchLabels: { tier: "service" } } },
          ],
          ports: [{ protocol: "TCP", port: "metrics" }],
        },
      ],
    },
  }),
  ({ app, random }) => ({
    name: `${app.name}-data`,
    spec: {
      podSelector: { matchExpressions: [{ key: "tier", operator: "In", values: ["front", "service"] }] },
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ podSelector: { matchLabels: { tier: "data" } } }],
          ports: [{ protocol: "TCP", port: 5432, endPort: 5432 + random.below(100) }],
        },
      ],
    },
  }),
];

/** The usual ones first, then some for this application and that; no name twice. */
export function namespacePolicies(
  namespace: NamespaceMade,
  neighbour: NamespaceMade,
  count: number,
  random: Random,
): KubernetesObject[] {
  const [first, ...rest] = namespace.apps;
  if (!first) return [];
  return Array.from({ length: count }, (_, index): KubernetesObject => {
    const around = {
      app: random.pick([first, ...rest]),
      other: random.pick([first, ...rest]),
      neighbour,
      random,
    };
    const { name, spec } = usual[index]?.(random) ?? random.pick(particular)(around);
    return {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: index < usual.length ? name : `${name}-${index}`, namespace: namespace.name },
      spec,
    };
  });
}
