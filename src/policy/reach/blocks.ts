/** The blocks of addresses that policies speak of, and one address to stand for each. */
import ipaddr from "ipaddr.js";
import { contains, parseAddress, type Address, type Cidr } from "../cidr.ts";
import type { PolicyModel } from "../compile.ts";
import { resolveEnd, type End } from "../match/ends.ts";
import type { Peer } from "../normal-form.ts";

function blocksOf(peer: Peer): readonly Cidr[] {
  switch (peer.type) {
    case "cidr":
      return [peer.block, ...peer.except];
    case "all":
    case "any":
      return peer.of.flatMap(blocksOf);
    case "not":
      return blocksOf(peer.peer);
    default:
      return [];
  }
}

/** Without repeats, in the order of their text. */
export function policyBlocks(model: PolicyModel): Cidr[] {
  const blocks = new Map<string, Cidr>();
  const add = (block: Cidr): void => {
    blocks.set(`${block.address.toString()}/${block.prefix}`, block);
  };
  for (const { policies } of model.byNamespace.values())
    for (const { ruleSets } of policies.values())
      for (const { rules } of ruleSets)
        for (const { peers, subject } of rules)
          for (const peer of [...(peers ?? []), ...(subject ? [subject] : [])]) blocksOf(peer).forEach(add);
  for (const set of model.inventory.surroundings.networkSets) set.blocks.forEach(add);
  return [...blocks.keys()].sort().flatMap((key) => blocks.get(key) ?? []);
}

/** First, last and neighbouring addresses of a block: one of them is in no smaller block, as a rule. */
function candidates({ address, prefix }: Cidr): Address[] {
  const block = `${address.toString()}/${prefix}`;
  const kind = address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const first = kind.networkAddressFromCIDR(block).toByteArray();
  const last = kind.broadcastAddressFromCIDR(block).toByteArray();
  const near = (bytes: number[], by: number): number[] => bytes.with(-1, ((bytes.at(-1) ?? 0) + by) & 255);
  return [near(first, 1), near(last, -1), first, last]
    .map((bytes) => ipaddr.fromByteArray(bytes))
    .filter((one) => contains({ text: block, address, prefix }, one));
}

/** An address that no block and no cluster holds: documentation addresses first (RFC 5737). */
const beyond = ["203.0.113.77", "198.51.100.77", "192.0.2.77", "8.8.8.8"];

/** An end outside the cluster, with the name it goes by in tables. */
export interface Outsider {
  readonly name: string;
  readonly end: End;
}

/** One address outside the cluster for each block, and one that is in none. */
export function outsiders(model: PolicyModel, blocks: readonly Cidr[]): Outsider[] {
  const toEnd = (address: Address, name: string): Outsider[] => {
    const end = resolveEnd(model.inventory, { ip: address.toString(), name });
    return end.pod || end.onHost ? [] : [{ name, end }];
  };
  const inside = blocks.flatMap((block) => {
    const smaller = blocks.filter((other) => other.prefix > block.prefix);
    const [free] = candidates(block).filter((one) => !smaller.some((other) => contains(other, one)));
    return free && block.prefix > 0 ? toEnd(free, `addresses in ${block.text}`) : [];
  });
  const free = beyond
    .flatMap((text) => parseAddress(text) ?? [])
    .find((address) => !blocks.some((block) => block.prefix > 0 && contains(block, address)));
  return [...(free ? toEnd(free, "elsewhere outside") : []), ...inside];
}
