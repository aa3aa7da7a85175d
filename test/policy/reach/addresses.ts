/** Addresses outside the cluster, at and beside the edges of the blocks that the random worlds speak of. */
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import type { EndGroup } from "../../../src/policy/index.ts";
import { cluster } from "./worlds.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function next(address: Address, by: 1 | -1): string {
  const bytes = address.toByteArray();
  for (let at = bytes.length - 1; at >= 0; at -= 1) {
    const sum = (bytes[at] ?? 0) + by;
    bytes[at] = (sum + 256) % 256;
    if (sum === bytes[at]) break;
  }
  return ipaddr.fromByteArray(bytes).toString();
}

function edges(block: string): string[] {
  const [address, bits] = ipaddr.parseCIDR(block);
  const bytes = address.toByteArray();
  const edge = (fill: 0 | 1): Address =>
    ipaddr.fromByteArray(
      bytes.map((byte, at) =>
        Array.from({ length: 8 }, (_, bit) => bit)
          .map((bit) => (at * 8 + bit < bits ? (byte >> (7 - bit)) & 1 : fill))
          .reduce((sum: number, bit) => sum * 2 + bit, 0),
      ),
    );
  const [first, last] = [edge(0), edge(1)];
  return [first.toString(), last.toString(), next(first, 1), next(first, -1), next(last, 1), next(last, -1)];
}

/** Blocks of the policies, their exceptions and the sets they name. */
const blocks = [
  ...["10.0.0.0/8", "10.1.0.0/16", "10.1.0.128/25", "10.2.0.0/24", "10.2.0.1/32", "10.3.0.0/24"],
  ...["198.18.0.0/15", "198.18.7.0/24", "198.19.1.1/32", "203.0.113.0/24"],
  ...["fd00::/16", "fd00:1::/32", "fd00:2::7/64"],
];

const text = JSON.stringify(cluster);
const inhabited = (ip: string): boolean => text.includes(`"${ip}"`);

/** Some of them, of both families; none is a pod's or a node's. */
export const outsideAddresses: fc.Arbitrary<string[]> = fc.subarray(
  [...new Set([...blocks.flatMap(edges), "8.8.8.8", "100.64.0.1", "2001:db8::9", "2a00::1"])].filter(
    (ip) => !inhabited(ip),
  ),
  { minLength: 6, maxLength: 10 },
);

/** Whether the group is of addresses outside, this one among them. */
export function stands({ addresses = [] }: EndGroup, ip: string): boolean {
  const address = ipaddr.parse(ip);
  const isIn = (block: string): boolean => {
    const range = ipaddr.parseCIDR(block);
    return address.kind() === range[0].kind() && address.match(range);
  };
  return addresses.some(({ block, except }) => isIn(block) && !except.some(isIn));
}
