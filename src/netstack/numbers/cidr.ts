import ipaddr from "ipaddr.js";

/** A range of addresses: `10.244.1.0/24`, parsed once. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly length: number;
}

/**
 * An address in its usual form: four decimals, or IPv6 without a zone. Undefined for every other text: C libraries also
 * take `0`, `10.1` and `0x7f000001` for addresses, and no tool or object means one by that.
 */
export function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const before = known.get(text);
  if (before) return before;
  const address = read(text);
  if (known.size >= mostKnown) known.clear();
  if (address) known.set(text, address);
  return address;
}

/** What was read before: judging a question asks for a few hundred addresses, thousands of times. */
const known = new Map<string, ipaddr.IPv4 | ipaddr.IPv6>();
const mostKnown = 10_000;

function read(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!text.includes(":"))
    return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
  return !text.includes("%") && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

/** Reads `A.B.C.D/N`, an IPv6 range, or a single address (full length). Undefined when it is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", length, ...rest] = text.split("/");
  const parsed = parseAddress(address);
  if (rest.length > 0 || !parsed) return undefined;
  const family = parsed.kind() === "ipv4" ? 4 : 6;
  const full = family === 4 ? 32 : 128;
  if (length === undefined) return { family, address: parsed, length: full };
  if (!/^\d{1,3}$/.test(length) || Number(length) > full) return undefined;
  return { family, address: parsed, length: Number(length) };
}

/** Whether the address lies in the range; false across families and for text that is no address. */
export function cidrContains(cidr: Cidr, ip: string): boolean {
  const address = parseAddress(ip);
  return address !== undefined && cidrHolds(cidr, address);
}

/** The same for an address that was parsed before: many ranges are asked about one. */
export function cidrHolds(cidr: Cidr, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.kind() === cidr.address.kind() && address.match(cidr.address, cidr.length);
}

/** Whether two texts write the same address: `::1` and `0:0:0:0:0:0:0:1`. */
export function sameAddress(one: string, other: string): boolean {
  if (one === other) return true;
  // Every tool writes IPv4 in one way only; IPv6 has many spellings.
  if (!one.includes(":") || !other.includes(":")) return false;
  const first = parseAddress(one)?.toNormalizedString();
  return first !== undefined && first === parseAddress(other)?.toNormalizedString();
}
