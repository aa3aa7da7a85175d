import type { Flow } from "../model/flow.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { httpHead } from "../probes/http-head.ts";
import { icmpEcho } from "../probes/icmp-echo.ts";
import { links } from "../probes/links.ts";
import { pathMtu } from "../probes/path-mtu.ts";
import { attemptsOf, standOf } from "../walk/attempts.ts";
import { subjectOf, type GridView } from "../walk/grid.ts";
import { hasOwnNetns, placeOf } from "../walk/places.ts";
import { serviceAttempts } from "../walk/service-traffic.ts";
import { look, type Look } from "./look.ts";
import { sendLook, serviceSend, type SourcePorts } from "./senders.ts";

/** Packets below this always pass: the least an IPv4 path must take in practice, and IPv6 by rule. */
const smallest = { 4: 576, 6: 1280 } as const;

/**
 * After the main packets: through the Service, always; where they failed, the same destination from other places and
 * pings; where they passed, big packets and the first line of an HTTP answer.
 */
export function gridLooks(
  flows: readonly Flow[],
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): readonly Look[] {
  // A host without an address is told, not probed.
  const addressed = flows.filter(({ destinationIP }) => destinationIP !== "");
  return addressed.flatMap((flow, index) => {
    const main = attemptsOf(evidence, flow).seen;
    const failed = main === undefined || main.answered < main.sent;
    const first = index === 0;
    return [
      ...viaService(flow, flows, evidence, waitMs, ports),
      ...(failed ? bisection(flow, waitMs, ports) : []),
      ...(failed && first ? pings(flow, waitMs) : []),
      ...(!failed && first ? beyondConnecting(flow, evidence, waitMs) : []),
    ];
  });
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

function bisection(flow: Flow, waitMs: number, ports: SourcePorts): readonly Look[] {
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
    const towards = { ip, port: flow.port, protocol: flow.protocol };
    return present(sendLook(place, towards, subjectOf(flow.id, view), waitMs, ports, 3));
  });
}

function pings(flow: Flow, waitMs: number): readonly Look[] {
  const place = placeOf(flow.from);
  if (!place) return [];
  const { clusterIP } = flow.service ?? {};
  const ping = { count: 3, intervalMs: 10, waitMs };
  return [
    ...(flow.destinationIP === clusterIP
      ? []
      : [look(place, icmpEcho, { ...ping, ip: flow.destinationIP }, `${flow.id} ping pod`)]),
    ...(clusterIP === undefined
      ? []
      : [look(place, icmpEcho, { ...ping, ip: clusterIP }, `${flow.id} ping service`)]),
  ];
}

function beyondConnecting(flow: Flow, evidence: EvidenceIndex, waitMs: number): readonly Look[] {
  const place = placeOf(flow.from);
  if (!place) return [];
  const inside = evidence.see(links, place).seen ?? [];
  const mtu = inside.find(({ name }) => name !== "lo")?.mtu;
  const sizes =
    mtu === undefined || mtu <= smallest[flow.family] || mtu > 65_000
      ? []
      : [
          look(
            place,
            pathMtu,
            { ip: flow.destinationIP, smallest: smallest[flow.family], largest: mtu, waitMs },
            flow.id,
          ),
        ];
  const http =
    flow.protocol === "TCP"
      ? [
          look(
            place,
            httpHead,
            { ip: flow.destinationIP, port: flow.port, host: hostOf(flow), waitMs: 1_000 },
            flow.id,
          ),
        ]
      : [];
  return [...sizes, ...http];
}

function hostOf(flow: Flow): string {
  return flow.service === undefined ? "netdiag.invalid" : `${flow.service.name}.${flow.service.namespace}`;
}

function present(item: Look | undefined): readonly Look[] {
  return item === undefined ? [] : [item];
}
