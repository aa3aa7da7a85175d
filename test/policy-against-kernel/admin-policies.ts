/** Generated cluster-wide policies of policy.networking.k8s.io, before and after the NetworkPolicies. */
import type { KubeObject } from "../lab/api/object.ts";
import { blocks, labelSelector, namespaceKeys, podKeys } from "./network-policies.ts";
import type { Random } from "./random.ts";

/** AdminNetworkPolicy with its baseline, or the ClusterNetworkPolicy that came after both. */
type Version = "v1alpha1" | "v1alpha2";

function chosen(random: Random): object {
  const namespaces = (): object => labelSelector(random, namespaceKeys);
  return random.chance(0.5)
    ? { namespaces: namespaces() }
    : { pods: { namespaceSelector: namespaces(), podSelector: labelSelector(random, podKeys) } };
}

function traffic(random: Random, version: Version): object {
  const protocol = random.pick(["TCP", "TCP", "UDP", "SCTP"]);
  const start = random.pick([53, 8079, 8080, 8081, 9090]);
  const end = start + 1 + random.below(2);
  if (version === "v1alpha1")
    return random.chance(0.6)
      ? { portNumber: { protocol, port: start } }
      : { portRange: { protocol, start, end } };
  return {
    [protocol.toLowerCase()]: random.pick([
      {},
      { destinationPort: { number: start } },
      { destinationPort: { range: { start, end } } },
    ]),
  };
}

function rule(random: Random, version: Version, far: "from" | "to", actions: readonly string[]): object {
  const peer = (): object =>
    far === "to" && random.chance(0.3)
      ? { networks: random.several(1, 2, () => random.pick(blocks)) }
      : chosen(random);
  return {
    action: random.pick(actions),
    [far]: random.several(1, 2, peer),
    ...random.some({
      [version === "v1alpha1" ? "ports" : "protocols"]: [
        0.5,
        () => random.several(1, 3, () => traffic(random, version)),
      ],
    }),
  };
}

function spec(random: Random, version: Version, actions: readonly string[]): Record<string, unknown> {
  const rules = (far: "from" | "to") => (): object[] =>
    random.several(1, 3, () => rule(random, version, far, actions));
  return {
    subject: chosen(random),
    ...random.some({ ingress: [0.8, rules("from")], egress: [0.5, rules("to")] }),
  };
}

/** Priorities of a tier differ: which of two with the same one is asked first, the API leaves open. */
const priorities = [
  [10, 20, 30],
  [30, 20, 10],
  [0, 1000, 500],
];

export function adminPolicies(random: Random): KubeObject[] {
  return random.chance(0.5) ? oldPolicies(random) : clusterPolicies(random);
}

function oldPolicies(random: Random): KubeObject[] {
  const apiVersion = "policy.networking.k8s.io/v1alpha1";
  const order = random.pick(priorities);
  const made = random.several(1, 3, () => spec(random, "v1alpha1", ["Allow", "Deny", "Pass"]));
  const admin = made.map((one, index) => ({
    apiVersion,
    kind: "AdminNetworkPolicy",
    metadata: { name: `${random.pick(["a", "m", "z"])}-${index}` },
    spec: { ...one, priority: order[index] },
  }));
  if (random.chance(0.3)) return admin;
  const baseline = {
    apiVersion,
    kind: "BaselineAdminNetworkPolicy",
    metadata: { name: "default" },
    spec: spec(random, "v1alpha1", ["Allow", "Deny"]),
  };
  return [...admin, baseline];
}

function clusterPolicies(random: Random): KubeObject[] {
  return ["Admin", "Baseline"].flatMap((tier) => {
    const order = random.pick(priorities);
    const made = random.several(1, 2, () => spec(random, "v1alpha2", ["Accept", "Deny", "Pass"]));
    return made.map((one, index) => ({
      apiVersion: "policy.networking.k8s.io/v1alpha2",
      kind: "ClusterNetworkPolicy",
      metadata: { name: `${random.pick(["a", "m", "z"])}-${tier.toLowerCase()}-${index}` },
      spec: { ...one, tier, priority: order[index] },
    }));
  });
}
