import { innerMtu } from "../netstack/seen/tunnels.ts";
import { linkByName } from "../netstack/seen/links.ts";
import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { betweenNodes, envelopeOf } from "../journey/packets/big-packets.ts";
import { pathMtu, type PathMtu } from "../probes/senders/path-mtu.ts";
import { links } from "../probes/state/links.ts";
import { nodePlace, placeOf } from "../journey/machine/places.ts";
import { podWireAt } from "../journey/machine/wire.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { tunnelThere } from "../journey/way/of-hop.ts";
import { notKnown, passes, stopsSome, type Gate, type Scene } from "./gate.ts";

/** Big packets vanish on the way, and nobody tells their sender that they are too big. */
export interface TooBig {
  /** The pod's own pings were not answered: the sizes are of those between the nodes, without what the tunnel adds. */
  readonly between: boolean;
  /** Of pings that must not be cut, the largest that came through and the smallest that did not, bytes. */
  readonly pass: number;
  readonly fail: number;
  /** The pod's interface, which lets them out. */
  readonly podDevice: string;
  readonly mtu: number;
  /** What the network card leaves for a packet inside the tunnel. */
  readonly room: number | undefined;
}

/** The sizes that pass, of pings from the pod; where none of those is answered, of pings between the nodes less the envelope. */
function sizesOf(
  place: Place | undefined,
  flow: Flow,
  evidence: EvidenceIndex,
): { readonly sizes: PathMtu | undefined; readonly between: boolean } {
  const own = place && evidence.see(pathMtu, place, "grid", flow.id).seen;
  const node = nodeOf(flow.from);
  const envelope = envelopeOf(flow, evidence);
  if (own?.passes !== undefined || node === undefined || !envelope) return { sizes: own, between: false };
  const outer = evidence.see(pathMtu, nodePlace(node), "grid", betweenNodes(flow.id)).seen;
  if (outer?.passes === undefined) return { sizes: own, between: false };
  const { overhead } = envelope;
  return {
    sizes: {
      ...outer,
      passes: outer.passes - overhead,
      ...(outer.fails === undefined ? {} : { fails: outer.fails - overhead }),
    },
    between: true,
  };
}

/** Whether packets as big as the pod's interface lets out come through, or their sender is told that they are too big. */
export function packetSizeGate({ hop, flow, evidence }: Scene): Gate<TooBig> {
  const place = placeOf(flow.from);
  const { sizes, between } = sizesOf(place, flow, evidence);
  // Where not even a connection opens, big packets are not asked after.
  if (!sizes)
    return attemptsOf(evidence, flow).seen?.answered === 0 ? passes : notKnown("big packets were not tried");
  const link = podWireAt("from", flow, evidence).seen?.podLink;
  if (sizes.fails === undefined || sizes.passes === undefined || !link) return passes;
  // Where part of all packets is lost, some sizes pass once and not another time.
  if (sizes.passes >= sizes.fails) return notKnown("pings of every size are lost now and then");
  // A router that answers "too big" lets senders adapt: only silence makes a black hole.
  if (sizes.fails > link.mtu || !sizes.silent) return passes;
  const own = hop.node === undefined ? undefined : evidence.see(links, nodePlace(hop.node)).seen;
  const lower = hop.deviceOut === undefined ? undefined : linkByName(own ?? [], hop.deviceOut);
  const end = tunnelThere(hop, flow, evidence).seen;
  const room = end && lower ? innerMtu(end.tunnel, lower.mtu) : undefined;
  // What the target's own interface would not take is thrown away at its wire, unsaid, and TCP sends none of it: a pod with MTU 1300
  // says so with each connection (MSS 1260). What the tunnel has no room for does not come so far.
  const atTarget = podWireAt("to", flow, evidence).seen?.podLink;
  if (atTarget && sizes.fails > atTarget.mtu && (room === undefined || sizes.fails <= room))
    return flow.protocol === "TCP" ? passes : notKnown("the target's own interface takes no bigger packets");
  return stopsSome({
    between,
    pass: sizes.passes,
    fail: sizes.fails,
    podDevice: link.name,
    mtu: link.mtu,
    room,
  });
}
