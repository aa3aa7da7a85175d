/** What passed where, counted: places and talks of src/model/captured-traffic.ts. */
import type { PlaceTraffic, Talk } from "../model/captured-traffic.ts";
import { Counting, type Sighting } from "./counting.ts";
import { ownPackets } from "./own.ts";
import { wayOf, type Watched } from "./relevant.ts";
import type { SeenPacket } from "./seen-packet.ts";
import { Talks } from "./talks.ts";

/** What one node saw. */
export interface NodeSaw {
  readonly node: string;
  /** The target, or one of several, is on this node. */
  readonly atTarget: boolean;
  readonly packets: readonly SeenPacket[];
  readonly nameOf: (device: number) => string;
}

/** Those between the two ends, of each node in the order in which it saw them. */
export function sightings(saw: readonly NodeSaw[], watched: Watched): readonly Sighting[] {
  return saw.flatMap(({ node, atTarget, packets, nameOf }) =>
    packets.flatMap((packet) => {
      const way = wayOf(packet.headers, watched);
      return way ? [{ node, atTarget, device: nameOf(packet.device), packet, way }] : [];
    }),
  );
}

/** @param ownPorts source ports of netdiag's own packets. */
export function tally(
  seen: readonly Sighting[],
  ownPorts: ReadonlySet<number>,
): { readonly places: readonly PlaceTraffic[]; readonly talks: readonly Talk[] } {
  const places = new Map<
    string,
    { readonly first: number; readonly of: Sighting; readonly counts: Counting }
  >();
  const isOwn = ownPackets(seen, ownPorts);
  const talks = new Talks(isOwn);
  for (const one of seen) {
    const { node, device, way, packet } = one;
    const key = [node, device, packet.direction, way, packet.headers.inside].join(" ");
    const place = places.get(key) ?? { first: packet.at, of: one, counts: new Counting(isOwn) };
    places.set(key, place);
    place.counts.add(one);
    talks.add(one, key);
  }
  const order = new Map([...new Set(seen.map(({ node }) => node))].map((node, index) => [node, index]));
  return {
    places: [...places.values()]
      .sort(
        (one, other) =>
          (order.get(one.of.node) ?? 0) - (order.get(other.of.node) ?? 0) || one.first - other.first,
      )
      .map(({ of: { node, device, way, packet }, counts }) => ({
        node,
        device,
        direction: packet.direction,
        towards: way,
        ...(packet.headers.inside !== undefined && { inside: packet.headers.inside }),
        counts: counts.now,
      })),
    talks: talks.all,
  };
}
