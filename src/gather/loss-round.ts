import { nodeOf } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { icmpEcho, nodeRoundTrip } from "../probes/senders/icmp-echo.ts";
import { attemptsOf, type Attempts } from "../journey/packets/attempts.ts";
import { lookupOf } from "../journey/names/dns.ts";
import { legAt, type Leg } from "../journey/way/leg.ts";
import { bigPing } from "../gates/loss-groups.ts";
import { moreSubject, pingTargets, type PingPair } from "../gates/losses.ts";
import { passages } from "../journey/hops/passage.ts";
import { walkPath } from "../journey/way/path.ts";
import { nodePlace, placeOf } from "../journey/machine/places.ts";
import { look, type Look } from "./look.ts";
import type { WindowLooks } from "./node-sessions.ts";
import { sendLook, wayOf, type SourcePorts } from "./senders.ts";
import { pairsOf, watch } from "./window-plan.ts";

/** Connections and pings of the second round: a share of a tenth shows for certain, in about a second and 30 kB. */
const MORE_PACKETS = 30;
const PINGS = 60;
/** Pings of a full packet's size, and the headers that a tunnel and the packet itself take of a link. */
const BIG_PINGS = 40;
const HEADERS = 100;

export interface LossRound {
  readonly windows: ReadonlyMap<string, WindowLooks>;
  readonly looks: readonly Look[];
}

export const noRound: LossRound = { windows: new Map(), looks: [] };

/**
 * Where some packets of one pair came from node to node and some did not, seven are too few to tell a share: more are sent,
 * and both nodes watch again. Also where all died between the nodes: one in a hundred may pass. Nothing to do for all others.
 */
export function lossRound(
  flows: readonly Flow[],
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): LossRound {
  const flow = flows.find((one) => mayBeLossy(one, evidence));
  const path = flow ? walkPath(flow, evidence) : [];
  const underlay = path.find(({ kind }) => kind === "underlay");
  const leg = flow && underlay && legAt(underlay, flow, evidence);
  const place = flow && placeOf(flow.from);
  if (!leg || !place) return noRound;
  const { inTunnel, beside } = pingTargets(leg, path);
  const targets = [inTunnel, beside].flatMap((pair) =>
    pair ? [{ source: pair.from, destination: pair.to }] : [],
  );
  const pairs = [...pairsOf(flow, evidence), ...targets];
  const nodes = [leg.sender, leg.receiver];
  const pings = (pair: PingPair | undefined, subject: string): readonly Look[] =>
    pair
      ? [
          look(
            nodePlace(leg.sender),
            icmpEcho,
            { ip: pair.to, count: PINGS, intervalMs: 10, waitMs },
            subject,
          ),
        ]
      : [];
  const towards = { ip: flow.destinationIP, port: flow.port, protocol: flow.protocol, way: wayOf(flow) };
  return {
    windows: new Map(
      nodes.map((node) => [
        node,
        { captures: [watch(node, [flow], pairs, evidence, moreSubject(flow))], counters: [] },
      ]),
    ),
    looks: [
      ...[sendLook(place, towards, moreSubject(flow), waitMs, ports, MORE_PACKETS)].filter(
        (one) => one !== undefined,
      ),
      ...pings(inTunnel, moreSubject(flow, "in the tunnel")),
      ...pings(beside, moreSubject(flow, "beside it")),
      ...(fits(bigPing, leg)
        ? bigPings(inTunnel ?? beside, leg.sender, moreSubject(flow, "big"), waitMs)
        : []),
    ],
  };
}

/** Whether packets of that payload fit into the way's smallest link that is known here. */
function fits(size: number, { tunnel, atSender }: Leg): boolean {
  const mtus = [
    tunnel.seen?.tunnel.mtu,
    ...(atSender.links.seen ?? []).filter(({ up }) => up).map(({ mtu }) => mtu),
  ];
  return mtus.every((mtu) => mtu === undefined || mtu >= size + HEADERS);
}

function bigPings(
  pair: PingPair | undefined,
  from: string,
  subject: string,
  waitMs: number,
): readonly Look[] {
  if (!pair) return [];
  const asked = { ip: pair.to, count: BIG_PINGS, intervalMs: 10, waitMs, size: bigPing };
  return [look(nodePlace(from), icmpEcho, asked, subject)];
}

/** Any sign that part of what goes between the flow's nodes is lost, or all of it without a word of either node. */
function mayBeLossy(flow: Flow, evidence: EvidenceIndex): boolean {
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  if (from === undefined || to === undefined || from === to) return false;
  const tried: readonly (Pick<Attempts, "sent" | "answered"> | undefined)[] = [
    attemptsOf(evidence, flow).seen,
    attemptsOf(evidence, flow, "service").seen,
    lookups(flow, evidence),
    ...[
      [from, to],
      [to, from],
    ].map(([here = "", there = ""]) => {
      const pings = evidence.see(nodeRoundTrip, nodePlace(here), "standing", there).seen;
      return pings && { sent: pings.sent, answered: pings.received };
    }),
  ];
  if (tried.some((one) => one && one.answered > 0 && one.answered < one.sent)) return true;
  const path = walkPath(flow, evidence);
  return passages(flow, path, evidence).some(({ mark, in: into, out }, index) => {
    const kind = path[index]?.kind;
    if (kind !== "underlay" && kind !== "reply") return false;
    return mark === "stopped" || (into !== undefined && out !== undefined && out > 0 && out < into);
  });
}

function lookups(flow: Flow, evidence: EvidenceIndex): Pick<Attempts, "sent" | "answered"> | undefined {
  const { seen } = lookupOf(flow, evidence);
  return seen && { sent: seen.length, answered: seen.filter(({ outcome }) => outcome === "answered").length };
}
