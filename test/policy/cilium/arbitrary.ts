/** Random Cilium policies for the small world. */
import fc from "fast-check";
import type { KubernetesObject } from "../../../src/policy/index.ts";
import { cilium } from "./objects.ts";
import type { CiliumRule, CiliumSpec } from "./oracle.ts";

const labels = fc.constantFrom<Record<string, string>>(
  {},
  { app: "x" },
  { app: "y" },
  { tier: "front" },
  { app: "y", version: "v1" },
);
const endpoints = fc.array(
  fc.record({ labels, namespace: fc.constantFrom("n1", "n2", "n3") }, { requiredKeys: ["labels"] }),
  { maxLength: 2 },
);
const ports = fc.array(
  fc.record(
    {
      port: fc.constantFrom(0, 53, 80),
      end: fc.constantFrom(80, 90),
      protocol: fc.constantFrom<"TCP" | "UDP" | "ANY">("TCP", "UDP", "ANY"),
    },
    { requiredKeys: ["port", "protocol"] },
  ),
  { minLength: 1, maxLength: 2 },
);
const peers: fc.Arbitrary<CiliumRule> = fc.oneof(
  endpoints.map((some) => ({ endpoints: some })),
  fc.constantFrom<CiliumRule>(
    { cidr: ["0.0.0.0/0"] },
    { cidr: ["203.0.113.0/24", "::/0"] },
    { cidr: ["10.0.0.0/8"] },
    { entities: ["world"] },
    { entities: ["cluster"] },
    { entities: ["all"] },
    {},
  ),
);
const rule = fc
  .tuple(peers, fc.option(ports, { nil: undefined }))
  .map(([who, where]): CiliumRule => ({ ...who, ...(where ? { ports: where } : {}) }));
const rules = fc.array(rule, { maxLength: 2 });
const spec = fc.record(
  {
    namespace: fc.constantFrom("n1", "n2", "n3"),
    selects: labels,
    defaultDeny: fc.constantFrom({ ingress: false }, { egress: false }, { ingress: true, egress: true }),
    ingress: rules,
    ingressDeny: rules,
    egress: rules,
    egressDeny: rules,
  },
  { requiredKeys: ["namespace", "selects"] },
);
const specs = fc
  .array(spec, { maxLength: 4 })
  .map((all) => all.map((one, index): CiliumSpec => ({ ...one, name: `policy-${index}` })));

function toRule(one: CiliumRule, side: "from" | "to"): object {
  return {
    ...(one.endpoints
      ? {
          [`${side}Endpoints`]: one.endpoints.map(({ labels: some, namespace }) => ({
            matchLabels: { ...some, ...(namespace ? { "io.kubernetes.pod.namespace": namespace } : {}) },
          })),
        }
      : {}),
    ...(one.cidr ? { [`${side}CIDR`]: one.cidr } : {}),
    ...(one.entities ? { [`${side}Entities`]: one.entities } : {}),
    ...(one.ports
      ? {
          toPorts: [
            {
              ports: one.ports.map(({ port, end, protocol }) => ({
                port: `${port}`,
                protocol,
                ...(end && end >= port ? { endPort: end } : {}),
              })),
            },
          ],
        }
      : {}),
  };
}

export function toCiliumObject(one: CiliumSpec): KubernetesObject {
  const list = (field: "ingress" | "ingressDeny" | "egress" | "egressDeny"): object =>
    one[field]
      ? { [field]: one[field].map((each) => toRule(each, field.startsWith("in") ? "from" : "to")) }
      : {};
  return cilium(
    {
      endpointSelector: { matchLabels: one.selects },
      ...(one.defaultDeny ? { enableDefaultDeny: one.defaultDeny } : {}),
      ...list("ingress"),
      ...list("ingressDeny"),
      ...list("egress"),
      ...list("egressDeny"),
    },
    `${one.namespace}/${one.name}`,
  );
}

// An endPort below the port is refused, so the oracle never sees one.
const orderly = (one: CiliumRule): boolean =>
  (one.ports ?? []).every(({ port, end = port }) => end >= port || port === 0);
export const ciliumSpecs = specs.filter((all) =>
  all.every((one) =>
    (["ingress", "ingressDeny", "egress", "egressDeny"] as const).every((field) =>
      (one[field] ?? []).every(orderly),
    ),
  ),
);

/** A rule that an API server takes. */
export const ciliumRule = rule.filter(orderly);
