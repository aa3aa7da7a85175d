import { nodeOf } from "../model/endpoint.ts";
import type { HopKind } from "../model/hop.ts";
import type { Flow } from "../model/flow.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { attemptsOf } from "../journey/packets/attempts.ts";
import { nodeRoundTrip } from "../probes/senders/icmp-echo.ts";
import { hasOwnNetns, nodePlace, nodesOf, placeOf } from "../journey/machine/places.ts";
import { passages } from "../journey/hops/passage.ts";
import { walkPath } from "../journey/way/path.ts";
import { nextHopsFrom } from "../journey/way/next-hops.ts";
import { sameAddress } from "../netstack/numbers/cidr.ts";
import { neighbours } from "../probes/state/neighbours.ts";
import type { Place } from "../model/place.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import type { Look } from "./look.ts";
import { bothWays, pingBetween } from "./standing-plan.ts";

/** A path that takes longer is as good as none: clients give up after 5 to 10 seconds. */
export const patientMs = 4_500;

/** Where a slow wire, a slow pod or a long way looks like a loss; a node's own rules drop at once, and are told without waiting. */
const slowPlaces: ReadonlySet<HopKind> = new Set(["source", "underlay", "pod-in", "socket", "reply"]);

/**
 * Whether packets that seem lost may only be late: none was answered or refused in the time they were given, and they were last
 * seen where nothing but a wire, a network or a pod has them. Or some got no answer while the kernel was asking for a MAC address
 * on their way: it asks once a second, and holds them back until it knows.
 */
export function mayBeLate(flows: readonly Flow[], evidence: EvidenceIndex): boolean {
  return flows.some((flow) => {
    const { seen } = attemptsOf(evidence, flow);
    if (!seen || seen.sent === 0) return false;
    const { silent = 0 } = seen.outcomes;
    if (silent > 0 && silent + seen.answered === seen.sent && wasAsking(flow, evidence)) return true;
    if (silent < seen.sent) return false;
    const path = walkPath(flow, evidence);
    return passages(flow, path, evidence).some(
      ({ mark }, index) => mark === "stopped" && slowPlaces.has(path[index]?.kind ?? "asking"),
    );
  });
}

/** Less than the second after which a lost SYN is repeated. */
const spreadMs = 800;

/**
 * Whether they were late and not lost: all of a pair are answered now, each after more than the time they had before, and about
 * the same time. Of those that were lost, some come through at once, others when Linux repeats them, a second or three later.
 * Pings nobody repeats: those of the nodes that took so long were late.
 */
export function cameLate(flows: readonly Flow[], evidence: EvidenceIndex, waitedMs: number): boolean {
  return flows.some((flow) => {
    const { sent = 0, answered = 0, fastestMs = 0, slowestMs = 0 } = attemptsOf(evidence, flow).seen ?? {};
    if (sent > 0 && answered === sent && fastestMs > waitedMs && slowestMs - fastestMs < spreadMs)
      return true;
    const from = nodeOf(flow.from);
    const to = nodeOf(flow.to);
    if (from === undefined || to === undefined || from === to) return false;
    const pings = evidence.see(nodeRoundTrip, nodePlace(from), "standing", to).seen?.roundTrips ?? [];
    return pings.length > 0 && Math.min(...pings) > waitedMs;
  });
}

/** Whether nothing but a MAC address was missing, and it was told meanwhile: every packet of a pair is answered now. */
export function foundMeanwhile(flows: readonly Flow[], evidence: EvidenceIndex): boolean {
  return flows.some((flow) => {
    const { sent = 0, answered = 0 } = attemptsOf(evidence, flow).seen ?? {};
    return sent > 0 && answered === sent && wasAsking(flow, evidence);
  });
}

/** Whether a MAC address on the way was being asked for already before the packets were sent (INCOMPLETE). */
function wasAsking(flow: Flow, evidence: EvidenceIndex): boolean {
  const unknown = (place: Place, device?: string, ip?: string): boolean =>
    (evidence.see(neighbours, place, "standing").seen ?? []).some(
      (entry) =>
        entry.state.includes("INCOMPLETE") &&
        (device === undefined || entry.device === device) &&
        (ip === undefined || sameAddress(entry.ip, ip)),
    );
  const pods = [flow.from, flow.to].flatMap((end) => (hasOwnNetns(end) ? (placeOf(end) ?? []) : []));
  return (
    pods.some((place) => unknown(place)) ||
    nodesOf(flow).some((node) =>
      nextHopsFrom(node, flow, evidence).some(({ device, ip }) => unknown(nodePlace(node), device, ip)),
    )
  );
}

/** The nodes' pings of each other, once more. */
export function patientPings(flows: readonly Flow[], snapshot: ClusterSnapshot): readonly Look[] {
  const pings = new Map(
    flows
      .flatMap((flow) => bothWays(flow, snapshot))
      .map(({ sender, receiver, ip }) => [
        `${sender} ${receiver}`,
        pingBetween(sender, receiver, ip, patientMs),
      ]),
  );
  return [...pings.values()];
}
