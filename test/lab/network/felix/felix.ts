import { nodeTunnelIP, tunnelIPOf } from "../addressing.ts";
import type { ClusterObjects, LabNodeSpec, NetworkPlan } from "../network.ts";
import type { Family, IpSet, IpSets, Ruleset, TableRules } from "../ruleset.ts";
import { dispatchChains } from "./dispatch.ts";
import { hostTables } from "./host.ts";
import { readCalicoPolicy } from "./calico-policy.ts";
import { readTier, tiersInOrder, type FelixTier } from "./calico-tier.ts";
import { inventoryOf, type PolicyPod } from "./inventory.ts";
import { setName, workloadInterface } from "./names.ts";
import { readNetworkPolicy } from "./network-policy.ts";
import { compilePolicy, type CompiledPolicy } from "./policy-compiler.ts";
import { directions, inOrder } from "./policy-model.ts";
import { adminTiers, readAdminPolicy } from "./admin-policy.ts";
import { appliedTiers } from "./applied-tiers.ts";
import type { FelixHostEndpoint } from "./host-endpoints/host-endpoint.ts";
import { hostEndpointChains } from "./host-endpoints/chains.ts";
import { profileChains } from "./tiers-and-profiles.ts";
import { workloadChains } from "./workload.ts";

/** What all Felixes compute alike from the objects; each node's part comes out of `felixRules`. */
export interface FelixView {
  readonly family: Family;
  readonly pods: readonly PolicyPod[];
  readonly hostEndpoints: readonly FelixHostEndpoint[];
  /** In the order they are asked. */
  readonly tiers: readonly FelixTier[];
  /** In the order of their tier. */
  readonly policies: readonly CompiledPolicy[];
}

/** The tier every Calico has from its first start. */
const defaultTier: FelixTier = { name: "default", order: 1_000_000, defaultAction: "Deny", exists: true };

/** Reads the objects once per family. */
export function felixView(objects: ClusterObjects, family: Family): FelixView {
  const inventory = inventoryOf(objects);
  const policies = [
    ...objects.networkPolicies.flatMap(
      (object) => readNetworkPolicy(object) ?? readAdminPolicy(object) ?? [],
    ),
    ...objects.calico.flatMap((object) => readCalicoPolicy(object) ?? []),
  ];
  const made = objects.calico.flatMap((object) => readTier(object) ?? []);
  return {
    family,
    pods: inventory.pods,
    hostEndpoints: inventory.hostEndpoints,
    tiers: tiersInOrder(
      [defaultTier, ...adminTiers, ...made],
      policies.map(({ tier }) => tier),
    ),
    policies: inOrder(policies).map((policy) => compilePolicy(policy, inventory, family)),
  };
}

/** Sets every node has. The node itself is no VXLAN peer of its own. */
function hostSets(node: LabNodeSpec, plan: NetworkPlan, family: Family): [string, IpSet][] {
  const ipOf = (spec: LabNodeSpec): string[] => [(family === 4 ? spec.ip : spec.ip6) ?? []].flat();
  const { podBlock6 } = node;
  const tunnel = family === 4 ? [nodeTunnelIP(node)] : podBlock6 === undefined ? [] : [tunnelIPOf(podBlock6)];
  const pools = [(family === 4 ? plan.podCIDR : plan.podCIDR6) ?? []].flat();
  const loopback = family === 4 ? ["127.0.0.0", "127.0.0.1"] : ["::1"];
  const set = (id: string, type: IpSet["type"], members: readonly string[]): [string, IpSet] => [
    setName(family, id),
    { type, family, members: new Set(members) },
  ];
  return [
    set("network-ip-pools", "hash:net", pools),
    set("masq-ipam-pools", "hash:net", pools),
    set("all-vxlan-net", "hash:net", plan.nodes.filter((other) => other.name !== node.name).flatMap(ipOf)),
    set("this-host", "hash:ip", [...ipOf(node), ...tunnel, ...loopback]),
    set("dscp-src-net", "hash:net", []),
  ];
}

/** Rules and sets of one node in one family: its own workloads, the policies that select them, the sets those ask. */
export function felixRules(
  view: FelixView,
  node: LabNodeSpec,
  plan: NetworkPlan,
): { readonly ruleset: Ruleset; readonly sets: IpSets } {
  const local = view.pods.filter((pod) => pod.node === node.name);
  const profiles = new Set<string>();
  const sets = new Map(hostSets(node, plan, view.family));
  const chains = new Map<string, readonly string[]>();
  for (const pod of local) {
    const selecting = view.policies.filter((policy) => policy.stage === "tracked" && policy.selects(pod));
    const own = [`kns.${pod.namespace}`, `ksa.${pod.namespace}.${pod.serviceAccount}`];
    for (const profile of own) profiles.add(profile);
    const workload = {
      interface: workloadInterface(pod.namespace, pod.name),
      profiles: own,
      tiers: appliedTiers(view.tiers, selecting),
    };
    for (const direction of directions)
      for (const [name, lines] of workloadChains(workload, direction)) chains.set(name, lines);
    for (const policy of selecting) {
      for (const [name, lines] of policy.chains) chains.set(name, lines);
      for (const direction of directions)
        for (const [name, set] of policy.sets[direction]) sets.set(name, set);
    }
  }
  const interfaces = local.map((pod) => workloadInterface(pod.namespace, pod.name));
  const host = hostTables(view.family);
  const hostEndpoints = hostEndpointChains(
    view.hostEndpoints.filter((endpoint) => endpoint.node === node.name),
    view,
  );
  for (const [name, set] of hostEndpoints.sets) sets.set(name, set);
  const withMore = (
    table: "raw" | "mangle" | "filter",
    more: Iterable<[string, readonly string[]]>,
  ): TableRules => ({
    hooks: host[table].hooks,
    chains: new Map([...host[table].chains, ...hostEndpoints.tables[table], ...more]),
  });
  const ruleset = {
    nat: host.nat,
    raw: withMore("raw", []),
    mangle: withMore("mangle", []),
    filter: withMore("filter", [
      ...dispatchChains("cali-from-wl-dispatch", interfaces),
      ...dispatchChains("cali-to-wl-dispatch", interfaces),
      ...[...profiles].flatMap(profileChains),
      ...chains,
    ]),
  };
  return { ruleset, sets };
}
