/** Random small clusters: three namespaces, six pods, a few policies of every shape. */
import fc from "fast-check";
import type { KubernetesObject } from "../../src/policy/index.ts";
import { namespace, pod, policy } from "./cluster.ts";
import type { PeerSpec, PolicySpec, PortSpec, RuleSpec, SelectorSpec } from "./oracle.ts";

export const namespaces = [
  namespace("n1", { team: "a", env: "prod" }),
  namespace("n2", { team: "b" }),
  namespace("n3"),
];

const named = (containerPort: number, name: string, protocol = "TCP") => ({ containerPort, name, protocol });
export const pods = [
  pod("n1/p1", {
    ips: ["10.1.0.1", "fd00:1::1"],
    labels: { app: "x", tier: "front" },
    node: "a",
    ports: [named(80, "http")],
  }),
  pod("n1/p2", {
    ips: ["10.1.0.2", "fd00:1::2"],
    labels: { app: "y", version: "v1" },
    node: "b",
    ports: [named(81, "http"), named(53, "http", "UDP")],
  }),
  pod("n1/p3", {
    ips: ["10.1.0.130", "fd00:1::3"],
    labels: { app: "y", version: "v2", tier: "" },
    node: "c",
  }),
  pod("n2/p4", {
    ips: ["10.2.0.1", "fd00:2::1"],
    labels: { app: "x" },
    node: "d",
    ports: [named(443, "http")],
  }),
  pod("n2/p5", { ips: ["10.2.0.2", "fd00:2::2"], node: "e" }),
  pod("n3/p6", { ips: ["10.3.0.1", "fd00:3::1"], labels: { app: "z", tier: "back" }, node: "f" }),
];

type Expression = NonNullable<SelectorSpec["matchExpressions"]>[number];

export const podValues = { app: ["x", "y", "z"], tier: ["front", "back", ""], version: ["v1", "v2"] };
export const namespaceValues = {
  team: ["a", "b"],
  env: ["prod"],
  "kubernetes.io/metadata.name": ["n1", "n2", "n3"],
};

export function selector(values: Record<string, string[]>): fc.Arbitrary<SelectorSpec> {
  const pair = fc
    .constantFrom(...Object.keys(values))
    .chain((key) => fc.tuple(fc.constant(key), fc.constantFrom(...(values[key] ?? []))));
  const expression = pair.chain(([key, value]) =>
    fc.constantFrom<Expression>(
      { key, operator: "In", values: [value] },
      { key, operator: "In", values: [value, "other"] },
      { key, operator: "NotIn", values: [value] },
      { key, operator: "Exists" },
      { key, operator: "DoesNotExist" },
    ),
  );
  return fc.oneof(
    fc.constant({}),
    pair.map(([key, value]): SelectorSpec => ({ matchLabels: { [key]: value } })),
    expression.map((one): SelectorSpec => ({ matchExpressions: [one] })),
    fc.tuple(pair, expression).map(([[key, value], one]): SelectorSpec => ({
      matchLabels: { [key]: value },
      matchExpressions: [one],
    })),
  );
}

const block = fc.constantFrom<NonNullable<PeerSpec["ipBlock"]>>(
  { cidr: "10.0.0.0/8" },
  { cidr: "10.1.0.0/16", except: ["10.1.0.128/25"] },
  { cidr: "10.2.0.1/32" },
  { cidr: "0.0.0.0/0", except: ["10.1.0.0/16", "10.3.0.0/24"] },
  { cidr: "fd00::/16", except: ["fd00:1::/32"] },
  { cidr: "fd00:2::7/64" },
  { cidr: "::/0" },
);
const peer: fc.Arbitrary<PeerSpec> = fc.oneof(
  selector(podValues).map((podSelector) => ({ podSelector })),
  selector(namespaceValues).map((namespaceSelector) => ({ namespaceSelector })),
  fc
    .tuple(selector(podValues), selector(namespaceValues))
    .map(([podSelector, namespaceSelector]) => ({ podSelector, namespaceSelector })),
  block.map((ipBlock) => ({ ipBlock })),
);
const port: fc.Arbitrary<PortSpec> = fc.constantFrom<PortSpec>(
  { port: 80 },
  { port: 443, protocol: "TCP" },
  { port: "http" },
  { port: "http", protocol: "UDP" },
  { port: 53, protocol: "UDP" },
  { protocol: "SCTP" },
  { port: 80, endPort: 90 },
  { port: 1, endPort: 65_535, protocol: "UDP" },
  {},
);

function rule(direction: "ingress" | "egress"): fc.Arbitrary<RuleSpec> {
  return fc
    .record({
      peers: fc.option(fc.array(peer, { maxLength: 2 })),
      ports: fc.option(fc.array(port, { maxLength: 2 })),
    })
    .map(({ peers, ports }) => ({
      ...(peers ? { [direction === "ingress" ? "from" : "to"]: peers } : {}),
      ...(ports ? { ports } : {}),
    }));
}

const types = fc.constantFrom<string[] | undefined>(
  undefined,
  ["Ingress"],
  ["Egress"],
  ["Ingress", "Egress"],
);

/** `name` is unique in a list of these when made by `policySpecs`. */
const policySpec: fc.Arbitrary<PolicySpec> = fc
  .record({
    namespace: fc.constantFrom("n1", "n2", "n3"),
    podSelector: selector(podValues),
    policyTypes: types,
    ingress: fc.option(fc.array(rule("ingress"), { maxLength: 2 })),
    egress: fc.option(fc.array(rule("egress"), { maxLength: 2 })),
  })
  .map(({ namespace: where, podSelector, policyTypes, ingress, egress }) => ({
    namespace: where,
    name: "",
    spec: {
      podSelector,
      ...(policyTypes ? { policyTypes } : {}),
      ...(ingress ? { ingress } : {}),
      ...(egress ? { egress } : {}),
    },
  }));

export const policySpecs = fc
  .array(policySpec, { maxLength: 5 })
  .map((specs) => specs.map((spec, index): PolicySpec => ({ ...spec, name: `policy-${index}` })));

export const anyRule = { ingress: rule("ingress"), egress: rule("egress") };

export function toObject({ namespace: where, name, spec }: PolicySpec): KubernetesObject {
  return policy(`${where}/${name}`, spec);
}

/** Where the meaning of these policies can change: each port named in them, and a neighbour. */
export const decisivePorts = [
  ...[1, 79, 80, 81, 90, 91, 443].map((port) => ({ protocol: "TCP" as const, port })),
  ...[1, 53, 54, 80].map((port) => ({ protocol: "UDP" as const, port })),
  ...[1, 65_535].map((port) => ({ protocol: "SCTP" as const, port })),
];
