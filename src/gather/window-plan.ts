import type { Flow } from "../model/flow.ts";
import { capture, captureReady } from "../probes/capture.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { interfaceCounters } from "../probes/interface-counters.ts";
import { kernelCounters } from "../probes/kernel-counters.ts";
import { links } from "../probes/links.ts";
import { udpExchange } from "../probes/udp-exchange.ts";
import { tunnelsOf } from "../netstack/tunnels.ts";
import { lookedUpName, lookupSubject, nameserverOf } from "../walk/dns.ts";
import { subjectOf } from "../walk/grid.ts";
import { nodePlace, nodesOf, placeOf } from "../walk/places.ts";
import { sourcesOnTheWay } from "../walk/sources.ts";
import { look, type Look } from "./look.ts";
import type { WindowLooks } from "./node-sessions.ts";
import { counterLooks } from "./rule-looks.ts";
import { sendLook, SourcePorts } from "./senders.ts";

/** What every node on the way watches while the packets fly: their headers, and every counter that may move with them. */
export function windowsFor(
  flows: readonly Flow[],
  evidence: EvidenceIndex,
): ReadonlyMap<string, WindowLooks> {
  const windows = new Map<string, WindowLooks>();
  for (const node of new Set(flows.flatMap(nodesOf))) {
    const place = nodePlace(node);
    const own = flows.filter((flow) => nodesOf(flow).includes(node) && flow.destinationIP !== "");
    if (own.length === 0) continue;
    const ports = tunnelPorts(evidence, node);
    const watch = look(place, capture, {
      pairs: own.flatMap((flow) =>
        sourcesOnTheWay(flow, evidence).map(({ ip, masqueraded }) => ({
          source: ip,
          destination: flow.destinationIP,
          masqueraded,
        })),
      ),
      sourcePorts: { from: SourcePorts.lowest, to: SourcePorts.lowest + SourcePorts.span - 1 },
      ...(ports.length === 0 ? {} : { tunnelPorts: ports }),
    });
    windows.set(node, {
      captures: [{ ...watch, ready: captureReady }],
      counters: [
        ...counterLooks(place, own, evidence),
        look(place, kernelCounters, undefined),
        look(place, interfaceCounters, undefined),
      ],
    });
  }
  return windows;
}

function tunnelPorts(evidence: EvidenceIndex, node: string): readonly number[] {
  const tunnels = tunnelsOf(evidence.see(links, nodePlace(node)).seen ?? []);
  return [...new Set(tunnels.flatMap(({ port }) => (port === undefined || port === 0 ? [] : [port])))].slice(
    0,
    8,
  );
}

/** The main packets of every flow, and one name lookup where the question goes by a name. */
export function mainLooks(
  flows: readonly Flow[],
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): readonly Look[] {
  const sends = flows.flatMap((flow) => {
    const place = placeOf(flow.from);
    if (!place || flow.destinationIP === "") return [];
    const towards = { ip: flow.destinationIP, port: flow.port, protocol: flow.protocol };
    return sendLook(place, towards, subjectOf(flow.id), waitMs, ports) ?? [];
  });
  const [first] = flows;
  return first ? [...sends, ...nameLookup(first, evidence, waitMs, ports)] : sends;
}

function nameLookup(
  flow: Flow,
  evidence: EvidenceIndex,
  waitMs: number,
  ports: SourcePorts,
): readonly Look[] {
  const place = placeOf(flow.from);
  const name = lookedUpName(flow);
  const server = nameserverOf(flow, evidence);
  if (!place || name === undefined || server === undefined) return [];
  return [
    look(
      place,
      udpExchange,
      {
        ip: server,
        port: 53,
        sourcePorts: ports.take(2),
        waitMs,
        dns: { name, type: flow.family === 6 ? "AAAA" : "A" },
      },
      lookupSubject,
    ),
  ];
}
