/** Policies that close what is not asked about, and let through what is. */
import type { KubeObject } from "../../lab/api/object.ts";
import { networkPolicy } from "../../lab/clusters/objects.ts";

export function policiesThatAllow(): readonly KubeObject[] {
  const everyone = { podSelector: {} };
  return [
    networkPolicy({
      namespace: "test",
      name: "closed",
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    }),
    networkPolicy({
      namespace: "test",
      name: "names",
      spec: {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
                podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
              },
            ],
            ports: [
              { protocol: "UDP", port: 53 },
              { protocol: "TCP", port: "dns-tcp" },
            ],
          },
        ],
      },
    }),
    networkPolicy({
      namespace: "test",
      name: "among-us",
      spec: {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ from: [everyone], ports: [{ protocol: "TCP", port: 9000, endPort: 9100 }] }],
        egress: [{ to: [everyone, { ipBlock: { cidr: "10.233.64.0/18", except: ["10.233.70.0/30"] } }] }],
      },
    }),
    networkPolicy({
      namespace: "test",
      name: "from-the-front",
      spec: {
        podSelector: { matchExpressions: [{ key: "app", operator: "In", values: ["productpage"] }] },
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { "app.kubernetes.io/name": "ingress-nginx" } } }],
            ports: [{ protocol: "TCP", port: "http" }],
          },
        ],
      },
    }),
  ];
}

export function calicoPoliciesThatAllow(): readonly KubeObject[] {
  const global = (name: string, spec: Readonly<Record<string, unknown>>): KubeObject => ({
    apiVersion: "crd.projectcalico.org/v1",
    kind: "GlobalNetworkPolicy",
    metadata: { name },
    spec,
  });
  return [
    {
      apiVersion: "crd.projectcalico.org/v1",
      kind: "Tier",
      metadata: { name: "security" },
      spec: { order: 100 },
    },
    {
      apiVersion: "crd.projectcalico.org/v1",
      kind: "GlobalNetworkSet",
      metadata: { name: "far-away", labels: { set: "far-away" } },
      spec: { nets: ["203.0.113.0/24", "198.51.100.7/32"] },
    },
    global("security.deny-far-away", {
      tier: "security",
      order: 10,
      selector: "all()",
      types: ["Ingress"],
      ingress: [{ action: "Deny", source: { selector: "set == 'far-away'" } }, { action: "Pass" }],
    }),
    global("default.details-for-test", {
      tier: "default",
      order: 20,
      selector: "app == 'details'",
      types: ["Ingress"],
      ingress: [
        {
          action: "Allow",
          protocol: "TCP",
          source: { namespaceSelector: "kubernetes.io/metadata.name == 'test'" },
          destination: { ports: [9080, "9090:9099"] },
        },
      ],
    }),
    global("default.kubelets", {
      tier: "default",
      order: 30,
      selector: "role == 'worker'",
      types: ["Ingress", "Egress"],
      ingress: [{ action: "Allow" }],
      egress: [{ action: "Allow" }],
    }),
    {
      apiVersion: "crd.projectcalico.org/v1",
      kind: "HostEndpoint",
      metadata: { name: "node3-ens3", labels: { role: "worker" } },
      spec: { interfaceName: "ens3", node: "node3", expectedIPs: ["192.168.0.13"] },
    },
  ];
}
