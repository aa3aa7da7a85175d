import { nodeOf } from "../model/endpoint.ts";
import { placeKey, type Place } from "../model/place.ts";
import { askedAddress, type Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { capture, captureReady } from "../probes/capture/capture.ts";
import { mostPairs, type CapturePair, type CaptureSubject } from "../probes/capture/capture-filter.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { conntrackCounters } from "../probes/counters/conntrack-counters.ts";
import { interfaceCounters } from "../probes/counters/interface-counters.ts";
import { kernelCounters } from "../probes/counters/kernel-counters.ts";
import { links } from "../probes/state/links.ts";
import { qdiscCounters } from "../probes/counters/qdisc-counters.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { udpExchange } from "../probes/senders/udp-exchange.ts";
import { addressesOf } from "../netstack/seen/addresses.ts";
import { tunnelsOf } from "../netstack/seen/tunnels.ts";
import { choiceForGood } from "../journey/services/affinity.ts";
import { lookedUpName, lookupSubject, nameserverOf } from "../journey/names/dns.ts";
import { subjectOf } from "../journey/packets/grid.ts";
import { isLimited } from "../journey/rules/limiter.ts";
import { nextHopsFrom, nextHopTo } from "../journey/way/next-hops.ts";
import { hasOwnNetns, nodePlace, nodesOf, placeOf } from "../journey/machine/places.ts";
import { serviceInDoubt } from "../gates/service-doubt.ts";
import { programmedBackends } from "../journey/services/service-rules.ts";
import { sendingAddress, sourcesOnTheWay, sourcesUntranslated } from "../journey/way/sources.ts";
import { stackAt } from "../journey/machine/stack.ts";
import { look, type Look } from "./look.ts";
import { nameLooks } from "./name-looks.ts";
import type { WindowLooks } from "./node-sessions.ts";
import { counterLooks } from "./rule-looks.ts";
import { PACKETS, sendLook, serviceSend, SourcePorts, wayOf } from "./senders.ts";

/** A capture filter of many addresses is slow for the node. */
const mostNeighbours = 16;

/** What every node on the way watches while the packets fly: their headers, and every counter that may move with them. */
export function windowsFor(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): ReadonlyMap<string, WindowLooks> {
  const windows = new Map<string, WindowLooks>();
  const pairs = (own: readonly Flow[]): readonly CapturePair[] => [
    ...own.flatMap((flow) => pairsOf(flow, evidence)),
    ...servicePairs(own, snapshot, evidence),
  ];
  for (const node of new Set(flows.flatMap(nodesOf))) {
    const place = nodePlace(node);
    const own = flows.filter((flow) => nodesOf(flow).includes(node) && hasAddresses(flow));
    if (own.length === 0) continue;
    windows.set(node, {
      captures: [watch(node, flows, pairs(own), evidence)],
      counters: [
        ...counterLooks(place, own, evidence),
        ...podsOn(node, own).flatMap((pod) => [
          ...counterLooks(pod, own, evidence),
          look(pod, kernelCounters, undefined),
        ]),
        look(place, kernelCounters, undefined),
        look(place, interfaceCounters, undefined),
        ...(connectionsNearlyFull(place, evidence) ? [look(place, conntrackCounters, undefined)] : []),
        ...[place, ...podsOn(node, own)]
          .filter((one) => isLimited(one, evidence))
          .map((one) => look(one, qdiscCounters, undefined)),
      ],
    });
  }
  return windows;
}

/** Whether what the connection table drops is worth counting. */
function connectionsNearlyFull(place: Place, evidence: EvidenceIndex): boolean {
  const { conntrackCount = 0, conntrackMax = 0 } = evidence.see(sysctls, place).seen ?? {};
  return conntrackMax > 0 && conntrackCount >= 0.9 * conntrackMax;
}

/** Without an address at either end no packet of the flow is on any wire. */
const hasAddresses = ({ sourceIP, destinationIP }: Flow): boolean => sourceIP !== "" && destinationIP !== "";

/** The headers of packets between these addresses, bare or in a tunnel, as they cross a node's interfaces. */
export function watch(
  node: string,
  flows: readonly Flow[],
  pairs: readonly CapturePair[],
  evidence: EvidenceIndex,
  subject = "",
): WindowLooks["captures"][number] {
  const own = flows.filter((flow) => nodesOf(flow).includes(node) && hasAddresses(flow));
  const asked = own.flatMap((flow) => nextHopsFrom(node, flow, evidence).map(({ ip }) => ip));
  const looked = look(
    nodePlace(node),
    capture,
    {
      pairs: pairs.slice(0, mostPairs),
      neighbours: [...new Set(asked)].slice(0, mostNeighbours),
      sourcePorts: { from: SourcePorts.lowest, to: SourcePorts.lowest + SourcePorts.span - 1 },
      ...tunnelsWatched(flows, evidence),
      errorsTo: nodesOwn(flows, evidence),
    },
    subject,
  );
  return { ...looked, ready: captureReady };
}

/** Pods of the flows on a node: where they have rules of their own, those count as well. */
function podsOn(node: string, flows: readonly Flow[]): readonly Place[] {
  const places = flows
    .flatMap(({ from, to }) => [from, to])
    .filter((end) => hasOwnNetns(end) && nodeOf(end) === node)
    .flatMap((end) => placeOf(end) ?? []);
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}

/** A flow's packets, before and behind masquerading. */
export function pairsOf(flow: Flow, evidence: EvidenceIndex): readonly CapturePair[] {
  return sourcesOnTheWay(flow, evidence).map(({ ip, masqueraded }) => ({
    source: ip,
    destination: flow.destinationIP,
    masqueraded,
  }));
}

/** Towards a Service in doubt: its own address, and where the node's rules wrongly send. */
function servicePairs(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly CapturePair[] {
  return flows
    .filter((flow) => serviceInDoubt(flow, snapshot, evidence))
    .flatMap((flow) => {
      const asked = askedAddress(flow);
      const stale = programmedBackends(flow, snapshot, evidence).seen?.stale ?? [];
      // A node's own packets to a Service are masqueraded, which may change their source port.
      const masqueraded = !hasOwnNetns(flow.from);
      const source = sendingAddress(flow, evidence);
      return [
        ...(asked ? sourcesUntranslated(flow, asked, evidence) : []).map((one) => ({
          source: one.ip,
          destination: asked?.ip ?? "",
          masqueraded: masqueraded || one.masqueraded,
        })),
        ...choiceForGood(flow, snapshot).map(({ ip }) => ({ source, destination: ip, masqueraded })),
        ...stale.slice(0, 3).map(({ address }) => ({ source, destination: address, masqueraded })),
      ];
    });
}

/** Ports of VXLAN and Geneve that tcpdump knows by itself. */
const knownTunnelPorts: ReadonlySet<number> = new Set([4789, 8472, 6081]);
const mostTunnelPorts = 8;

/**
 * The tunnels of either end, watched on both: where the two do not use the same port, packets arrive by one that the
 * receiver's own tunnel does not know.
 */
export function tunnelsWatched(
  flows: readonly Flow[],
  evidence: EvidenceIndex,
): Pick<CaptureSubject, "tunnelPorts" | "decode"> {
  const tunnels = [...new Set(flows.flatMap(nodesOf))]
    .flatMap((node) => tunnelsOf(evidence.see(links, nodePlace(node)).seen ?? []))
    .filter(({ port }) => port !== undefined && port !== 0);
  const ports = [...new Set(tunnels.flatMap(({ port }) => port ?? []))].slice(0, mostTunnelPorts);
  if (ports.length === 0) return {};
  const strange = ports.some((port) => !knownTunnelPorts.has(port));
  const onlyVxlan = tunnels.every(({ encapsulation }) => encapsulation === "vxlan");
  // Told to read every datagram as VXLAN, tcpdump would misread those of the question itself.
  const decode = strange && onlyVxlan && flows.every(({ protocol }) => protocol !== "UDP");
  return { tunnelPorts: ports, ...(decode ? { decode: "vxlan" as const } : {}) };
}

const mostErrorAddresses = 8;

/** The addresses that tunnel packets and masqueraded ones carry as their source: ICMP errors about them go there. */
export function nodesOwn(flows: readonly Flow[], evidence: EvidenceIndex): readonly string[] {
  const ips = flows.flatMap((flow) =>
    nodesOf(flow).flatMap((node) => {
      const stack = stackAt(evidence, nodePlace(node), flow.family);
      const towards = node === nodeOf(flow.from) ? flow.destinationIP : sendingAddress(flow, evidence);
      const device = nextHopTo(towards, node, flow, evidence)?.device;
      const own = device === undefined ? [] : addressesOf(stack.addresses.seen ?? [], device);
      return own.filter(({ family }) => family === flow.family).map(({ ip }) => ip);
    }),
  );
  return [...new Set(ips)].slice(0, mostErrorAddresses);
}

/** The main packets of every flow, and from every source the look-up of its name where the question goes by one. */
export function mainLooks(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
  { waitMs, count, ports }: { readonly waitMs: number; readonly count: number; readonly ports: SourcePorts },
): readonly Look[] {
  const sends = flows.flatMap((flow) => {
    const place = placeOf(flow.from);
    if (!place || flow.destinationIP === "") return [];
    const towards = { ip: flow.destinationIP, port: flow.port, protocol: flow.protocol, way: wayOf(flow) };
    return sendLook(place, towards, subjectOf(flow.id), waitMs, ports, count) ?? [];
  });
  const doubted = flows
    .filter((flow) => serviceInDoubt(flow, snapshot, evidence))
    .filter((flow, index, all) => all.findIndex(({ sourceIP }) => sourceIP === flow.sourceIP) === index)
    .flatMap((flow) => serviceSend(flow, waitMs, ports, packetsFor(flow, snapshot, evidence)) ?? []);
  const sources = flows.filter(
    (flow, index, all) => all.findIndex(({ from }) => sameStand(from, flow.from)) === index,
  );
  return [
    ...sends,
    ...doubted,
    ...sources.flatMap((flow) => nameQuestion(flow, evidence, waitMs, ports)),
    ...nameLooks(flows, snapshot, evidence),
  ];
}

/** Enough to meet right and wrong backends of a mixed set: missing one of three happens once in ten thousand. */
function packetsFor(flow: Flow, snapshot: ClusterSnapshot, evidence: EvidenceIndex): number {
  const programmed = programmedBackends(flow, snapshot, evidence).seen;
  const mixed = programmed && programmed.stale.length > 0 && programmed.stale.length < programmed.all.length;
  return mixed ? 23 : PACKETS;
}

function sameStand(one: Flow["from"], other: Flow["from"]): boolean {
  const [a, b] = [placeOf(one), placeOf(other)];
  return a === undefined || b === undefined ? a === b : placeKey(a) === placeKey(b);
}

/** Two datagrams with the name, to be counted on their way. */
function nameQuestion(
  flow: Flow,
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): readonly Look[] {
  const place = placeOf(flow.from);
  const name = lookedUpName(flow, evidence);
  const server = nameserverOf(flow, evidence);
  if (!place || name === undefined || server === undefined) return [];
  return [
    look(
      place,
      udpExchange,
      {
        ip: server,
        port: 53,
        sourcePorts: ports.take(2, "translated"),
        waitMs,
        dns: { name, type: flow.family === 6 ? "AAAA" : "A" },
      },
      lookupSubject,
    ),
  ];
}
