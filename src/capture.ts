/** What passes between the two ends of a question, watched for a while: words to a file of headers and the story of it. */
import { operator, type Sight } from "./access/sight.ts";
import { furtherLooks } from "./gather/further-looks.ts";
import type { Look } from "./gather/look.ts";
import { hostLooks, withHostAddresses } from "./gather/name-looks.ts";
import { NodeSessions } from "./gather/node-sessions.ts";
import { PACKETS, SourcePorts } from "./gather/senders.ts";
import { standingLooks } from "./gather/standing-plan.ts";
import { trafficPlan, trafficSends, type TrafficPlan } from "./gather/traffic-plan.ts";
import { waitingTime } from "./gather/waiting-time.ts";
import { nodePlace, nodesOf } from "./journey/machine/places.ts";
import { withSources } from "./journey/way/sources.ts";
import { nodeOf } from "./model/endpoint.ts";
import {
  mostSeconds,
  type Capture,
  type CapturedTraffic,
  type CaptureTraffic,
} from "./model/captured-traffic.ts";
import type { Flow } from "./model/flow.ts";
import { placeKey } from "./model/place.ts";
import type { Clock, Cluster, NodeShell } from "./ports.ts";
import { traffic, type TrafficSeen } from "./probes/capture/traffic.ts";
import { EvidenceIndex } from "./probes/evidence-index.ts";
import { links } from "./probes/state/links.ts";
import { redactJson } from "./report/redact.ts";
import { refuseAddresses, refuseLookedUp, refuseWords } from "./resolve/never-sent.ts";
import { resolve } from "./resolve/resolve.ts";
import { writePcapng } from "./traffic/pcapng.ts";
import { addressText } from "./traffic/relevant.ts";
import { sightings, tally, type NodeSaw } from "./traffic/tally.ts";

export interface CaptureDoors {
  readonly cluster: Cluster;
  /** Its sessions must live for the watching and `besideSeconds`. */
  readonly nodes: NodeShell;
  readonly clock: Clock;
}

/** What a capture takes beside the watching, at most: reading names and nodes before, and packets after. */
export const besideSeconds = 120;

/** So often it is looked whether somebody stopped it, milliseconds. */
const glanceMs = 1_000;
/** So often it is told that it goes on. */
const tellMs = 5_000;

/**
 * Watches for one question, see `CaptureTraffic`. `sight` is what the asker may be told of and asked about, as of a diagnosis.
 * Throws RangeError for a time that is none.
 */
export function captureTraffic(
  { cluster, nodes, clock }: CaptureDoors,
  sight: Sight = operator,
): CaptureTraffic {
  return async (question, { seconds, signal, stop, onProgress }) => {
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > mostSeconds)
      throw new RangeError(`a capture takes 1 to ${mostSeconds} seconds`);
    // Until it watches, whoever stops it wants nothing of it.
    const before = AbortSignal.any([signal, stop].flatMap((one) => one ?? []));
    before.throwIfAborted();
    await onProgress?.({ stage: "resolving" });
    refuseWords(question);
    const { flows: named, snapshot, totalEndpoints } = await resolve(question, cluster, { sight });
    refuseAddresses(question, named, snapshot);
    before.throwIfAborted();

    const sessions = new NodeSessions(nodes, signal);
    const seen = (): EvidenceIndex => new EvidenceIndex(sessions.evidence);
    const ports = new SourcePorts(clock.now());
    try {
      await onProgress?.({ stage: "looking", nodes: [...new Set(named.flatMap(nodesOf))] });
      await sessions.run(standingLooks(named, snapshot), "standing");
      await sessions.run([...hostLooks(named, snapshot, seen()), ...furtherLooks(named, seen())], "standing");
      const flows = withSources(withHostAddresses(named, seen()), seen());
      await refuseLookedUp(question, { flows, before: named }, cluster, sight);
      before.throwIfAborted();

      const plan = trafficPlan(flows, snapshot, seen(), seconds);
      const startedAt = clock.now().toISOString();
      const began = clock.elapsed();
      const since = (): number => clock.elapsed() - began;
      const window = await sessions.observe(plan.windows);
      const sends = trafficSends(flows, waitingTime(flows, seen()), ports);
      let ended: CapturedTraffic["ended"] | "limit-or-lost" = "time";
      const watch = async (): Promise<void> => {
        let told = 0;
        while (since() < seconds * 1000) {
          signal?.throwIfAborted();
          if (stop?.aborted === true) {
            ended = "stopped";
            return;
          }
          if (since() >= told) {
            const progress = { seconds: Math.round(since() / 1000), ofSeconds: seconds };
            await onProgress?.({ stage: "watching", nodes: [...plan.windows.keys()], ...progress });
            told += tellMs;
          }
          const now = await window.ended(Math.max(10, Math.min(glanceMs, seconds * 1000 - since())));
          if (now === "running") continue;
          ended = now === "none" ? "lost" : "limit-or-lost";
          return;
        }
      };
      await sessions.run(sends, "window", { parallel: true });
      await watch();
      const watchedSeconds = Math.round(since() / 100) / 10;
      await onProgress?.({ stage: "reading" });
      await window.close();
      signal?.throwIfAborted();

      const unsent = seen()
        .notSeen()
        .filter((one) => sends.some((send) => isOfSend(send, one)));
      const notSent = [...new Map(unsent.map(({ notSeen }) => [notSeen.detail, notSeen])).values()];
      const sent = sends.filter((send) => !unsent.some((one) => isOfSend(send, one)));
      const told = tell({ flows, plan, evidence: seen(), own: ports.taken });
      const { moreTalks } = told;
      const shared = sharedAmong(plan);
      return {
        pcapng: told.pcapng,
        traffic: redactJson({
          version: 1,
          question,
          flows: [...flows],
          totalEndpoints,
          startedAt,
          seconds: watchedSeconds,
          askedSeconds: seconds,
          ended: endedHow(ended, told.nodes),
          ownPorts: sent.length === 0 ? [] : [...ports.taken].sort((one, other) => one - other),
          ownPings: sent.filter(({ probe }) => probe === "icmp-echo").length * PACKETS,
          ...(notSent.length > 0 && { notSent }),
          ...(shared.length > 0 && { shared }),
          nodes: [...told.nodes],
          places: [...told.places],
          talks: [...told.talks],
          ...(moreTalks > 0 && { moreTalks }),
          notLooked: [...told.notLooked],
        }),
      };
    } finally {
      await sessions.close();
    }
  };
}

function endedHow(
  ended: CapturedTraffic["ended"] | "limit-or-lost",
  nodes: CapturedTraffic["nodes"],
): CapturedTraffic["ended"] {
  if (ended !== "limit-or-lost") return ended;
  const full = nodes.some(({ bounds }) => bounds.includes("packets") || bounds.includes("bytes"));
  return full ? "limit" : "lost";
}

function isOfSend(
  { place, probe }: Pick<Look, "place" | "probe">,
  other: Pick<Look, "place" | "probe">,
): boolean {
  return probe === other.probe && placeKey(place) === placeKey(other.place);
}

/** A node gives these addresses to packets of others as well. */
function sharedAmong({ pairs }: TrafficPlan): string[] {
  return [...new Set(pairs.flatMap(({ source, masqueraded }) => (masqueraded === true ? [source] : [])))];
}

/** Of who talked to whom, as many are told as somebody may read; a program that tries every port makes thousands. */
const mostTalks = 200;

type Told = Pick<CapturedTraffic, "nodes" | "places" | "talks" | "notLooked"> &
  Pick<Capture, "pcapng"> & { readonly moreTalks: number };

/** What was seen, of every node, as it is told and kept. */
function tell({
  flows,
  plan,
  evidence,
  own,
}: {
  readonly flows: readonly Flow[];
  readonly plan: TrafficPlan;
  readonly evidence: EvidenceIndex;
  readonly own: ReadonlySet<number>;
}): Told {
  const looked = [...plan.windows.keys()].map((node) => ({
    node,
    sight: evidence.see(traffic, nodePlace(node), "window"),
  }));
  const saw = looked.flatMap(({ node, sight }) =>
    sight.seen ? [nodeSaw(node, sight.seen, flows, evidence)] : [],
  );
  const pairs = plan.pairs.map(({ source, destination }) => ({
    source: addressText(source),
    destination: addressText(destination),
  }));
  const between = sightings(saw, { pairs, ports: plan.ports });
  const { places, talks } = tally(between, own);
  return {
    pcapng: writePcapng(
      between.map(({ node, device, packet }) => ({ place: `${node} ${device}`, packet })),
      "Headers only: every packet ends behind its last header. Times are those of each node's own clock.",
    ),
    nodes: looked.flatMap(({ node, sight }) =>
      sight.seen
        ? [
            {
              node,
              packets: between.filter((one) => one.node === node).length,
              bounds: [...sight.seen.bounds, ...(plan.notAllPairs.has(node) ? (["pairs"] as const) : [])],
            },
          ]
        : [],
    ),
    places: [...places],
    talks: talks.slice(0, mostTalks),
    moreTalks: Math.max(0, talks.length - mostTalks),
    notLooked: [
      ...looked.flatMap(({ node, sight }) => (sight.notSeen ? [{ node, notSeen: sight.notSeen }] : [])),
      ...plan.leftOut.map((node) => ({ node, notSeen: tooMany })),
    ],
  };
}

const tooMany = {
  why: "not-asked",
  detail: "there are more nodes on the way than are watched at once",
  next: "ask about one pod in place of all",
} as const;

function nodeSaw(
  node: string,
  { packets }: TrafficSeen,
  flows: readonly Flow[],
  evidence: EvidenceIndex,
): NodeSaw {
  const names = new Map(
    (evidence.see(links, nodePlace(node)).seen ?? []).map(({ index, name }) => [index, name]),
  );
  return {
    node,
    packets,
    atTarget: flows.some(({ to }) => nodeOf(to) === node),
    nameOf: (device) => names.get(device) ?? `#${device}`,
  };
}
