import { sameAddress } from "../netstack/numbers/cidr.ts";
import { tunnelsOf, type Tunnel } from "../netstack/seen/tunnels.ts";
import type { Leg } from "../journey/way/leg.ts";
import { handedTo } from "./next-machine.ts";
import { leadsToReceiver } from "./tunnel-ends.ts";

/**
 * The sender's tunnel that is set up towards the receiver (a forwarding entry of `vxlan.calico` says `dst 192.168.0.13`), where
 * the packets do not go into it but to a machine that is not the receiver, such as the default gateway. Undefined where no tunnel
 * leads there: whether a router knows the pods is not to be read on a node.
 */
export function untakenTunnel(leg: Leg): Tunnel | undefined {
  const { tunnel, lookup, destination, atSender, atReceiver } = leg;
  if (tunnel.notSeen || tunnel.seen || lookup.notSeen) return undefined;
  const there = (atReceiver.addresses.seen ?? []).map(({ ip }) => ip);
  if (there.some((ip) => sameAddress(ip, destination))) return undefined;
  const next = handedTo(leg);
  if (next && leadsToReceiver(next.ip, leg) !== false) return undefined;
  const towards = (atSender.fdb.seen ?? []).filter(
    ({ destination: end }) => end !== undefined && there.some((ip) => sameAddress(ip, end)),
  );
  return tunnelsOf(atSender.links.seen ?? []).find(({ device }) =>
    towards.some((entry) => entry.device === device),
  );
}
