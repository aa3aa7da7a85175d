import { nodeOf } from "../model/endpoint.ts";
import { askedAddress, type Flow } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import { placeKey } from "../model/place.ts";
import type { IpFamily } from "../model/protocol.ts";
import type { ClusterSnapshot } from "../model/snapshot.ts";
import { addresses } from "../probes/state/addresses.ts";
import { conntrack } from "../probes/state/conntrack.ts";
import { fdb } from "../probes/state/fdb.ts";
import { nodeRoundTrip } from "../probes/senders/icmp-echo.ts";
import { hostsFile } from "../probes/state/hosts-file.ts";
import { links } from "../probes/state/links.ts";
import { neighbours } from "../probes/state/neighbours.ts";
import { resolvConf } from "../probes/state/resolv-conf.ts";
import { routeGet } from "../probes/state/route-get.ts";
import { routes4, routes6 } from "../probes/state/routes.ts";
import { routingRules4, routingRules6 } from "../probes/state/routing-rules.ts";
import { listeners } from "../probes/state/sockets.ts";
import { sysctls } from "../probes/state/sysctls.ts";
import { hasOwnNetns, nodePlace, nodesOf, placeOf } from "../journey/machine/places.ts";
import { trackedOf } from "../journey/services/tracked.ts";
import { look, type Look } from "./look.ts";
import { ruleLooks } from "./rule-looks.ts";

/** Everything to read at rest for these flows: each place once, one round trip per node. */
export function standingLooks(flows: readonly Flow[], snapshot: ClusterSnapshot): readonly Look[] {
  const all: Look[] = [];
  const seen = new Set<string>();
  const once = (place: Place | undefined, looks: (place: Place) => readonly Look[], role: string): void => {
    if (!place) return;
    const key = `${role} ${placeKey(place)}`;
    if (seen.has(key)) return;
    seen.add(key);
    all.push(...looks(place));
  };
  for (const flow of flows) {
    // First: what the kernel knows of its neighbours is then of now.
    pingsBetween(flow, snapshot, once);
    for (const node of nodesOf(flow))
      once(nodePlace(node), (place) => nodeLooks(place, flow.family, flows, snapshot), "node");
    const from = placeOf(flow.from);
    const to = placeOf(flow.to);
    if (hasOwnNetns(flow.from)) once(from, (place) => podLooks(place, flow.family, flows, snapshot), "pod");
    if (hasOwnNetns(flow.to)) once(to, (place) => podLooks(place, flow.family, flows, snapshot), "pod");
    if (!hasOwnNetns(flow.from)) routesAsked(flow, once);
    const tracked = trackedOf(flow);
    if (tracked)
      once(
        nodePlace(tracked.node),
        (place) => [look(place, conntrack, tracked.filter, tracked.subject)],
        `tracked ${tracked.subject}`,
      );
    once(from, (place) => [look(place, resolvConf, undefined), look(place, hostsFile, undefined)], "names");
    // A pod may redirect what it sends to a socket of its own.
    if (hasOwnNetns(flow.from)) once(from, (place) => [look(place, listeners, undefined)], "sockets");
    once(to, (place) => [look(place, listeners, undefined)], "sockets");
  }
  return all;
}

function nodeLooks(
  place: Place,
  family: IpFamily,
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
): readonly Look[] {
  return [
    look(place, links, undefined),
    look(place, addresses, undefined),
    ...routing(place, family),
    look(place, neighbours, undefined),
    look(place, fdb, undefined),
    look(place, sysctls, undefined),
    ...ruleLooks(place, flows, snapshot),
  ];
}

function podLooks(
  place: Place,
  family: IpFamily,
  flows: readonly Flow[],
  snapshot: ClusterSnapshot,
): readonly Look[] {
  return [
    look(place, links, undefined),
    look(place, addresses, undefined),
    ...routing(place, family),
    look(place, neighbours, undefined),
    look(place, sysctls, undefined),
    ...ruleLooks(place, flows, snapshot),
  ];
}

function routing(place: Place, family: IpFamily): readonly Look[] {
  return family === 4
    ? [look(place, routes4, undefined), look(place, routingRules4, undefined)]
    : [look(place, routes6, undefined), look(place, routingRules6, undefined)];
}

/** The kernel's own word for the address a node sends with: of each destination once. */
function routesAsked(
  flow: Flow,
  once: (place: Place | undefined, looks: (place: Place) => readonly Look[], role: string) => void,
): void {
  for (const destination of [flow.destinationIP, askedAddress(flow)?.ip])
    if (destination !== undefined && destination !== "")
      once(
        placeOf(flow.from),
        (place) => [look(place, routeGet, { destination }, destination)],
        `route to ${destination}`,
      );
}

/** Three quick pings each way between the ends' nodes: are they there, and how far away. */
function pingsBetween(
  flow: Flow,
  snapshot: ClusterSnapshot,
  once: (place: Place, looks: (place: Place) => readonly Look[], role: string) => void,
): void {
  for (const { sender, receiver, ip } of bothWays(flow, snapshot))
    once(nodePlace(sender), () => [pingBetween(sender, receiver, ip)], `ping ${receiver}`);
}

/** The nodes of both ends, each as the one that pings the other. */
export function bothWays(
  flow: Flow,
  snapshot: ClusterSnapshot,
): readonly { readonly sender: string; readonly receiver: string; readonly ip: string }[] {
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  if (from === undefined || to === undefined || from === to) return [];
  return [
    { sender: from, receiver: to },
    { sender: to, receiver: from },
  ].flatMap(({ sender, receiver }) => {
    const ip = nodeAddress(receiver, snapshot, flow.family);
    return sender === "" || ip === undefined ? [] : [{ sender, receiver, ip }];
  });
}

/** Three quick pings from one node to another, kept under the other's name. */
export function pingBetween(from: string, to: string, ip: string, waitMs = 1_000): Look {
  return look(nodePlace(from), nodeRoundTrip, { ip, count: 3, intervalMs: 10, waitMs }, to);
}

/** A node's internal address of the family; any internal address when it has none of it. */
export function nodeAddress(node: string, snapshot: ClusterSnapshot, family: IpFamily): string | undefined {
  const internal = (
    snapshot.nodes.find(({ metadata }) => metadata.name === node)?.status?.addresses ?? []
  ).filter(({ type }) => type === "InternalIP");
  return (
    internal.find(({ address }) => (address.includes(":") ? 6 : 4) === family)?.address ??
    internal[0]?.address
  );
}
