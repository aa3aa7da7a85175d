import type { KubeObject } from "../lab/api/object.ts";
import { adminPolicies } from "./admin-policies.ts";
import { networkSets, randomCalicoPolicy, randomTiers } from "./calico-policies.ts";
import { listening } from "./cluster.ts";
import { hostEndpoints, randomHostPolicy } from "./host-policies.ts";
import { randomNetworkPolicy } from "./network-policies.ts";
import { Random } from "./random.ts";

export interface PolicySet {
  readonly seed: number;
  readonly objects: readonly KubeObject[];
  /** To be tried of every protocol that has ports. */
  readonly ports: readonly number[];
}

/**
 * The policies of a seed, by turns: of Kubernetes alone, of Calico alone, of both, of both in several tiers, of both with host
 * endpoints, of Kubernetes with cluster-wide ones.
 */
export function policySet(seed: number): PolicySet {
  const random = new Random(seed);
  const turn = seed % 6;
  const count = 1 + random.below(6);
  const kubernetesAlone = turn === 0 || turn === 5;
  const objects: KubeObject[] = kubernetesAlone ? [] : networkSets(random);
  if (turn === 5) objects.push(...adminPolicies(random));
  if (turn === 3) objects.push(...randomTiers(random));
  const hosts = turn === 4;
  if (hosts) objects.push(...hostEndpoints(random));
  for (let index = 0; index < count; index += 1) {
    const kubernetes = kubernetesAlone || (turn !== 1 && random.chance(0.4));
    objects.push(
      kubernetes
        ? randomNetworkPolicy(random, `${random.pick(["a", "m", "z"])}-${index}`)
        : randomCalicoPolicy(random, index, { tiers: turn === 3, hosts }),
    );
  }
  if (hosts)
    for (const index of [0, 1]) if (random.chance(0.6)) objects.push(randomHostPolicy(random, index));
  const ports = new Set([8080, ...random.several(4, 4, () => random.pick(listening))]);
  return { seed, objects, ports: [...ports] };
}
