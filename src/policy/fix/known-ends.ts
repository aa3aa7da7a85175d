/** Everybody a change may open or close something for. */
import type { Cidr } from "../cidr.ts";
import type { CompiledPolicy, PolicyModel } from "../compile.ts";
import { nodeIps, podIps } from "../objects/inventory.ts";
import { resolveEnd, type End, type PolicyEnd } from "../match/ends.ts";
import { blocksOf } from "../reach/blocks.ts";
import { outsiders } from "../reach/outsiders.ts";

/** An end of the cluster, or an address that stands for all outside that no rule at hand tells from it. */
export interface KnownEnd extends End {
  /** `addresses in 10.0.0.0/8`, for an address that stands for others. */
  readonly standsFor?: string;
}

/** Every pod under each of its addresses, every node address, and the further ends given. */
export function knownEnds(model: PolicyModel, further: readonly PolicyEnd[]): KnownEnd[] {
  const { inventory } = model;
  const ends = new Map<string, End>();
  const put = (end: PolicyEnd): void => {
    const resolved = resolveEnd(inventory, end);
    ends.set(`${resolved.key ?? ""}|${resolved.ip ?? ""}`, resolved);
  };
  for (const pod of inventory.pods.values()) {
    const ips = podIps(pod);
    if (ips.length === 0) put({ pod });
    else for (const ip of ips) put({ pod, ip });
  }
  for (const node of inventory.nodes.values()) for (const ip of nodeIps(node)) put({ ip });
  for (const end of further) put(end);
  return [...ends.values()];
}

function blocksIn(policies: Iterable<CompiledPolicy>): Cidr[] {
  const blocks = new Map<string, Cidr>();
  for (const { ruleSets } of policies)
    for (const { rules } of ruleSets)
      for (const { peers, subject } of rules)
        for (const block of [...(peers ?? []), ...(subject ? [subject] : [])].flatMap(blocksOf))
          blocks.set(`${block.address.toString()}/${block.prefix}`, block);
  return [...blocks.values()];
}

/**
 * An address outside the cluster for each block that policies speak of which may decide together with one of `changed`, and one
 * that is in no block.
 * @param known ends whose addresses are asked about anyhow.
 */
export function outsideEnds(
  model: PolicyModel,
  changed: readonly CompiledPolicy[],
  known: readonly End[],
): KnownEnd[] {
  const { inventory, byNamespace } = model;
  const isWide = changed.some(({ ref }) => ref.namespace === undefined);
  const namespaces = isWide ? byNamespace.keys() : ["", ...changed.map(({ ref }) => ref.namespace ?? "")];
  const beside = [...new Set(namespaces)].flatMap((name) => [
    ...(byNamespace.get(name)?.policies.values() ?? []),
  ]);
  const { networkSets, cidrGroups } = inventory.surroundings;
  const blocks = [
    ...blocksIn([...beside, ...changed]),
    ...[...networkSets, ...cidrGroups].flatMap((set) => set.blocks),
  ];
  const asked = known.flatMap(({ address }) => address ?? []);
  return outsiders([inventory], blocks, asked).flatMap(({ name, ip }) => {
    const end = resolveEnd(inventory, { ip });
    return end.pod || end.onHost ? [] : [{ ...end, standsFor: name }];
  });
}
