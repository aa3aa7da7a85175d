import type { Address } from "../seen/addresses.ts";
import { addressNumber } from "../numbers/address-interval.ts";
import { cidrContains, parseCidr } from "../numbers/cidr.ts";
import type { RouteLookup } from "./route-lookup.ts";

/** Towards whom a packet leaves. */
export interface Leaving {
  readonly family: 4 | 6;
  readonly device: string;
  /** The gateway, where the destination is not on the link. */
  readonly gateway?: string;
  readonly destination: string;
}

/**
 * The source address that the kernel gives a packet of its own which leaves by a route, when the program asks for none:
 * the one the route prefers, else one of the device it leaves by, else, as tunnels and pods' wires have none, one of
 * another device. Undefined when it has none of the family.
 */
export function sourceFor(
  lookup: RouteLookup,
  addresses: readonly Address[],
  destination: string,
  family: 4 | 6,
): string | undefined {
  if (lookup.result === "local") return destination;
  if (lookup.result !== "forward") return undefined;
  const { preferredSource } = lookup.route;
  if (preferredSource !== undefined) return preferredSource;
  const [hop] = lookup.nextHops;
  if (!hop) return undefined;
  const { device, gateway } = hop;
  return selectAddress(addresses, {
    family,
    device,
    destination,
    ...(gateway === undefined ? {} : { gateway }),
  });
}

/** The address of a device for packets that leave by it, as masquerading takes it too (inet_select_addr). */
export function selectAddress(addresses: readonly Address[], leaving: Leaving): string | undefined {
  const usable = addresses.filter(
    ({ family, scope, tentative, duplicate, secondary }) =>
      family === leaving.family && scope !== "host" && !tentative && !duplicate && secondary !== true,
  );
  const own = usable.filter(({ device }) => device === leaving.device);
  return leaving.family === 6 ? select6(own, usable, leaving) : select4(own, usable, leaving);
}

function select4(own: readonly Address[], all: readonly Address[], { gateway }: Leaving): string | undefined {
  const near = own.filter(({ scope }) => gateway === undefined || scope !== "link");
  const beside = gateway === undefined ? undefined : near.find((address) => shares(address, gateway));
  return (beside ?? near[0] ?? inOrder(all).find(({ scope }) => scope !== "link"))?.ip;
}

/** Of RFC 6724 the rules that tell addresses of one machine apart: same scope, own interface, longest common prefix. */
function select6(
  own: readonly Address[],
  all: readonly Address[],
  { destination }: Leaving,
): string | undefined {
  const scope = /^fe[89ab]/i.test(destination) ? "link" : "global";
  const fits = (one: Address): boolean => (one.scope === "link") === (scope === "link");
  const near = own.filter(fits);
  const candidates = near.length > 0 || scope === "link" ? near : inOrder(all).filter(fits);
  return [...candidates].sort((one, other) => common(other.ip, destination) - common(one.ip, destination))[0]
    ?.ip;
}

function inOrder(addresses: readonly Address[]): readonly Address[] {
  return [...addresses].sort((one, other) => one.deviceIndex - other.deviceIndex);
}

function shares({ ip, prefixLength }: Address, other: string): boolean {
  const range = parseCidr(`${ip}/${prefixLength}`);
  return range !== undefined && cidrContains(range, other);
}

/** Leading bits that two IPv6 addresses share. */
function common(one: string, other: string): number {
  const [a, b] = [addressNumber(one), addressNumber(other)];
  if (a === undefined || b === undefined) return 0;
  const differing = a ^ b;
  return differing === 0n ? 128 : 128 - differing.toString(2).length;
}
