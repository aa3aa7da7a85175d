/** Generated networking.k8s.io NetworkPolicies: the usual ones and the odd ones. */
import type { KubeObject } from "../lab/api/object.ts";
import { networkPolicy } from "../lab/clusters/objects.ts";
import type { Random } from "./random.ts";

export const namespaces = ["red", "blue", "green"];
/** Of both families alike: a pod's address, nodes' blocks, one with host bits, the cluster, everything, the nodes. */
export const blocks = [
  "10.233.70.3/32",
  "10.233.70.0/26",
  "10.233.72.64/26",
  "10.233.72.71/31",
  "10.233.64.0/18",
  "0.0.0.0/0",
  "192.168.0.0/24",
  "fd00:20::7003/128",
  "fd00:20::7000/122",
  "fd00:20::7240/122",
  "fd00:20::7247/127",
  "fd00:20::/64",
  "::/0",
  "fd00:10::/64",
];

export function labelSelector(random: Random, keys: Readonly<Record<string, readonly string[]>>): object {
  const key = random.pick(Object.keys(keys));
  const values = keys[key] ?? [];
  switch (random.below(7)) {
    case 0:
      return {};
    case 1:
      return {
        matchExpressions: [{ key, operator: "In", values: random.several(1, 2, () => random.pick(values)) }],
      };
    case 2:
      return { matchExpressions: [{ key, operator: "NotIn", values: [random.pick(values)] }] };
    case 3:
      return { matchExpressions: [{ key, operator: random.pick(["Exists", "DoesNotExist"]) }] };
    case 4:
      return {
        matchLabels: { [key]: random.pick(values) },
        matchExpressions: [{ key: random.pick(Object.keys(keys)), operator: "Exists" }],
      };
    default:
      return { matchLabels: { [key]: random.pick(values) } };
  }
}

export const podKeys = {
  app: ["web", "api", "db", "client"],
  tier: ["front", "back"],
  env: ["prod"],
  note: [""],
};
export const namespaceKeys = { team: ["a", "b"], env: ["prod"], "kubernetes.io/metadata.name": namespaces };

function peer(random: Random): object {
  if (random.chance(0.3)) {
    const cidr = random.pick(blocks);
    const inside: Readonly<Record<string, readonly string[]>> = {
      "10.233.64.0/18": ["10.233.70.4/32", "10.233.72.64/26"],
      "0.0.0.0/0": ["10.233.75.0/26", "10.233.70.0/31"],
      "fd00:20::/64": ["fd00:20::7004/128", "fd00:20:0:0::7240/122"],
      "::/0": ["fd00:20::7500/122", "fd00:20::7000/127"],
    };
    const except = inside[cidr];
    return { ipBlock: { cidr, ...(except && random.chance(0.6) ? { except: [random.pick(except)] } : {}) } };
  }
  const pods = (): object => labelSelector(random, podKeys);
  const spaces = (): object => labelSelector(random, namespaceKeys);
  return random.pick([
    () => ({ podSelector: pods() }),
    () => ({ namespaceSelector: spaces() }),
    () => ({ podSelector: pods(), namespaceSelector: spaces() }),
  ])();
}

function port(random: Random): object {
  const protocol = random.pick([{}, { protocol: "TCP" }, { protocol: "UDP" }, { protocol: "SCTP" }]);
  const first = random.pick([8079, 8080, 8081, 9090]);
  return {
    ...protocol,
    ...random.pick<object>([
      {},
      { port: first },
      { port: first, endPort: first + random.below(3) },
      { port: random.pick(["http", "metrics", "dns", "nowhere"]) },
      { port: 53 },
    ]),
  };
}

function rule(random: Random, far: "from" | "to"): object {
  return random.some({
    [far]: [0.8, () => random.several(0, 2, () => peer(random))],
    ports: [0.6, () => random.several(0, 3, () => port(random))],
  });
}

export function randomNetworkPolicy(random: Random, name: string): KubeObject {
  const rules = (far: "from" | "to") => (): object[] => random.several(0, 2, () => rule(random, far));
  return networkPolicy({
    namespace: random.pick(namespaces),
    name,
    spec: {
      podSelector: labelSelector(random, podKeys),
      ...random.some({
        policyTypes: [0.5, () => random.pick([["Ingress"], ["Egress"], ["Ingress", "Egress"]])],
        ingress: [0.7, rules("from")],
        egress: [0.4, rules("to")],
      }),
    },
  });
}
