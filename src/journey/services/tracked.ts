import { nodeOf } from "../../model/endpoint.ts";
import type { Sight } from "../../model/evidence.ts";
import { askedAddress, type Flow } from "../../model/flow.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import { sameAddress } from "../../netstack/numbers/cidr.ts";
import { entriesFor, translatedDestination, type ConntrackEntry } from "../../netstack/seen/conntrack.ts";
import { conntrack, type ConntrackFilter } from "../../probes/state/conntrack.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { declaredService } from "./declared.ts";
import { nodePlace } from "../machine/places.ts";

/**
 * Which entries of the source's node to read: those of the source's datagrams to the Service's address. Datagrams alone: a
 * client that keeps its source port meets an old entry for as long as it goes on sending. Undefined where there are none.
 */
export function trackedOf(
  flow: Flow,
): { readonly node: string; readonly subject: string; readonly filter: ConntrackFilter } | undefined {
  const asked = askedAddress(flow);
  const node = nodeOf(flow.from);
  if (flow.protocol !== "UDP" || asked?.kind !== "clusterIP" || node === undefined || node === "")
    return undefined;
  const filter = {
    source: flow.sourceIP,
    destination: asked.ip,
    protocol: flow.protocol,
    destinationPort: asked.port,
  };
  return { node, subject: `${flow.sourceIP} ${asked.ip} ${asked.port}`, filter };
}

/**
 * Entries that send a client's datagrams to none of the Service's endpoints, or translate them not at all: made when the
 * Service had others or none. The kernel asks no rule again while an entry lives.
 */
export function staleEntries(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): Sight<readonly ConntrackEntry[]> {
  const tracked = trackedOf(flow);
  const service = declaredService(flow, snapshot);
  if (!tracked || !service) return { seen: [] };
  const sight = evidence.see(conntrack, nodePlace(tracked.node), "standing", tracked.subject);
  if (sight.notSeen) return { notSeen: sight.notSeen };
  const backends = [...service.ready, ...service.notReady.filter(({ serving }) => serving)];
  // Without endpoints every entry is stale, and that is another fault.
  if (backends.length === 0) return { seen: [] };
  const { source, destination, protocol, destinationPort } = tracked.filter;
  return {
    seen: entriesFor(sight.seen, {
      ...(source === undefined ? {} : { source }),
      ...(destination === undefined ? {} : { destination }),
      ...(protocol === undefined ? {} : { protocol }),
      ...(destinationPort === undefined ? {} : { destinationPort }),
    }).filter((entry) => {
      const target = translatedDestination(entry);
      return !backends.some(
        ({ ip, port }) =>
          target && sameAddress(ip, target.ip) && (port === undefined || port === target.port),
      );
    }),
  };
}

/** One line, as conntrack lists it. */
export function entryText({ protocol, expiresIn, original, reply, unreplied }: ConntrackEntry): string {
  const side = ({ source, destination, sourcePort, destinationPort }: typeof original): string =>
    `src=${source} dst=${destination} sport=${sourcePort ?? "-"} dport=${destinationPort ?? "-"}`;
  const age = expiresIn === undefined ? "" : ` ${expiresIn}`;
  return `${protocol}${age} ${side(original)}${unreplied ? " [UNREPLIED]" : ""} ${side(reply)}`;
}
