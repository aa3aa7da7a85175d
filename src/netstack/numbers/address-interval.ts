import ipaddr from "ipaddr.js";
import { parseAddress } from "./cidr.ts";
import type { Interval } from "./sets.ts";

/** IPv6 numbers start above all IPv4 numbers, so that an element of one family never holds an address of the other. */
const v6Base = 1n << 128n;

/** A number per address. Undefined when the text is no IP address. */
export function addressNumber(text: string): bigint | undefined {
  const address = parseAddress(text);
  if (!address) return undefined;
  const number = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return address.kind() === "ipv6" ? v6Base + number : number;
}

/** The address of a number made by `addressNumber`. */
export function addressText(number: bigint): string {
  const isV6 = number >= v6Base;
  const bytes: number[] = [];
  for (let rest = isV6 ? number - v6Base : number, left = isV6 ? 16 : 4; left > 0; left -= 1, rest >>= 8n)
    bytes.unshift(Number(rest & 255n));
  return ipaddr.fromByteArray(bytes).toString();
}

/** `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `10.0.0.1-10.0.0.9` or one address. Undefined when it is none of them. */
export function addressInterval(text: string): Interval | undefined {
  const [first = "", second] = text.includes("/") ? text.split("/") : text.split("-");
  const from = addressNumber(first);
  if (from === undefined) return undefined;
  if (second === undefined) return { from, to: from };
  if (!text.includes("/")) {
    const to = addressNumber(second);
    return to === undefined ? undefined : { from, to };
  }
  const width = from >= v6Base ? 128 : 32;
  const length = prefixLength(second, width);
  return length === undefined ? undefined : prefixInterval(from, length, width);
}

function prefixInterval(address: bigint, length: number, width: number): Interval {
  const free = BigInt(width - length);
  const from = (address >> free) << free;
  return { from, to: from + (1n << free) - 1n };
}

function prefixLength(text: string, width: number): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) <= width ? Number(text) : undefined;
  // A netmask with holes has no prefix length: the rule that has it cannot be told.
  return parseAddress(text)?.prefixLengthFromSubnetMask() ?? undefined;
}
