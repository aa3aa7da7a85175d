import ipaddr from "ipaddr.js";

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A block of addresses of one family. `text` is as written in the policy. */
export interface Cidr {
  readonly text: string;
  readonly address: Address;
  /** Bits of the prefix. */
  readonly prefix: number;
}

/** Asking the library alone whether an IPv6 address is an IPv4 one costs an exception inside it. */
function isPlainIPv4(text: string): boolean {
  return !text.includes(":") && ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** The address, an IPv4-mapped IPv6 one as IPv4; undefined when it is not an address in its usual form. */
export function parseAddress(text: string): Address | undefined {
  if (isPlainIPv4(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(":") || text.includes("%") || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** One spelling per address, so that texts can be compared; the text itself when it is no address. */
export function canonicalIp(text: string): string {
  // Four plain decimals are spelt in one way only.
  if (isPlainIPv4(text)) return text;
  return parseAddress(text)?.toString() ?? text;
}

/** Undefined when the text is not `address/bits`. Bits of the host part are ignored when matching. */
export function parseCidr(text: string): Cidr | undefined {
  const [head, bits, ...rest] = text.split("/");
  if (head === undefined || bits === undefined || rest.length > 0 || !/^\d{1,3}$/.test(bits))
    return undefined;
  const prefix = Number(bits);
  if (isPlainIPv4(head)) return prefix <= 32 ? { text, address: ipaddr.IPv4.parse(head), prefix } : undefined;
  if (!head.includes(":") || head.includes("%") || !ipaddr.IPv6.isValid(head)) return undefined;
  const address = ipaddr.IPv6.parse(head);
  // An API server refuses IPv4-mapped blocks: implementations read them differently.
  return prefix <= 128 && !address.isIPv4MappedAddress() ? { text, address, prefix } : undefined;
}

/** A block, or a bare address as the block that holds it alone, as Calico and Cilium write them. */
export function parseNet(text: string): Cidr | undefined {
  // What has a length is no address: asking costs an exception inside the library.
  const address = text.includes("/") ? undefined : parseAddress(text);
  return parseCidr(address ? singleAddressBlock(address) : text);
}

/** Families never mix: an IPv4 block holds no IPv6 address, and the reverse. */
export function contains(block: Cidr, address: Address): boolean {
  if (block.address instanceof ipaddr.IPv4)
    return address instanceof ipaddr.IPv4 && address.match(block.address, block.prefix);
  return address instanceof ipaddr.IPv6 && address.match(block.address, block.prefix);
}

export function sameFamily(one: Address, other: Address): boolean {
  return one.kind() === other.kind();
}

/** `IPv4` or `IPv6`, for sentences. */
export function familyName(address: Address): string {
  return address.kind() === "ipv4" ? "IPv4" : "IPv6";
}

/** The block that holds this address alone: `10.0.0.1/32`, `fd00::1/128`. */
export function singleAddressBlock(address: Address): string {
  return `${address.toString()}/${address.kind() === "ipv4" ? 32 : 128}`;
}
