/** Which of many blocks of addresses hold one, without asking each of them. */
import type { Address, Cidr } from "./cidr.ts";

/** Family, length and leading bits: blocks that hold the same addresses have the same key. */
function prefixKey(bytes: readonly number[], prefix: number): string {
  const whole = prefix >> 3;
  const rest = prefix & 7;
  const last = rest === 0 ? [] : [(bytes[whole] ?? 0) & (0xff << (8 - rest))];
  return `${bytes.length}/${prefix}/${[...bytes.slice(0, whole), ...last].join(".")}`;
}

export const blockKey = ({ address, prefix }: Cidr): string => prefixKey(address.toByteArray(), prefix);

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
