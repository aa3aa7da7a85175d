/** Generated cluster-wide policies of policy.networking.k8s.io v1alpha1, before and after the NetworkPolicies. */
import type { KubeObject } from "../lab/api/object.ts";
import { blocks, labelSelector, namespaceKeys, podKeys } from "./network-policies.ts";
import type { Random } from "./random.ts";

const apiVersion = "policy.networking.k8s.io/v1alpha1";

function chosen(random: Random): object {
  const namespaces = (): object => labelSelector(random, namespaceKeys);
  return random.chance(0.5)
    ? { namespaces: namespaces() }
    : { pods: { namespaceSelector: namespaces(), podSelector: labelSelector(random, podKeys) } };
}

function port(random: Random): object {
  const protocol = random.pick(["TCP", "TCP", "UDP", "SCTP"]);
  const first = random.pick([53, 8079, 8080, 8081, 9090]);
  return random.chance(0.6)
    ? { portNumber: { protocol, port: first } }
    : { portRange: { protocol, start: first, end: first + 1 + random.below(2) } };
}

function rule(random: Random, far: "from" | "to", actions: readonly string[]): object {
  const peer = (): object =>
    far === "to" && random.chance(0.3)
      ? { networks: random.several(1, 2, () => random.pick(blocks)) }
      : chosen(random);
  return {
    action: random.pick(actions),
    [far]: random.several(1, 2, peer),
    ...random.some({ ports: [0.5, () => random.several(1, 3, () => port(random))] }),
  };
}

function spec(random: Random, actions: readonly string[]): Record<string, unknown> {
  const rules = (far: "from" | "to") => (): object[] =>
    random.several(1, 3, () => rule(random, far, actions));
  return {
    subject: chosen(random),
    ...random.some({ ingress: [0.8, rules("from")], egress: [0.5, rules("to")] }),
  };
}

/** Priorities differ: which of two with the same one is asked first, the API leaves open. */
export function adminPolicies(random: Random): KubeObject[] {
  const admin = random.several(1, 3, () => spec(random, ["Allow", "Deny", "Pass"]));
  const priorities = random.pick([
    [10, 20, 30],
    [30, 20, 10],
    [0, 1000, 500],
  ]);
  return [
    ...admin.map((one, index) => ({
      apiVersion,
      kind: "AdminNetworkPolicy",
      metadata: { name: `${random.pick(["a", "m", "z"])}-${index}` },
      spec: { ...one, priority: priorities[index] },
    })),
    ...(random.chance(0.7)
      ? [
          {
            apiVersion,
            kind: "BaselineAdminNetworkPolicy",
            metadata: { name: "default" },
            spec: spec(random, ["Allow", "Deny"]),
          },
        ]
      : []),
  ];
}
