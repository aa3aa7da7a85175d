import { nodeOf } from "../../model/endpoint.ts";
import type { Sight } from "../../model/evidence.ts";
import { askedAddress, entersAtNode, type AskedAddress, type Flow } from "../../model/flow.ts";
import { seenBy, type CapturedPacket } from "../../netstack/seen/captured.ts";
import { capture } from "../../probes/capture/capture.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { attemptsOf, serviceSubject, standOf, wasSent, type Attempts } from "../packets/attempts.ts";
import { hasOwnNetns, nodePlace } from "../machine/places.ts";
import { sendingAddress, sourcesUntranslated } from "../way/sources.ts";

/** Connections to the Service's own address: the main packets where they went there, else those sent beside them. */
export function serviceAttempts(flow: Flow, evidence: EvidenceIndex): Sight<Attempts> {
  return flow.destinationIP === askedAddress(flow)?.ip
    ? attemptsOf(evidence, flow)
    : attemptsOf(evidence, flow, "service");
}

/** Packets to the Service's own address go beside the main ones where the Service is in doubt; else after the window. */
export function serviceWatched(flow: Flow, evidence: EvidenceIndex): boolean {
  const place = standOf(flow, "service");
  if (flow.destinationIP === askedAddress(flow)?.ip) return true;
  return place !== undefined && wasSent(evidence, place, serviceSubject(flow, evidence, place));
}

/** How many of those connections the source's node saw come in, and go out to one of these addresses. */
export interface ServiceTraffic {
  readonly node: string;
  readonly entered: number;
  readonly left: number;
  /** Those that left with the Service's own address, and the interface: nobody translated them. */
  readonly untranslated: { readonly count: number; readonly device: string };
}

/** `undefined` when they were not sent while the node watched. */
export function serviceTraffic(
  flow: Flow,
  evidence: EvidenceIndex,
  towards: readonly string[],
): Sight<ServiceTraffic | undefined> {
  const node = nodeOf(flow.from);
  const asked = askedAddress(flow);
  if (node === undefined || asked === undefined || entersAtNode(flow)) return { seen: undefined };
  const sight = evidence.see(capture, nodePlace(node), "window");
  if (sight.notSeen) return { notSeen: sight.notSeen };
  if (!serviceWatched(flow, evidence)) return { seen: undefined };
  const attempts = serviceAttempts(flow, evidence);
  if (attempts.notSeen) return { notSeen: attempts.notSeen };
  const { sent, sourcePorts } = attempts.seen;
  // A node's own packets come in nowhere, and masquerading may change their source.
  const fromPod = hasOwnNetns(flow.from);
  const most = (destinations: readonly string[], direction: "in" | "out"): number =>
    Math.max(
      0,
      ...seenBy(sight.seen.packets, {
        sources: [flow.sourceIP, sendingAddress(flow, evidence)],
        destinations,
        protocol: flow.protocol,
        ...(fromPod && sourcePorts.length > 0 ? { sourcePorts } : {}),
      })
        .filter((crossing) => crossing.direction === direction)
        .map(({ probes }) => probes),
    );
  // Towards several addresses one interface may carry some and another the rest: each address counts by itself.
  const left = towards.reduce((sum, ip) => sum + most([ip], "out"), 0);
  return {
    seen: {
      node,
      entered: fromPod ? most([asked.ip], "in") : sent,
      left,
      untranslated: untranslated(flow, asked, sight.seen.packets, evidence),
    },
  };
}

/** Whether all of them were seen to come in at the node: then none was stopped in the pod. */
export function leftThePod(flow: Flow, evidence: EvidenceIndex): boolean {
  const sent = serviceAttempts(flow, evidence).seen?.sent ?? 0;
  return sent > 0 && (serviceTraffic(flow, evidence, []).seen?.entered ?? 0) >= sent;
}

function untranslated(
  flow: Flow,
  asked: AskedAddress,
  packets: readonly CapturedPacket[],
  evidence: EvidenceIndex,
): ServiceTraffic["untranslated"] {
  const out = seenBy(packets, {
    sources: sourcesUntranslated(flow, asked, evidence).map(({ ip }) => ip),
    destinations: [asked.ip],
    destinationPorts: [asked.port],
    protocol: flow.protocol,
  }).filter(({ direction }) => direction === "out");
  return out.reduce((most, { probes, device }) => (probes > most.count ? { count: probes, device } : most), {
    count: 0,
    device: "",
  });
}
