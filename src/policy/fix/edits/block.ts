/** A block of addresses that is not the one meant, by its looks. */
import ipaddr from "ipaddr.js";
import { blockKey } from "../../block-index.ts";
import { contains, parseCidr, type Address, type Cidr } from "../../cidr.ts";
import type { End } from "../../match/ends.ts";
import type { Peer } from "../../normal-form.ts";
import { isNumberSlip } from "../slips.ts";

export interface RightBlock {
  /** `change 10.0.5.0/32 (one address, which is that of a network) to 10.0.5.0/24`. */
  readonly what: string;
  readonly cidr: string;
}

function networkOf(address: Address, prefix: number): string {
  const block = `${address.toString()}/${prefix}`;
  const network =
    address.kind() === "ipv4"
      ? ipaddr.IPv4.networkAddressFromCIDR(block)
      : ipaddr.IPv6.networkAddressFromCIDR(block);
  return `${network.toString()}/${prefix}`;
}

const usualPrefixes = { ipv4: [24, 16, 8], ipv6: [64, 56, 48, 32] } as const;
const fullPrefix = { ipv4: 32, ipv6: 128 } as const;

/** `10.0.5.0/32`: the address of a network, written as if it were a host's. */
function asNetwork({ address, prefix, text }: Cidr, other: Address): RightBlock[] {
  const family = address.kind();
  if (prefix !== fullPrefix[family]) return [];
  const fitting = usualPrefixes[family]
    .flatMap((bits) => parseCidr(`${address.toString()}/${bits}`) ?? [])
    .find((block) => networkOf(address, block.prefix) === block.text && contains(block, other));
  return fitting
    ? [
        {
          what: `change ${text} (one address, which is that of a network) to ${fitting.text}`,
          cidr: fitting.text,
        },
      ]
    : [];
}

/** One number of the address differs by a slip, or two changed places. */
function isAddressSlip(wrong: readonly string[], right: readonly string[]): boolean {
  if (wrong.length !== right.length) return false;
  const apart = wrong.flatMap((number, index) => (number === right[index] ? [] : [index]));
  const [first, second] = apart;
  if (first === undefined || apart.length > 2) return false;
  return second === undefined
    ? isNumberSlip(wrong[first] ?? "", right[first] ?? "")
    : wrong[first] === right[second] && wrong[second] === right[first];
}

const numbersOf = (network: string): string[] => (network.split("/")[0] ?? "").split(/[.:]/);

function mistyped({ address, prefix, text }: Cidr, other: Address): RightBlock[] {
  const [wrong, right] = [networkOf(address, prefix), networkOf(other, prefix)];
  return isAddressSlip(numbersOf(wrong), numbersOf(right))
    ? [{ what: `change ${text} to ${right}`, cidr: right }]
    : [];
}

function aroundOf({ address, prefix }: Cidr): string | undefined {
  const [bits] = usualPrefixes[address.kind()];
  return prefix > bits ? networkOf(address, bits) : undefined;
}

/** Networks of which several blocks are listed: who does that means each of them. */
export function crowdedNetworks(blocks: readonly Cidr[]): ReadonlySet<string> {
  const within = new Map<string, Set<string>>();
  for (const block of blocks) {
    const around = aroundOf(block);
    if (around !== undefined) within.set(around, (within.get(around) ?? new Set()).add(blockKey(block)));
  }
  return new Set([...within].flatMap(([around, { size }]) => (size > 1 ? [around] : [])));
}

/**
 * Blocks that the written one is a slip for, and that hold the other end. Addresses left out by `except` stay out.
 * @param crowded networks of which the policies list several blocks.
 */
export function rightBlocks(
  { block, except }: Extract<Peer, { type: "cidr" }>,
  { address, knownByAddress }: End,
  crowded: ReadonlySet<string>,
): RightBlock[] {
  if (!address || !knownByAddress || block.address.kind() !== address.kind()) return [];
  if (contains(block, address) || except.length > 0) return [];
  const right = [...asNetwork(block, address), ...mistyped(block, address)];
  return right.length > 0 && crowded.has(aroundOf(block) ?? "") ? [] : right;
}
