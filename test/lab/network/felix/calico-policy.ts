/** Calico's own policies, as the definitions of crd.projectcalico.org/v1 hold them. */
import { z } from "zod";
import type { PolicyObject } from "../../../../src/model/kubernetes.ts";
import { entitySelector, policySelector } from "./calico-selectors.ts";
import {
  anyEntity,
  directions,
  type Direction,
  type Entity,
  type FelixPolicy,
  type PolicyRule,
  type PortRange,
} from "./policy-model.ts";
import { parseSelector, SelectorError } from "./selector-language.ts";

const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? "");
const Texts = z
  .array(z.string())
  .nullish()
  .transform((texts) => texts ?? []);
const NumberOrText = z.union([z.number(), z.string()]);
const Ports = z
  .array(NumberOrText)
  .nullish()
  .transform((ports) => ports ?? []);
const Protocol = NumberOrText.nullish().transform((value) =>
  value == null ? undefined : String(value).toLowerCase(),
);
const Icmp = z
  .object({ type: z.number().optional(), code: z.number().optional() })
  .nullish()
  .transform((icmp) => icmp ?? undefined);

const EntityShape = z
  .object({
    nets: Texts,
    notNets: Texts,
    selector: Text,
    notSelector: Text,
    namespaceSelector: Text,
    ports: Ports,
    notPorts: Ports,
    serviceAccounts: z.object({ names: Texts, selector: Text }).nullish(),
    services: z.object({ name: z.string(), namespace: z.string().nullish() }).nullish(),
  })
  .nullish();

const RuleShape = z.object({
  action: z
    .string()
    .transform((action) => z.enum(["allow", "deny", "pass", "log"]).parse(action.toLowerCase())),
  ipVersion: z.union([z.literal(4), z.literal(6)]).nullish(),
  protocol: Protocol,
  notProtocol: Protocol,
  icmp: Icmp,
  notICMP: Icmp,
  source: EntityShape,
  destination: EntityShape,
});

const PolicySpec = z.object({
  tier: Text,
  order: z.number().nullish(),
  selector: Text,
  namespaceSelector: Text,
  serviceAccountSelector: Text,
  types: Texts,
  ingress: z.array(RuleShape).nullish(),
  egress: z.array(RuleShape).nullish(),
  doNotTrack: z.boolean().nullish(),
  preDNAT: z.boolean().nullish(),
  applyOnForward: z.boolean().nullish(),
});

/**
 * A NetworkPolicy or GlobalNetworkPolicy; undefined for other kinds, staged policies, and what Felix's validation refuses.
 */
export function readCalicoPolicy(object: PolicyObject): FelixPolicy | undefined {
  const { kind, metadata } = object;
  if (kind !== "NetworkPolicy" && kind !== "GlobalNetworkPolicy") return undefined;
  const read = PolicySpec.safeParse(object.spec ?? {});
  if (!read.success) return undefined;
  const spec = read.data;
  const namespace = kind === "NetworkPolicy" ? (metadata.namespace ?? "default") : undefined;
  const types = spec.types.map((type) => type.toLowerCase());
  try {
    const selector = policySelector({
      selector: spec.selector,
      serviceAccountSelector: spec.serviceAccountSelector,
      ...(namespace === undefined ? { namespaceSelector: spec.namespaceSelector } : { namespace }),
    });
    parseSelector(selector);
    const rules = Object.fromEntries(
      directions
        // A policy of the definitions' API that says nothing restricts both ways (felix/calc: ExtractPolicyMetadata).
        .filter((direction) => types.length === 0 || types.includes(direction))
        .map((direction): [Direction, PolicyRule[]] => [
          direction,
          (spec[direction] ?? []).map((rule) => ruleOf(rule, namespace)),
        ]),
    );
    return {
      kind,
      namespace,
      name: metadata.name,
      tier: spec.tier || "default",
      order: spec.order ?? Infinity,
      selector,
      stage: spec.doNotTrack ? "untracked" : spec.preDNAT ? "preDNAT" : "tracked",
      onForward: spec.applyOnForward ?? false,
      rules,
    };
  } catch (error) {
    if (error instanceof SelectorError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function ruleOf(rule: z.infer<typeof RuleShape>, namespace: string | undefined): PolicyRule {
  return {
    action: rule.action,
    ipVersion: rule.ipVersion ?? undefined,
    protocol: rule.protocol,
    notProtocol: rule.notProtocol,
    icmp: rule.icmp,
    notIcmp: rule.notICMP,
    source: entityOf(rule.source, namespace),
    destination: entityOf(rule.destination, namespace),
  };
}

function entityOf(shape: z.infer<typeof EntityShape>, namespace: string | undefined): Entity {
  if (!shape) return anyEntity;
  const { serviceAccounts, services, notSelector } = shape;
  const selector = entitySelector(
    {
      selector: shape.selector,
      notSelector,
      namespaceSelector: shape.namespaceSelector,
      ...(serviceAccounts ? { serviceAccounts } : {}),
    },
    namespace,
  );
  parseSelector(selector);
  parseSelector(notSelector);
  return {
    nets: shape.nets,
    notNets: shape.notNets,
    selector,
    notSelector,
    ...numbersAndNames(shape.ports),
    ...negated(numbersAndNames(shape.notPorts)),
    service: services ? `${services.namespace ?? namespace ?? ""}/${services.name}` : undefined,
  };
}

interface SplitPorts {
  readonly ports: readonly PortRange[];
  readonly portNames: readonly string[];
}

function negated({ ports, portNames }: SplitPorts): Pick<Entity, "notPorts" | "notPortNames"> {
  return { notPorts: ports, notPortNames: portNames };
}

/** `80`, `"80"` and `"80:90"` are numbers, everything else a name. Throws RangeError for a range that ends before it begins. */
function numbersAndNames(list: readonly (number | string)[]): SplitPorts {
  const ports: PortRange[] = [];
  const portNames: string[] = [];
  for (const entry of list) {
    const [, first, last = first] = /^(\d+)(?::(\d+))?$/.exec(String(entry)) ?? [];
    if (first === undefined) portNames.push(String(entry));
    else ports.push([Number(first), Number(last)]);
  }
  if (ports.some(([first, last]) => first > last || last > 65_535))
    throw new RangeError("not a range of ports");
  return { ports, portNames };
}
