import { sameAddress } from "../netstack/numbers/cidr.ts";
import { linkByName, type Link } from "../netstack/seen/links.ts";
import type { Neighbour } from "../netstack/seen/neighbours.ts";
import { tunnelsOf, type Tunnel } from "../netstack/seen/tunnels.ts";
import { passages } from "../journey/hops/passage.ts";
import { bystanderOf } from "../journey/machine/bystander.ts";
import { nodePlace } from "../journey/machine/places.ts";
import { addressesThere, type Leg } from "../journey/way/leg.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { links } from "../probes/state/links.ts";
import { isComingIn, isLeaving, onLeg } from "./between-nodes.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
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
  const own = leg.atReceiver.links;
  if (own.notSeen) return notKnown(own.notSeen.detail);
  const here = end.tunnel;
  const there = counterpartOf(here, own.seen);
  if (!there) return stops({ what: "missing", here });
  if (linkByName(own.seen, there.device)?.up === false) return stops({ what: "down", here, there });
  if (!framed.has(here.encapsulation)) return passes;
  if (here.port !== undefined && there.port !== undefined && here.port !== there.port)
    return stops({ what: "port", here, there });
  if (here.id !== undefined && there.id !== undefined && !there.external && here.id !== there.id)
    return stops({ what: "id", here, there });
  return fitsFrame(end, there, linkByName(own.seen, there.device));
}

/** A disagreement of the ends, where the receiver throws the packets away for it. */
export interface EndsDiffer {
  readonly leg: Leg;
  readonly by: Exclude<Disagreement, { what: "mac" }>;
  /** The same tunnel of a third node: of two that differ, it tells which one is like the rest. */
  readonly third: { readonly node: string; readonly tunnel: Tunnel } | undefined;
  /** The node whose end it is; undefined where nothing tells. */
  readonly odd: string | undefined;
}

/**
 * Whether the receiver unwraps what comes in. Packets seen out of its own tunnel speak for themselves; what never comes in dies of
 * something before.
 */
export const endsDifferGate: (scene: Scene) => Gate<EndsDiffer> = onLeg(isComingIn, (leg, scene) => {
  const { hop, path, flow, snapshot, evidence } = scene;
  const passage = passages(flow, path, evidence)[path.indexOf(hop)];
  if (!isForReceiver(leg, snapshot) || (passage?.unwrapped ?? 0) > 0 || passage?.in === 0) return passes;
  const gate = tunnelEndsFit(leg);
  if (gate.says === "not-known") return notKnown(`the tunnel of ${leg.receiver} was not read: ${gate.why}`);
  if (gate.says === "passes" || gate.stop.what === "mac") return passes;
  const node = bystanderOf(flow, snapshot);
  const read = node === undefined ? undefined : evidence.see(links, nodePlace(node)).seen;
  const tunnel = counterpartOf(gate.stop.here, read ?? []);
  const third = node === undefined || !tunnel ? undefined : { node, tunnel };
  return stops({ leg, by: gate.stop, third, odd: oddOne(gate.stop, third?.tunnel, leg) });
});

/** Frames for another interface than the receiver's: its kernel unwraps them and throws them away. */
export interface WrongFrame extends Extract<Disagreement, { what: "mac" }> {
  readonly leg: Leg;
}

/** Whether the sender wraps packets for the receiver into frames for the receiver's own interface. */
export const frameGate: (scene: Scene) => Gate<WrongFrame> = onLeg(isLeaving, (leg, { snapshot }) => {
  const gate = tunnelEndsFit(leg);
  if (gate.says === "passes" || gate.says === "not-known" || gate.stop.what !== "mac") return passes;
  return isForReceiver(leg, snapshot) ? stops({ ...gate.stop, leg }) : passes;
});

/** Whether the envelope is sent to the receiver's node: an entry for another machine fits that one. */
function isForReceiver(leg: Leg, snapshot: ClusterSnapshot): boolean {
  const remote = leg.tunnel.seen?.remote;
  return remote !== undefined && addressesThere(leg, snapshot).includes(remote);
}

/** The end that differs from a third node; where no third one was read, nobody can tell. */
function oddOne(
  by: EndsDiffer["by"],
  rest: Tunnel | undefined,
  { sender, receiver }: Leg,
): string | undefined {
  // An end that is not there is the one to mend, whatever others have.
  if (by.what === "missing" || by.what === "down") return receiver;
  if (!rest) return undefined;
  const value = (tunnel: Tunnel): number | undefined => (by.what === "port" ? tunnel.port : tunnel.id);
  if (value(rest) === value(by.here)) return receiver;
  return value(rest) === value(by.there) ? sender : undefined;
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
