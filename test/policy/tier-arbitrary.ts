/** Random cluster-wide policies for the small world, with priorities of their own. */
import fc from "fast-check";
import type { KubernetesObject } from "../../src/policy/index.ts";
import { namespaceValues, podValues, selector } from "./arbitrary.ts";
import { admin, clusterPolicy } from "./cluster-wide/objects.ts";
import type { TierPeer, TierPort, TierRule, TierSpec } from "./tier-oracle.ts";

const both = fc.record({ namespaceSelector: selector(namespaceValues), podSelector: selector(podValues) });
const podPeer: fc.Arbitrary<TierPeer> = fc.oneof(
  selector(namespaceValues).map((namespaces) => ({ namespaces })),
  both.map((pods) => ({ pods })),
);
const network = fc
  .constantFrom("0.0.0.0/0", "10.1.0.0/16", "10.2.0.1/32", "fd00::/16", "::/0", "203.0.113.0/24")
  .map((one): TierPeer => ({ networks: [one] }));

const ports = fc.constantFrom<TierPort[] | undefined>(
  undefined,
  [{ protocol: "TCP", first: 80, last: 80 }],
  [{ protocol: "TCP", first: 80, last: 90 }],
  [
    { protocol: "UDP", first: 53, last: 53 },
    { protocol: "TCP", first: 443, last: 443 },
  ],
);

function rule(direction: "ingress" | "egress"): fc.Arbitrary<TierRule> {
  const peer = direction === "egress" ? fc.oneof(podPeer, network) : podPeer;
  return fc
    .record({
      action: fc.constantFrom<TierRule["action"]>("allow", "deny", "pass"),
      peers: fc.array(peer, { minLength: 1, maxLength: 2 }),
      ports,
    })
    .map(({ ports: some, ...rest }) => ({ ...rest, ...(some ? { ports: some } : {}) }));
}

export const tierRule = { ingress: rule("ingress"), egress: rule("egress") };

export const tierSpec: fc.Arbitrary<TierSpec> = fc
  .record({
    api: fc.constantFrom<TierSpec["api"]>("v1alpha1", "v1alpha2"),
    tier: fc.constantFrom<TierSpec["tier"]>("Admin", "Baseline"),
    priority: fc.nat({ max: 1000 }),
    subject: both,
    ingress: fc.array(tierRule.ingress, { maxLength: 3 }),
    egress: fc.array(tierRule.egress, { maxLength: 3 }),
  })
  // A baseline of v1alpha1 has no priority to order it by.
  .map((spec) => (spec.tier === "Baseline" ? { ...spec, api: "v1alpha2" } : spec));

export const tierSpecs = fc.uniqueArray(tierSpec, { maxLength: 4, selector: ({ priority }) => priority });

const portOf = ({ protocol, first, last }: TierPort, api: TierSpec["api"]): object => {
  if (api === "v1alpha1")
    return first === last
      ? { portNumber: { protocol, port: first } }
      : { portRange: { protocol, start: first, end: last } };
  const destinationPort = first === last ? { number: first } : { range: { start: first, end: last } };
  return { [protocol.toLowerCase()]: { destinationPort } };
};

function ruleObject(one: TierRule, field: "from" | "to", api: TierSpec["api"]): object {
  const words = { allow: api === "v1alpha1" ? "Allow" : "Accept", deny: "Deny", pass: "Pass" };
  const traffic = one.ports?.map((port) => portOf(port, api));
  return {
    action: words[one.action],
    [field]: one.peers,
    ...(traffic ? { [api === "v1alpha1" ? "ports" : "protocols"]: traffic } : {}),
  };
}

export function toTierObject(spec: TierSpec): KubernetesObject {
  const { api, tier, priority, subject, ingress, egress } = spec;
  const common = {
    priority,
    subject: { pods: subject },
    ingress: ingress.map((one) => ruleObject(one, "from", api)),
    egress: egress.map((one) => ruleObject(one, "to", api)),
  };
  const name = `policy-${priority}`;
  return api === "v1alpha1" ? admin(common, name) : clusterPolicy({ ...common, tier }, name);
}
