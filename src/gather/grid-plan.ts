import type { Symptom } from "../model/question.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { askedAddress, type Flow } from "../model/flow.ts";
import { nodeOf } from "../model/endpoint.ts";
import { placeKey } from "../model/place.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { httpRequest, type HttpSubject } from "../probes/senders/http-request.ts";
import { icmpEcho } from "../probes/senders/icmp-echo.ts";
import { links } from "../probes/state/links.ts";
import { neighbours } from "../probes/state/neighbours.ts";
import { pathMtu } from "../probes/senders/path-mtu.ts";
import { attemptsOf, standOf } from "../journey/packets/attempts.ts";
import { betweenNodes, envelopeOf } from "../journey/packets/big-packets.ts";
import { subjectOf, type GridView } from "../journey/packets/grid.ts";
import { httpScheme } from "../journey/services/http.ts";
import { strangersFor } from "../journey/names/name-target.ts";
import { hasOwnNetns, nodePlace, nodesOf, placeOf } from "../journey/machine/places.ts";
import { serviceAttempts, serviceWatched } from "../journey/services/service-traffic.ts";
import { look, type Look } from "./look.ts";
import { sendLook, serviceSend, type SourcePorts } from "./senders.ts";

/** Packets below this always pass: the least an IPv4 path must take in practice, and IPv6 by rule. */
const smallest = { 4: 576, 6: 1280 } as const;

/**
 * After the main packets: through the Service, always; where they failed, the same destination from other places and
 * pings; where any passed, big packets; where all did, a request where the target is meant to speak HTTP.
 */
export function gridLooks(
  flows: readonly Flow[],
  { snapshot, symptom }: { readonly snapshot: ClusterSnapshot; readonly symptom: Symptom | undefined },
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): readonly Look[] {
  // A host without an address is told, not probed.
  const addressed = flows.filter(({ destinationIP }) => destinationIP !== "");
  const isFailed = (flow: Flow): boolean => {
    const main = attemptsOf(evidence, flow).seen;
    return main === undefined || main.answered < main.sent;
  };
  const looks = addressed.flatMap((flow, index) => {
    const main = attemptsOf(evidence, flow).seen;
    const failed = isFailed(flow);
    const first = index === 0;
    return [
      ...viaService(flow, flows, evidence, waitMs, ports),
      ...elsewhere(flow, snapshot, evidence, waitMs, ports),
      ...(failed ? bisection(flow, waitMs, ports) : []),
      ...(failed && first ? pings(flow, waitMs) : []),
      ...((main?.answered ?? 0) > 0 && first ? bigPackets(flow, evidence, waitMs) : []),
      ...(!failed && firstTo(flow, addressed) ? request(flow, httpScheme(flow, snapshot, symptom)) : []),
    ];
  });
  return [...looks, ...neighboursAfter(addressed.filter(isFailed))];
}

/** Once per source: the translation is the node's, whichever backend it picks. Not where it was asked already. */
function viaService(
  flow: Flow,
  flows: readonly Flow[],
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): readonly Look[] {
  const ofSource = flows.filter((other) => other.sourceIP === flow.sourceIP);
  if (ofSource[0] !== flow) return [];
  if (ofSource.some((other) => serviceAttempts(other, evidence).seen)) return [];
  return present(serviceSend(flow, waitMs, ports));
}

/** Twice as many: that all of them pass where a third is lost happens three times in a thousand. */
const sentAgain = 14;

/**
 * Packets to the Service's address of which some were answered and some were not in time: on a busy machine that is no loss.
 * More of them are sent and given more time, in the place of the first.
 */
export function serviceAgain(
  flows: readonly Flow[],
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): readonly Look[] {
  return flows.flatMap((flow, index) => {
    const { seen } = serviceAttempts(flow, evidence);
    const first = flows.findIndex(({ sourceIP }) => sourceIP === flow.sourceIP) === index;
    if (!first || !seen || seen.answered === 0 || flow.destinationIP === askedAddress(flow)?.ip) return [];
    const unanswered = seen.sent - seen.answered;
    if (unanswered === 0 || seen.outcomes.silent !== unanswered || serviceWatched(flow, evidence)) return [];
    return present(serviceSend(flow, waitMs, ports, sentAgain));
  });
}

/** Where the name leads to a stranger: whether anybody answers there. */
function elsewhere(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): readonly Look[] {
  const place = placeOf(flow.from);
  const [ip] = strangersFor(flow, snapshot, evidence);
  if (!place || ip === undefined) return [];
  const towards = {
    ip,
    port: flow.service?.port ?? flow.port,
    protocol: flow.protocol,
    way: "straight" as const,
  };
  return present(sendLook(place, towards, subjectOf(flow.id, "elsewhere"), waitMs, ports, 3));
}

/** Somewhere outside there is no place to stand; the source's node sends with another address than its pod. */
function fromItsNode(flow: Flow, waitMs: number, ports: SourcePorts): readonly Look[] {
  const place = standOf(flow, "source-node");
  if (!place || !hasOwnNetns(flow.from)) return [];
  const towards = {
    ip: flow.destinationIP,
    port: flow.port,
    protocol: flow.protocol,
    way: "straight" as const,
  };
  return present(sendLook(place, towards, subjectOf(flow.id, "source-node"), waitMs, ports, 3));
}

function bisection(flow: Flow, waitMs: number, ports: SourcePorts): readonly Look[] {
  if (flow.to.type === "external") return fromItsNode(flow, waitMs, ports);
  if (!hasOwnNetns(flow.to)) return [];
  const views: readonly (readonly [GridView, string])[] = [
    ["source-node", flow.destinationIP],
    ["target-node", flow.destinationIP],
    ["self", flow.destinationIP],
    ["loopback", flow.family === 6 ? "::1" : "127.0.0.1"],
  ];
  return views.flatMap(([view, ip]) => {
    const place = standOf(flow, view);
    if (!place || (view === "source-node" && !hasOwnNetns(flow.from))) return [];
    const towards = { ip, port: flow.port, protocol: flow.protocol, way: "straight" as const };
    return present(sendLook(place, towards, subjectOf(flow.id, view), waitMs, ports, 3));
  });
}

/** Whether the next hops of pods and nodes answered them, once packets asked for them. */
function neighboursAfter(flows: readonly Flow[]): readonly Look[] {
  const pods = flows
    .flatMap(({ from, to }) => [from, to])
    .flatMap((end) => (hasOwnNetns(end) ? (placeOf(end) ?? []) : []));
  const places = [...pods, ...flows.flatMap(nodesOf).map(nodePlace)];
  const distinct = new Map(places.map((place) => [placeKey(place), place]));
  return [...distinct.values()].map((place) => look(place, neighbours, undefined));
}

function pings(flow: Flow, waitMs: number): readonly Look[] {
  const place = placeOf(flow.from);
  if (!place) return [];
  const asked = askedAddress(flow);
  const ping = { count: 3, intervalMs: 10, waitMs };
  return [
    ...(flow.destinationIP === asked?.ip
      ? []
      : [look(place, icmpEcho, { ...ping, ip: flow.destinationIP }, `${flow.id} ping pod`)]),
    ...(asked === undefined
      ? []
      : [look(place, icmpEcho, { ...ping, ip: asked.ip }, `${flow.id} ping service`)]),
  ];
}

function bigPackets(flow: Flow, evidence: EvidenceIndex, waitMs: number): readonly Look[] {
  const place = placeOf(flow.from);
  if (!place) return [];
  const inside = evidence.see(links, place).seen ?? [];
  const mtu = inside.find(({ name }) => name !== "lo")?.mtu;
  if (mtu === undefined || mtu <= smallest[flow.family] || mtu > 65_000) return [];
  const sizes = { ip: flow.destinationIP, smallest: smallest[flow.family], largest: mtu, waitMs };
  return [look(place, pathMtu, sizes, flow.id), ...bigEnvelopes(flow, evidence, mtu, waitMs)];
}

/**
 * The same between the nodes, as big as the tunnel makes such packets: policies that admit a port keep pings from the pod, and what is
 * lost between the nodes is lost all the same.
 */
function bigEnvelopes(flow: Flow, evidence: EvidenceIndex, mtu: number, waitMs: number): readonly Look[] {
  const node = nodeOf(flow.from);
  const envelope = envelopeOf(flow, evidence);
  if (node === undefined || !envelope) return [];
  const { remote: ip, overhead } = envelope;
  const sizes = { ip, smallest: smallest[flow.family] + overhead, largest: mtu + overhead, waitMs };
  return [look(nodePlace(node), pathMtu, sizes, betweenNodes(flow.id))];
}

/** Each target is asked once, whoever asks. */
function firstTo(flow: Flow, flows: readonly Flow[]): boolean {
  return flows.find(({ destinationIP }) => destinationIP === flow.destinationIP) === flow;
}

/** How long a program may think before it counts as silent; what works answers long before that. */
const requestMs = 2_000;

function request(flow: Flow, scheme: HttpSubject["scheme"] | undefined): readonly Look[] {
  const place = placeOf(flow.from);
  if (!place || scheme === undefined) return [];
  const host =
    flow.service === undefined
      ? flow.to.type === "external"
        ? flow.to.host
        : undefined
      : `${flow.service.name}.${flow.service.namespace}`;
  const subject = { ip: flow.destinationIP, port: flow.port, scheme, waitMs: requestMs };
  const named = { ...subject, ...(host === undefined ? {} : { host }) };
  // The same from inside the target tells a program that does not serve from a way that loses what is sent over it.
  const inside = hasOwnNetns(flow.to) ? placeOf(flow.to) : undefined;
  return [
    look(place, httpRequest, named, flow.id),
    ...(inside ? [look(inside, httpRequest, named, subjectOf(flow.id, "self"))] : []),
  ];
}

function present(item: Look | undefined): readonly Look[] {
  return item === undefined ? [] : [item];
}
