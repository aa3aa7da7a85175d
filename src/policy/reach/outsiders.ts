/** Addresses outside the cluster: one to stand for all that are alike. */
import ipaddr from "ipaddr.js";
import { contains, parseAddress, type Address, type Cidr } from "../cidr.ts";
import { nodeIps, podIps, type Inventory } from "../objects/inventory.ts";

/** Addresses of a block that are in none of its exceptions and belong to no pod and no node. */
export interface AddressBlock {
  /** `10.0.0.0/8`; `0.0.0.0/0` or `::/0` for those that no policy speaks of. */
  readonly block: string;
  readonly except: readonly string[];
}

/** An address, and those like it. */
export interface Outsider {
  readonly name: string;
  readonly ip: string;
  readonly addresses: AddressBlock;
}

type Family = "ipv4" | "ipv6";

/** A block as numbers, its first and last address included. */
interface Span {
  readonly text: string;
  readonly first: bigint;
  readonly last: bigint;
}

const bitsOf = { ipv4: 32n, ipv6: 128n } as const;

const numberOf = (address: Address): bigint =>
  address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function addressText(number: bigint, family: Family): string {
  const bytes = Array.from({ length: Number(bitsOf[family]) / 8 }, (_, index) =>
    Number((number >> (bitsOf[family] - 8n * BigInt(index + 1))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

function spanOf({ text, address, prefix }: Cidr): Span {
  const free = bitsOf[address.kind()] - BigInt(prefix);
  const first = (numberOf(address) >> free) << free;
  return { text, first, last: first + (1n << free) - 1n };
}

const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The first number of the span that nobody has and no smaller span holds; its very first one only when all others are gone,
 * because that is seldom a host.
 * @param inner the smaller spans, by their first number, the larger one before those inside it.
 */
function freeIn(
  span: Omit<Span, "text">,
  inner: readonly Span[],
  isTaken: (number: bigint) => boolean,
): bigint | undefined {
  const from = (start: bigint): bigint | undefined => {
    let next = start;
    for (let at = 0; next <= span.last;) {
      const smaller = inner[at];
      if (smaller && smaller.first <= next) {
        if (smaller.last >= next) next = smaller.last + 1n;
        at += 1;
      } else if (isTaken(next)) next += 1n;
      else return next;
    }
    return undefined;
  };
  return from(span.first + 1n) ?? from(span.first);
}

/** Those that are in no other; blocks are apart or one is inside the other. */
function outermost(spans: readonly Span[]): string[] {
  const found: Span[] = [];
  for (const span of spans) if (span.last > (found.at(-1)?.last ?? -1n)) found.push(span);
  return found.map(({ text }) => text);
}

type Inhabited = Readonly<Record<Family, Set<bigint>>>;

function numbersOf(addresses: readonly Address[]): Inhabited {
  const found: Inhabited = { ipv4: new Set(), ipv6: new Set() };
  for (const address of addresses) found[address.kind()].add(numberOf(address));
  return found;
}

const known = new WeakMap<Inventory, Inhabited>();

/** Addresses that pods and nodes have, looked up once. */
function inhabited(inventory: Inventory): Inhabited {
  const before = known.get(inventory);
  if (before) return before;
  const { pods, nodes } = inventory;
  const ips = [
    ...[...pods.values()].flatMap((pod) => [...podIps(pod), pod.status?.hostIP ?? ""]),
    ...[...nodes.values()].flatMap(nodeIps),
  ];
  const found = numbersOf([...new Set(ips)].flatMap((ip) => parseAddress(ip) ?? []));
  known.set(inventory, found);
  return found;
}

/** Addresses for documentation (RFC 5737, RFC 3849) before any other. */
const usual: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ["203.0.113.77", "198.51.100.77", "192.0.2.77"],
  ipv6: ["2001:db8::77"],
};

function ofFamily(family: Family, inhabitants: readonly Inhabited[], blocks: readonly Cidr[]): Outsider[] {
  const isTaken = (number: bigint): boolean => inhabitants.some((one) => one[family].has(number));
  const some = blocks.filter(({ address, prefix }) => prefix > 0 && address.kind() === family);
  const spans = some
    .map(spanOf)
    .sort((one, other) => compare(one.first, other.first) || compare(other.last, one.last));
  const named = (name: string, number: bigint | undefined, addresses: AddressBlock): Outsider[] =>
    number === undefined ? [] : [{ name, ip: addressText(number, family), addresses }];
  const free = usual[family]
    .flatMap((text) => parseAddress(text) ?? [])
    .find((address) => !some.some((block) => contains(block, address)) && !isTaken(numberOf(address)));
  // Below and above are loopback and multicast.
  const unicast = { ipv4: [1n << 24n, (224n << 24n) - 1n], ipv6: [1n << 125n, (1n << 126n) - 1n] } as const;
  const [first, last] = unicast[family];
  return [
    ...named(
      family === "ipv4" ? "elsewhere outside" : "elsewhere outside by IPv6",
      free ? numberOf(free) : freeIn({ first, last }, spans, isTaken),
      { block: family === "ipv4" ? "0.0.0.0/0" : "::/0", except: outermost(spans) },
    ),
    ...spans.flatMap((span, index) => {
      const beyond = spans.findIndex((other, at) => at > index && other.first > span.last);
      const inner = spans.slice(index + 1, beyond < 0 ? undefined : beyond);
      return named(`addresses in ${span.text}`, freeIn(span, inner, isTaken), {
        block: span.text,
        except: outermost(inner),
      });
    }),
  ];
}

/**
 * One address for each block, in none of the smaller blocks, and one of each family that is in no block. A block that smaller
 * ones, pods and nodes fill has none. A family that neither a block nor an address in the cluster has is left out.
 * @param further addresses that stand for nobody but themselves.
 */
export function outsiders(
  inventories: readonly Inventory[],
  blocks: readonly Cidr[],
  further: readonly Address[] = [],
): Outsider[] {
  const inhabitants = [...inventories.map(inhabited), numbersOf(further)];
  const speaksV6 =
    inhabitants.some(({ ipv6 }) => ipv6.size > 0) ||
    blocks.some(({ address, prefix }) => prefix > 0 && address.kind() === "ipv6");
  return [
    ...ofFamily("ipv4", inhabitants, blocks),
    ...(speaksV6 ? ofFamily("ipv6", inhabitants, blocks) : []),
  ];
}
