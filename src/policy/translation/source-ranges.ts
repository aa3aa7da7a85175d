/** Whom a Service lets come to its load balancer's address: nodes drop others before any policy is asked. */
import { contains, parseCidr, type Cidr } from "../cidr.ts";
import type { End } from "../match/ends.ts";
import type { Behind } from "./asked-address.ts";

const annotation = "service.beta.kubernetes.io/load-balancer-source-ranges";

/** Why nodes drop what this sender sends; undefined: they do not, or its address is not known. */
export function outsideRanges(behind: Behind | undefined, { address, name }: End): string | undefined {
  if (behind?.is !== "service" || behind.at.kind !== "loadBalancer" || !address) return undefined;
  const { service, key } = behind.at;
  const declared =
    service.spec.loadBalancerSourceRanges ?? service.metadata.annotations?.[annotation]?.split(",") ?? [];
  // Without a range of the family, the address is open to all of it.
  const ranges = declared
    .map((text) => parseCidr(text.trim()))
    .filter((range): range is Cidr => range?.address.kind() === address.kind());
  if (ranges.length === 0 || ranges.some((range) => contains(range, address))) return undefined;
  const open = ranges.map(({ text }) => text).join(", ");
  return `nodes drop what ${name} sends to the load balancer's address of Service ${key}, which is open to ${open} alone (loadBalancerSourceRanges)`;
}
