/** An address that nothing in the cluster has, and the Services whose addresses lie around it. */
import ipaddr from "ipaddr.js";
import type { Service } from "../model/kubernetes.ts";
import type { NobodysAddress } from "../model/snapshot.ts";

/** In so many bits a Service's address agrees with those of its network: 10.96.0.0/16, fd00:10:96::/112. */
const alike = { ipv4: 16, ipv6: 112 } as const;

/** @param services all of the cluster. */
export function nobodys(ip: string, services: readonly Service[]): NobodysAddress {
  if (!ipaddr.isValid(ip)) return { ip };
  const own = ipaddr.parse(ip);
  const near = services
    .flatMap(({ metadata, spec }) =>
      [...new Set([spec.clusterIP ?? "", ...(spec.clusterIPs ?? [])])].map((address) => ({
        address,
        service: `${metadata.namespace ?? "default"}/${metadata.name}`,
      })),
    )
    .filter(({ address }) => {
      if (!ipaddr.isValid(address)) return false;
      const one = ipaddr.parse(address);
      return one.kind() === own.kind() && one.match(own, alike[own.kind()]);
    })
    .sort((one, other) => order(one.address, other.address));
  const below = near.findLast(({ address }) => order(address, ip) < 0);
  const above = near.find(({ address }) => order(address, ip) > 0);
  return below && above ? { ip, between: [below, above] } : { ip };
}

function order(one: string, other: string): number {
  const [first, second] = [ipaddr.parse(one).toByteArray(), ipaddr.parse(other).toByteArray()];
  const at = first.findIndex((byte, index) => byte !== second[index]);
  return at < 0 ? 0 : (first[at] ?? 0) - (second[at] ?? 0);
}
