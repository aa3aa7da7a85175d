/** Random Calico policies in three tiers for the small world, no two of one order. */
import fc from "fast-check";
import type { KubernetesObject } from "../../../src/policy/index.ts";
import { calico, tier } from "./objects.ts";
import type { CalicoEntity, CalicoRule, CalicoSpec, CalicoTier } from "./oracle.ts";

const app = fc.constantFrom("x", "y", "z");
const entity: fc.Arbitrary<CalicoEntity> = fc.record(
  {
    app,
    notApp: app,
    team: fc.constantFrom("a", "b"),
    nets: fc.constantFrom(
      ["10.0.0.0/8"],
      ["10.1.0.1/32", "10.2.0.0/16"],
      ["fd00::/16"],
      ["0.0.0.0/0", "::/0"],
    ),
    notNets: fc.constantFrom(["10.1.0.0/16"], ["fd00:1::/32"], ["10.2.0.0/16", "fd00:2::/32"]),
  },
  { requiredKeys: [] },
);
const ports = fc.constantFrom<readonly (readonly [number, number])[]>(
  [[80, 80]],
  [
    [1, 79],
    [81, 100],
  ],
  [[53, 53]],
  [[443, 443]],
);
export const calicoRule: fc.Arbitrary<CalicoRule> = fc
  .record(
    {
      action: fc.constantFrom("Allow", "Deny", "Pass", "Log"),
      peer: entity,
      protocol: fc.constantFrom("TCP", "UDP"),
      ports,
      notPorts: ports,
    },
    { requiredKeys: ["action"] },
  )
  // Ports need a protocol beside them.
  .map(({ ports: some, notPorts: none, ...one }) =>
    one.protocol ? { ...one, ...(some ? { ports: some } : {}), ...(none ? { notPorts: none } : {}) } : one,
  );
export const calicoSpec: fc.Arbitrary<CalicoSpec> = fc.record(
  {
    namespace: fc.constantFrom("n1", "n2", "n3"),
    tier: fc.constantFrom("sec", "default", "late"),
    order: fc.double({ min: -5, max: 2000, noNaN: true }),
    app,
    types: fc.constantFrom<("Ingress" | "Egress")[]>(["Ingress"], ["Egress"], ["Ingress", "Egress"]),
    rules: fc.array(calicoRule, { maxLength: 3 }),
  },
  { requiredKeys: ["tier", "types", "rules"] },
);
export const calicoSpecs = fc.uniqueArray(calicoSpec, { maxLength: 5, selector: ({ order }) => order });
export const calicoTiers = fc
  .record({ sec: fc.boolean(), default: fc.constant(false), late: fc.boolean(), swapped: fc.boolean() })
  .map(({ sec, late, swapped }): CalicoTier[] => [
    { name: "sec", order: swapped ? 2_000_000 : 10, passes: sec },
    { name: "default", order: 1_000_000, passes: false },
    { name: "late", order: swapped ? 5 : 3_000_000, passes: late },
  ]);

function selectorOf({ app: wanted, notApp, team, nets, notNets }: CalicoEntity): object {
  return {
    ...(wanted === undefined ? {} : { selector: `app == '${wanted}'` }),
    ...(notApp === undefined ? {} : { notSelector: `app == '${notApp}'` }),
    ...(team === undefined ? {} : { namespaceSelector: `team == '${team}'` }),
    ...(nets ? { nets } : {}),
    ...(notNets ? { notNets } : {}),
  };
}
const portsOf = (some: CalicoRule["ports"]): string[] =>
  (some ?? []).map(([first, last]) => `${first}:${last}`);

function toRule(one: CalicoRule, side: "source" | "destination"): object {
  const peer = one.peer ? selectorOf(one.peer) : {};
  const where = {
    ...(one.ports ? { ports: portsOf(one.ports) } : {}),
    ...(one.notPorts ? { notPorts: portsOf(one.notPorts) } : {}),
  };
  return {
    action: one.action,
    ...(one.protocol ? { protocol: one.protocol } : {}),
    ...(side === "source" ? { source: peer, destination: where } : { destination: { ...peer, ...where } }),
  };
}
export const toCalicoObject = (one: CalicoSpec, index: number): KubernetesObject =>
  calico(one.namespace === undefined ? `p${index}` : `${one.namespace}/p${index}`, {
    tier: one.tier,
    ...(one.order === undefined ? {} : { order: one.order }),
    ...(one.app === undefined ? {} : { selector: `app == '${one.app}'` }),
    types: one.types,
    ingress: one.rules.map((each) => toRule(each, "source")),
    egress: one.rules.map((each) => toRule(each, "destination")),
  });

export const toTier = ({ name, order, passes }: CalicoTier): KubernetesObject =>
  tier(name, order, passes ? "Pass" : "Deny");
