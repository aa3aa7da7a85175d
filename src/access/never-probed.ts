/** Addresses that netdiag never sends a packet to, whoever asks. */
import ipaddr from "ipaddr.js";
import { isNodeLocalDns } from "../model/node-local-dns.ts";
import type { Question } from "../model/question.ts";

/** From them a machine gets its credentials; those beside the link-local ones, which are all refused. */
const metadata: ReadonlyMap<string, string> = new Map([
  ["169.254.169.254", "the metadata address of clouds"],
  ["fd00:ec2::254", "the metadata address of AWS"],
  ["fd20:ce::254", "the metadata address of Google Cloud"],
  ["168.63.129.16", "the address of Azure's own agent"],
  ["100.100.100.200", "the metadata address of Alibaba Cloud"],
  ["192.0.0.192", "the metadata address of Oracle Cloud"],
]);

/** Blocks of addresses by what they are; IPv4 addresses inside IPv6 ones count as the former. */
const blocks: readonly (readonly [string, string])[] = [
  ["127.0.0.0/8", "everybody's own loopback"],
  ["::1/128", "everybody's own loopback"],
  ["169.254.0.0/16", "a link-local address, which means another machine on every link"],
  ["fe80::/10", "a link-local address, which means another machine on every link"],
  ["224.0.0.0/4", "a multicast address"],
  ["ff00::/8", "a multicast address"],
  ["255.255.255.255/32", "the broadcast address"],
  ["0.0.0.0/8", "the address of no machine"],
  ["::/128", "the address of no machine"],
];

/** IPv6 addresses that hold an IPv4 address, by how many bytes from their beginning it stands: NAT64, 6to4, IPv4-compatible. */
const holding: readonly (readonly [string, number])[] = [
  ["64:ff9b::/96", 12],
  ["2002::/16", 2],
  ["::/96", 12],
];

/**
 * What an address is that packets are never sent to: `a multicast address`; undefined for any other. The cache of the
 * cluster's DNS on each node has a link-local address, and is asked like any DNS server.
 */
export function neverProbed(ip: string, port?: number | string): string | undefined {
  if (!ipaddr.isValid(ip)) return undefined;
  const address = ipaddr.process(ip);
  const text = address.toString();
  const known = metadata.get(text);
  if (known !== undefined) return known;
  if (port === 53 && isNodeLocalDns(text)) return undefined;
  const isOf = (block: string): boolean => {
    const [network, bits] = ipaddr.parseCIDR(block);
    return network.kind() === address.kind() && address.match(network, bits);
  };
  const block = blocks.find(([network]) => isOf(network));
  if (block) return block[1];
  const [, from] = holding.find(([network]) => isOf(network)) ?? [];
  return from === undefined
    ? undefined
    : neverProbed(
        address
          .toByteArray()
          .slice(from, from + 4)
          .join("."),
      );
}

/** Why a question cannot be asked at all, from its words alone; undefined where it can. */
export function refusedWords({ from, to, port }: Question): string | undefined {
  for (const [target, at] of [[from], [to, port]] as const) {
    if (target.type !== "ip") continue;
    const what = neverProbed(target.ip, at);
    if (what !== undefined) return refusal(target.ip, what);
  }
  return undefined;
}

/** @param typed what the words name, `metadata.google.internal`; @param ip where that leads, if it is not the address itself. */
export function refusal(typed: string, what: string, ip = typed): string {
  const leads = ip === typed ? `${typed} is ${what}` : `${typed} leads to ${ip}, ${what}`;
  return `${leads}: I never send packets there. Name the pod, Service, node or host that is meant.`;
}
