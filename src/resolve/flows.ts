import { nodeOf, type Endpoint } from "../model/endpoint.ts";
import type { Flow, ThroughService } from "../model/flow.ts";
import { familyOf, type IpFamily } from "../model/protocol.ts";
import type { Question } from "../model/question.ts";
import type { End } from "./ends.ts";
import { describeTarget } from "./ends.ts";
import { isLive, isReady, nodeEndpoint, podEndpoint, podIPs } from "./pod-endpoint.ts";
import type { Pairing } from "./sample.ts";
import { choosePortOfAddress, choosePortOfPod, choosePortOfService, targetPortOn } from "./target-port.ts";
import { NotFound } from "./unresolved.ts";

export interface ResolvedFlows {
  readonly flows: readonly Flow[];
  /** Endpoints the destination has in all. */
  readonly total: number;
  /** Pairs of a source and a destination in all. */
  readonly pairs: number;
}

interface Destination {
  readonly endpoint: Endpoint;
  readonly port: number;
}

/** Turns both ends into the pairs that are asked about. Throws AskBack (which port?) and NotFound (nothing to send from). */
export function buildFlows(question: Question, from: End, to: End, pairing: Pairing): ResolvedFlows {
  const sources = sourcesOf(question, from);
  const { service, port, protocol, destinations } = destinationsOf(question, to);
  const flows: Flow[] = [];
  for (const [source, destination] of pairing(sources, destinations, nodeOf, (item) =>
    nodeOf(item.endpoint),
  )) {
    const addresses = commonFamily(source.ips, destination.endpoint.ips, question);
    flows.push({
      id: `f${flows.length + 1}`,
      from: source,
      to: destination.endpoint,
      family: addresses.family,
      sourceIP: addresses.source,
      destinationIP: addresses.destination,
      protocol,
      port: destination.port,
      ...(service === undefined ? {} : { service: throughService(to, service, addresses.family, port) }),
    });
  }
  return { flows, total: destinations.length, pairs: sources.length * destinations.length };
}

function sourcesOf(question: Question, from: End): Endpoint[] {
  if (from.node) return [nodeEndpoint(from.node)];
  if (from.external) return [{ type: "external", ...hostOf(from.external), ips: [...from.external.ips] }];
  const live = from.pods.filter((pod) => isLive(pod) && pod.metadata.deletionTimestamp === undefined);
  const ready = live.filter(isReady);
  const chosen = ready.length > 0 ? ready : live;
  if (chosen.length === 0)
    throw new NotFound(
      `${describeTarget(question.from)} has no running pod to send packets from (${from.pods.length} found).`,
      [],
    );
  return chosen.map(podEndpoint);
}

interface Destinations {
  readonly destinations: readonly Destination[];
  readonly protocol: Flow["protocol"];
  readonly port: number;
  readonly service?: { readonly port: number; readonly name?: string };
}

function destinationsOf(question: Question, to: End): Destinations {
  if (to.service) return destinationsOfService(question, to, to.service);
  if (to.node || to.external) {
    const chosen = choosePortOfAddress(question.port, question, to.external?.host !== undefined);
    const endpoint: Endpoint = to.node
      ? nodeEndpoint(to.node)
      : { type: "external", ...hostOf(to.external), ips: [...(to.external?.ips ?? [])] };
    return { destinations: [{ endpoint, port: chosen.port }], protocol: chosen.protocol, port: chosen.port };
  }
  const live = to.pods.filter(isLive);
  const [first] = live;
  if (!first)
    throw new NotFound(
      `${describeTarget(question.to)} has no running pod (${to.pods.length} found), so nothing can be reached there.`,
      [],
    );
  const chosen = choosePortOfPod(first, question);
  const ready = live.filter(isReady);
  return {
    destinations: (ready.length > 0 ? ready : live).map((pod) => ({
      endpoint: podEndpoint(pod),
      port: chosen.port,
    })),
    protocol: chosen.protocol,
    port: chosen.port,
  };
}

/**
 * Behind a Service: the ready endpoints; without any, the pods the selector finds; without those, the Service
 * address alone, so that packets still show who refuses them.
 */
function destinationsOfService(
  question: Question,
  to: End,
  service: NonNullable<End["service"]>,
): Destinations {
  const { protocol, port, servicePort } = choosePortOfService(service, question);
  const through = { port, ...(servicePort?.name === undefined ? {} : { name: servicePort.name }) };
  const endpoints = to.slices.flatMap((slice) => slice.endpoints);
  const readyAddresses = new Set(
    endpoints.filter(({ conditions }) => conditions?.ready !== false).flatMap(({ addresses }) => addresses),
  );
  const live = to.pods.filter(isLive);
  const ready = live.filter((pod) => podIPs(pod).some((ip) => readyAddresses.has(ip)));
  const behind = (ready.length > 0 ? ready : live).flatMap((pod): Destination[] => {
    const address = podIPs(pod)[0] ?? "";
    const targetPort = servicePort === undefined ? port : targetPortOn(pod, address, servicePort, to.slices);
    return targetPort === undefined ? [] : [{ endpoint: podEndpoint(pod), port: targetPort }];
  });
  const podAddresses = new Set(live.flatMap((pod) => podIPs(pod)));
  const outside = [...readyAddresses]
    .filter((ip) => !podAddresses.has(ip))
    .map((ip): Destination => ({
      endpoint: { type: "external", ips: [ip] },
      port:
        to.slices
          .flatMap((slice) => slice.ports)
          .find((candidate) => (candidate.name ?? "") === (servicePort?.name ?? ""))?.port ?? port,
    }));
  const all = [...behind, ...outside];
  const name = `${service.metadata.namespace ?? "default"}/${service.metadata.name}`;
  const virtual = (service.spec.clusterIPs ?? [service.spec.clusterIP ?? ""]).filter(
    (ip) => ip !== "" && ip !== "None",
  );
  // A port the Service does not have leads to no pod: only the address itself can be asked. Headless Services have none.
  const known = servicePort !== undefined || virtual.length === 0;
  if (all.length > 0 && known) return { destinations: all, protocol, port, service: through };
  return {
    destinations: [{ endpoint: { type: "external", host: name, ips: virtual }, port }],
    protocol,
    port,
    service: through,
  };
}

function throughService(
  to: End,
  chosen: { readonly port: number; readonly name?: string },
  family: IpFamily,
  port: number,
): ThroughService {
  const spec = to.service?.spec;
  const addresses = (spec?.clusterIPs ?? [spec?.clusterIP ?? ""]).filter((ip) => ip !== "" && ip !== "None");
  const clusterIP = addresses.find((ip) => familyOf(ip) === family);
  return {
    namespace: to.service?.metadata.namespace ?? "default",
    name: to.service?.metadata.name ?? "",
    port,
    ...(clusterIP === undefined ? {} : { clusterIP }),
    ...(chosen.name === undefined ? {} : { portName: chosen.name }),
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
  const typed = [question.from, question.to].flatMap((target) => (target.type === "ip" ? [target.ip] : []));
  const order: readonly IpFamily[] = typed.some((ip) => familyOf(ip) === 6) ? [6, 4] : [4, 6];
  for (const family of order) {
    const a = source.find((ip) => familyOf(ip) === family);
    const b = destination.find((ip) => familyOf(ip) === family);
    if (a !== undefined && b !== undefined) return { family, source: a, destination: b };
  }
  const family = familyOf(destination[0] ?? source[0] ?? "");
  return {
    family,
    source: source.find((ip) => familyOf(ip) === family) ?? "",
    destination: destination[0] ?? "",
  };
}
