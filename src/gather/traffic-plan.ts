/** What is watched, and what is sent, when somebody asks for a capture of what passes between two ends. */
import { askedAddress, type Flow } from "../model/flow.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { choiceForGood } from "../journey/services/affinity.ts";
import { hasOwnNetns, nodePlace, nodesOf, placeOf } from "../journey/machine/places.ts";
import { sendingAddress, sourcesUntranslated } from "../journey/way/sources.ts";
import { captureReady } from "../probes/capture/capture.ts";
import { mostPairs, type CapturePair } from "../probes/capture/capture-filter.ts";
import { traffic } from "../probes/capture/traffic.ts";
import type { EvidenceIndex } from "../probes/evidence-index.ts";
import { look, type Look } from "./look.ts";
import type { WindowLooks } from "./node-sessions.ts";
import { sendLook, serviceSend, wayOf, type SourcePorts } from "./senders.ts";
import { nodesOwn, pairsOf, tunnelsWatched } from "./window-plan.ts";

/** As many nodes are watched at once; more would be more packets than anybody looks at. */
const mostNodes = 8;

export interface TrafficPlan {
  readonly windows: ReadonlyMap<string, WindowLooks>;
  /** Addresses that packets between the ends may carry. */
  readonly pairs: readonly CapturePair[];
  /** Ports of the target; undefined where everything between the two is meant. */
  readonly ports: readonly number[] | undefined;
  /** Nodes where more pairs are on the way than can be watched. */
  readonly notAllPairs: ReadonlySet<string>;
  /** Nodes that are left out: there are too many. */
  readonly leftOut: readonly string[];
}

/** Every node on the way of these flows watches what passes between their ends, before and behind translation. */
export function trafficPlan(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
  seconds: number,
): TrafficPlan {
  const onWire = flows.filter(({ sourceIP, destinationIP }) => sourceIP !== "" && destinationIP !== "");
  const ports = portsOf(onWire);
  const all = [...new Set(onWire.flatMap(nodesOf))];
  const nodes = all.slice(0, mostNodes);
  const notAllPairs = new Set<string>();
  const windows = new Map(
    nodes.map((node): [string, WindowLooks] => {
      const own = onWire.filter((flow) => nodesOf(flow).includes(node));
      const pairs = pairsOnTheWay(own, snapshot, evidence);
      if (pairs.length > mostPairs) notAllPairs.add(node);
      const argument = {
        seconds,
        pairs: pairs.slice(0, mostPairs),
        ...(ports && { ports }),
        ...tunnelsWatched(onWire, evidence),
        errorsTo: nodesOwn(onWire, evidence),
      };
      return [
        node,
        { captures: [{ ...look(nodePlace(node), traffic, argument), ready: captureReady }], counters: [] },
      ];
    }),
  );
  const pairs = pairsOnTheWay(onWire, snapshot, evidence);
  return { windows, pairs, ports, notAllPairs, leftOut: all.slice(mostNodes) };
}

/** A ping has no port, and says nothing of what else passes: then all is watched. */
function portsOf(flows: readonly Flow[]): readonly number[] | undefined {
  const ports = flows.flatMap((flow) =>
    flow.protocol === "ICMP" ? [0] : [flow.port, askedAddress(flow)?.port ?? flow.port],
  );
  return ports.length === 0 || ports.includes(0) ? undefined : [...new Set(ports)].slice(0, mostPairs);
}

function pairsOnTheWay(
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly CapturePair[] {
  const pairs = flows.flatMap((flow) => {
    const asked = askedAddress(flow);
    const masqueraded = !hasOwnNetns(flow.from);
    const source = sendingAddress(flow, evidence);
    return [
      ...pairsOf(flow, evidence),
      ...(asked ? sourcesUntranslated(flow, asked, evidence) : []).map((one) => ({
        source: one.ip,
        destination: asked?.ip ?? "",
        masqueraded: masqueraded || one.masqueraded,
      })),
      ...choiceForGood(flow, snapshot).map(({ ip }) => ({ source, destination: ip, masqueraded })),
    ];
  });
  return [...new Map(pairs.map((pair) => [`${pair.source} ${pair.destination}`, pair])).values()];
}

/** A few packets to each target, and to the address that a client asks, so that there is something to see. */
export function trafficSends(flows: readonly Flow[], waitMs: number, ports: SourcePorts): readonly Look[] {
  const asked = new Set<string>();
  return flows.flatMap((flow) => {
    const place = placeOf(flow.from);
    if (!place || flow.destinationIP === "") return [];
    const towards = { ip: flow.destinationIP, port: flow.port, protocol: flow.protocol, way: wayOf(flow) };
    const straight = sendLook(place, towards, `traffic ${flow.id}`, waitMs, ports);
    const service = askedAddress(flow);
    const key = `${flow.sourceIP} ${service?.ip ?? ""} ${service?.port ?? 0}`;
    const first = service !== undefined && service.ip !== flow.destinationIP && !asked.has(key);
    asked.add(key);
    const through = first ? serviceSend(flow, waitMs, ports) : undefined;
    return [straight, through].flatMap((one) => one ?? []);
  });
}
