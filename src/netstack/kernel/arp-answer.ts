import { deviceWith, type Address } from "../seen/addresses.ts";
import type { RouteLookup } from "./route-lookup.ts";
import { proxyArpOn, type Sysctls } from "../seen/sysctls.ts";

/** What this namespace has that decides about an ARP question which comes in on one of its interfaces. */
export interface ArpSide {
  readonly device: string;
  readonly addresses: readonly Address[];
  readonly sysctls: Sysctls;
  /** Its routing decision for a packet from the asking machine to the address asked for. */
  readonly route: RouteLookup;
}

/** Why an ARP question stays without an answer. */
export type NoArpAnswer =
  /** A local address, which the interface's arp_ignore keeps to its own interface, or to itself. */
  | { readonly because: "arp-ignore"; readonly value: number }
  /** Not a local address: only a proxy could answer, and forwarding is off on the interface. */
  | { readonly because: "forwarding-off" }
  /** No route covers the address (`refusing` is the one that refuses it), and so a proxy does not answer for it. */
  | { readonly because: "no-route"; readonly refusing?: RouteLookup & { result: "refused" } }
  /** The route leads out of the interface that asks: the asker could reach it without a proxy. */
  | { readonly because: "same-interface"; readonly route: string }
  | { readonly because: "proxy-arp-off" };

/**
 * Whether the kernel answers an ARP question for an address (arp_process): for its own addresses, as far as arp_ignore
 * lets it; for others as a proxy, when proxy_arp and forwarding are on for the interface and a route leads to the
 * address by another interface. `undefined`: it answers; "unknown" where it depends on what is not read.
 */
export function arpAnswer(asked: string, side: ArpSide): NoArpAnswer | "unknown" | undefined {
  const { device, route, sysctls } = side;
  if (route.undecided.length > 0) return "unknown";
  const settings = sysctls.devices.get(device);
  if (!settings) return "unknown";
  switch (route.result) {
    case "local":
      return ownAddress(
        asked,
        side,
        Math.max(settings.arpIgnore, sysctls.devices.get("all")?.arpIgnore ?? 0),
      );
    case "broadcast":
      return "unknown";
    case "no-route":
      return { because: "no-route" };
    case "refused":
      return { because: "no-route", refusing: route };
    case "forward": {
      if (!settings.forwarding) return { because: "forwarding-off" };
      if (route.nextHops.some((hop) => hop.device === device))
        return { because: "same-interface", route: route.route.destination };
      return proxyArpOn(sysctls, device) === true ? undefined : { because: "proxy-arp-off" };
    }
  }
}

function ownAddress(
  asked: string,
  { device, addresses }: ArpSide,
  ignore: number,
): NoArpAnswer | "unknown" | undefined {
  if (ignore === 0) return undefined;
  const here = deviceWith(addresses, asked)?.device === device;
  if (ignore === 1) return here ? undefined : { because: "arp-ignore", value: ignore };
  return ignore === 8 ? { because: "arp-ignore", value: ignore } : "unknown";
}
