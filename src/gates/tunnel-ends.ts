import { sameAddress } from "../netstack/numbers/cidr.ts";
import { linkByName, type Link } from "../netstack/seen/links.ts";
import type { Neighbour } from "../netstack/seen/neighbours.ts";
import { tunnelsOf, type Tunnel } from "../netstack/seen/tunnels.ts";
import { notKnown, passes, stops, type Gate } from "./gate.ts";
import type { Leg } from "../journey/way/leg.ts";
import type { TunnelEnd } from "../journey/machine/tunnel-end.ts";

/** How the two ends of a tunnel do not fit together: what the receiving kernel throws away for it. */
export type Disagreement =
  /** Sent to a UDP port, or with a network number, that no tunnel of the receiver takes. */
  | { readonly what: "port" | "id"; readonly here: Tunnel; readonly there: Tunnel }
  /** The receiver has no tunnel of that kind, or it is down: nobody unwraps. */
  | { readonly what: "missing"; readonly here: Tunnel }
  | { readonly what: "down"; readonly here: Tunnel; readonly there: Tunnel }
  /** Unwrapped, the frame carries the MAC address of another interface. */
  | {
      readonly what: "mac";
      readonly here: Tunnel;
      readonly there: Tunnel;
      readonly entry: Neighbour;
      readonly own: string;
    };

const framed: ReadonlySet<string> = new Set(["vxlan", "geneve"]);

/**
 * The sender's tunnel held against the receiver's: port, network number, state, MAC address. Only for packets whose
 * envelope is sent to the receiver; where else they may be sent is another question.
 */
export function tunnelEndsFit(leg: Leg): Gate<Disagreement> {
  if (leg.tunnel.notSeen) return notKnown(leg.tunnel.notSeen.detail);
  const end = leg.tunnel.seen;
  // WireGuard's ends agree by keys, which nobody reads here.
  if (!end || end.tunnel.encapsulation === "wireguard") return passes;
  const { links } = leg.atReceiver;
  if (links.notSeen) return notKnown(links.notSeen.detail);
  const here = end.tunnel;
  const there = counterpartOf(here, links.seen);
  if (!there) return stops({ what: "missing", here });
  if (linkByName(links.seen, there.device)?.up === false) return stops({ what: "down", here, there });
  if (!framed.has(here.encapsulation)) return passes;
  if (here.port !== undefined && there.port !== undefined && here.port !== there.port)
    return stops({ what: "port", here, there });
  if (here.id !== undefined && there.id !== undefined && !there.external && here.id !== there.id)
    return stops({ what: "id", here, there });
  return fitsFrame(end, there, linkByName(links.seen, there.device));
}

/** A frame for another MAC address is counted as received, and thrown away as somebody else's. */
function fitsFrame(
  { tunnel: here, entry }: TunnelEnd,
  there: Tunnel,
  link: Link | undefined,
): Gate<Disagreement> {
  if (entry?.mac === undefined || link?.mac === undefined) return passes;
  return entry.mac.toLowerCase() === link.mac.toLowerCase()
    ? passes
    : stops({ what: "mac", here, there, entry, own: link.mac });
}

/**
 * The tunnel of the receiver that should unwrap what one of the sender wraps: of the same kind; of several the one with
 * the same port and number, the same number, the same name.
 */
export function counterpartOf(here: Tunnel, links: readonly Link[]): Tunnel | undefined {
  const alike = tunnelsOf(links).filter(
    ({ encapsulation, local }) =>
      encapsulation === here.encapsulation &&
      (local === undefined || here.local === undefined || local.includes(":") === here.local.includes(":")),
  );
  const running = (tunnel: Tunnel): boolean => linkByName(links, tunnel.device)?.up === true;
  const sameId = alike.filter(({ id, external }) => external || id === here.id);
  return (
    sameId.find((tunnel) => tunnel.port === here.port && running(tunnel)) ??
    sameId[0] ??
    alike.find(({ device }) => device === here.device) ??
    alike[0]
  );
}

/** Whether an address the route names as next is one of the receiver's own; undefined where those were not read. */
export function leadsToReceiver(nextHop: string, { atReceiver }: Leg): boolean | undefined {
  return atReceiver.addresses.seen?.some(({ ip }) => sameAddress(ip, nextHop));
}
