/** Blocks of addresses in rules, and which of them hold an address. */
import { parseNet, type Address, type Cidr } from "../cidr.ts";
import type { Peer } from "../normal-form.ts";

/** Blocks that decide whether this peer matches an address. */
export function blocksOf(peer: Peer): readonly Cidr[] {
  switch (peer.type) {
    case "cidr":
      return [peer.block, ...peer.except];
    case "all":
    case "any":
      return peer.of.flatMap(blocksOf);
    case "not":
      return blocksOf(peer.peer);
    case "cidr-group":
      return peer.except;
    case "source":
      return peer.conditions
        .filter(({ field }) => field === "ip")
        .flatMap(({ values }) => values.flatMap((value) => parseNet(value) ?? []));
    case "pods":
    case "nodes":
    case "entity":
    case "outside-mesh":
    case "domain":
    case "undecided":
    case "expression":
    case "service":
    case "to-services":
    case "unreadable":
      return [];
  }
}

/** Family, length and leading bits: blocks that hold the same addresses have the same key. */
function prefixKey(bytes: readonly number[], prefix: number): string {
  const whole = prefix >> 3;
  const rest = prefix & 7;
  const last = rest === 0 ? [] : [(bytes[whole] ?? 0) & (0xff << (8 - rest))];
  return `${bytes.length}/${prefix}/${[...bytes.slice(0, whole), ...last].join(".")}`;
}

export const blockKey = ({ address, prefix }: Cidr): string => prefixKey(address.toByteArray(), prefix);

/** Which of many blocks hold an address, without asking each of them. */
export type BlockIndex = (address: Address) => string[];

/** Answers with the keys (`blockKey`) of the blocks. */
export function indexBlocks(blocks: readonly Cidr[]): BlockIndex {
  const keys = new Set(blocks.map(blockKey));
  const lengths = { 4: new Set<number>(), 6: new Set<number>() };
  for (const { address, prefix } of blocks) lengths[address.kind() === "ipv4" ? 4 : 6].add(prefix);
  return (address) => {
    const bytes = address.toByteArray();
    return [...lengths[address.kind() === "ipv4" ? 4 : 6]]
      .map((prefix) => prefixKey(bytes, prefix))
      .filter((key) => keys.has(key));
  };
}
