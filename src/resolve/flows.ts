import { nodeOf, type Endpoint } from "../model/endpoint.ts";
import type { Asked, Flow, ThroughService } from "../model/flow.ts";
import { isReady } from "../model/pod-status.ts";
import { familyOf, type IpFamily } from "../model/protocol.ts";
import { targetWords, type Question } from "../model/question.ts";
import { destinationsOf, isOfNode, ownAddresses, type Destination } from "./destinations.ts";
import type { End } from "./ends.ts";
import { ofItsNode } from "./node-local.ts";
import { nearFirst } from "./near-first.ts";
import { isLive, isWaiting, nodeEndpoint, podEndpoint, whyNoPod } from "./pod-endpoint.ts";
import type { Pairing } from "./sample.ts";
import { NotFound } from "./unresolved.ts";

export interface ResolvedFlows {
  readonly flows: readonly Flow[];
  /** Endpoints the destination has in all. */
  readonly total: number;
  /** Pairs of a source and a destination in all. */
  readonly pairs: number;
}

/** Turns both ends into the pairs that are asked about. Throws AskBack (which port?) and NotFound (nothing to send from). */
export function buildFlows(
  question: Question,
  from: End,
  to: End,
  { pairing, zone }: { readonly pairing: Pairing; readonly zone?: string | undefined },
): ResolvedFlows {
  const sources = sourcesOf(question, from);
  const found = destinationsOf(question, to);
  const { service, protocol } = found;
  const destinations = nearFirst(found.destinations, to, sources[0], zone);
  const behind = nearFirst(found.behind ?? [], to, sources[0], zone);
  const flows: Flow[] = [];
  for (const [source, paired] of pairing(sources, destinations, nodeOf, (item) => nodeOf(item.endpoint))) {
    const destination = ofItsNode(paired, source, to);
    const addresses = commonFamily(source.ips, destination.endpoint.ips, question);
    const through = service && throughService(to, service, addresses.family);
    flows.push({
      id: `f${flows.length + 1}`,
      from: source,
      to: destination.endpoint,
      family: addresses.family,
      sourceIP: addresses.source,
      destinationIP: addresses.destination,
      protocol,
      port: destination.port,
      ...(through === undefined ? {} : { service: through }),
      asked: askedOf(question, to, { source, destination: addresses.destination }, through),
    });
  }
  const onwards = flows.slice(0, 1).flatMap((entry) => goingOn(entry, to, behind, pairing));
  return {
    flows: [...flows, ...onwards],
    total: destinations.length,
    pairs: sources.length * destinations.length,
  };
}

/**
 * From the node that was asked to the endpoints. To one that it has itself the packets come with the client's address, to
 * those of other nodes as its own.
 */
function goingOn(entry: Flow, to: End, behind: readonly Destination[], pairing: Pairing): readonly Flow[] {
  if (!to.node) return [];
  const node = nodeEndpoint(to.node);
  const chosen = pairing([node], behind, nodeOf, (item) => nodeOf(item.endpoint));
  return chosen.flatMap(([, { endpoint, port }], index): Flow[] => {
    const from = nodeOf(endpoint) === node.name ? entry.from : node;
    const sourceIP = from.ips.find((ip) => familyOf(ip) === entry.family);
    const destinationIP = endpoint.ips.find((ip) => familyOf(ip) === entry.family);
    if (sourceIP === undefined || destinationIP === undefined) return [];
    return [
      {
        ...entry,
        id: `${entry.id}.${index + 1}`,
        from,
        to: endpoint,
        sourceIP,
        destinationIP,
        port,
        asked: entry.asked?.address ? { address: entry.asked.address } : {},
        behind: entry.id,
      },
    ];
  });
}

function sourcesOf(question: Question, from: End): Endpoint[] {
  if (from.node) return [nodeEndpoint(from.node)];
  if (from.external) return [{ type: "external", ...hostOf(from.external), ips: [...from.external.ips] }];
  const live = from.pods.filter((pod) => isLive(pod) && pod.metadata.deletionTimestamp === undefined);
  const ready = live.filter(isReady);
  const waiting = from.pods.filter(isWaiting).slice(0, 1);
  const chosen = ready.length > 0 ? ready : live.length > 0 ? live : waiting;
  if (chosen.length === 0)
    throw new NotFound(
      `${targetWords(question.from)} ${whyNoPod(from.pods, from.workloads)}, so nothing can be sent from it.`,
      [],
    );
  return chosen.map(podEndpoint);
}

function throughService(
  to: End,
  { port, name }: { readonly port: number; readonly name?: string },
  family: IpFamily,
): ThroughService | undefined {
  if (!to.service) return undefined;
  const clusterIP = ownAddresses(to.service).find((ip) => familyOf(ip) === family);
  return {
    namespace: to.service.metadata.namespace ?? "default",
    name: to.service.metadata.name,
    port,
    ...(clusterIP === undefined ? {} : { clusterIP }),
    ...(name === undefined ? {} : { portName: name }),
  };
}

/** What the client does itself: looks a name up unless it was given an address, and connects to the Service's own address. */
function askedOf(
  question: Question,
  { host, alias, entrance, node: entered }: End,
  { source, destination }: { readonly source: Endpoint; readonly destination: string },
  through: ThroughService | undefined,
): Asked {
  const name =
    question.to.type === "ip" || entrance
      ? undefined
      : host
        ? { text: host.text, typed: true, ...(host.perhaps ? { perhaps: host.perhaps } : {}) }
        : alias
          ? { text: `${alias.metadata.name}.${alias.metadata.namespace ?? "default"}.svc`, typed: false }
          : through && { text: `${through.name}.${through.namespace}.svc`, typed: false };
  const node = nodeOf(source);
  const { clusterIP, port } = through ?? {};
  const spoken = question.scheme === undefined ? {} : { scheme: question.scheme };
  if (entrance) {
    const { kind } = entrance;
    const by = isOfNode(entrance) ? entered?.metadata.name : node;
    const ip = entrance.ip ?? destination;
    return {
      ...spoken,
      address: { kind, ip, port: entrance.port, ...(by === undefined ? {} : { node: by }) },
    };
  }
  return {
    ...spoken,
    ...(name === undefined ? {} : { name }),
    ...(clusterIP === undefined || port === undefined || host?.endpoint !== undefined
      ? {}
      : {
          address: { kind: "clusterIP", ip: clusterIP, port, ...(node === undefined ? {} : { node }) },
        }),
  };
}

function hostOf(external: End["external"]): { host?: string } {
  return external?.host === undefined ? {} : { host: external.host };
}

/** The family both ends have; IPv4 first, as clients resolve, unless an IPv6 address was typed. */
function commonFamily(
  source: readonly string[],
  destination: readonly string[],
  question: Question,
): { family: IpFamily; source: string; destination: string } {
  const [typed] = [question.to, question.from].flatMap((target) => (target.type === "ip" ? [target.ip] : []));
  // An address that was typed is asked as it is; of the other family the target is another question.
  const order: readonly IpFamily[] = typed === undefined ? [4, 6] : [familyOf(typed)];
  for (const family of order) {
    const a = source.find((ip) => familyOf(ip) === family);
    const b = destination.find((ip) => familyOf(ip) === family);
    if (a !== undefined && b !== undefined) return { family, source: a, destination: b };
  }
  const family = familyOf(typed ?? destination[0] ?? source[0] ?? "");
  return {
    family,
    source: source.find((ip) => familyOf(ip) === family) ?? "",
    destination: destination.find((ip) => familyOf(ip) === family) ?? destination[0] ?? "",
  };
}
