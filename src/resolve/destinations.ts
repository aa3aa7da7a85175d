/** What one side of a question means as places that packets arrive at, with the port each of them has. */
import { nodeOf, type Endpoint } from "../model/endpoint.ts";
import type { Flow } from "../model/flow.ts";
import type { EndpointSlice, Service } from "../model/kubernetes.ts";
import { isReady, podIPs } from "../model/pod-status.ts";
import { familyOf } from "../model/protocol.ts";
import { targetWords, type Question } from "../model/question.ts";
import type { End, Entrance } from "./ends.ts";
import { isLive, isWaiting, nodeEndpoint, podEndpoint, whyNoPod } from "./pod-endpoint.ts";
import {
  choosePortOfAddress,
  choosePortOfPod,
  choosePortOfService,
  targetPortOn,
  type ChosenPort,
} from "./target-port.ts";
import { NotFound } from "./unresolved.ts";

export interface Destination {
  readonly endpoint: Endpoint;
  readonly port: number;
}

export interface Destinations {
  readonly destinations: readonly Destination[];
  readonly protocol: Flow["protocol"];
  /** The Service's port as the client asks for it. */
  readonly service?: { readonly port: number; readonly name?: string };
  /** Where the address asked is a node's: what it translates to. */
  readonly behind?: readonly Destination[];
}

/** Throws AskBack (which port?) and NotFound (nothing runs there). */
export function destinationsOf(asked: Question, to: End): Destinations {
  const question: Question =
    asked.port === undefined && to.port !== undefined ? { ...asked, port: to.port } : asked;
  if (to.entrance) return entered(question, to, to.entrance);
  if (to.service) return ofService(question, to, to.service);
  if (to.node || to.external) {
    const { protocol, port } = choosePortOfAddress(question.port, question, to.external?.host !== undefined);
    const endpoint: Endpoint = to.node
      ? nodeEndpoint(to.node)
      : { type: "external", ...hostOf(to.external), ips: [...(to.external?.ips ?? [])] };
    return { destinations: [{ endpoint, port }], protocol };
  }
  const running = to.pods.filter(isLive);
  // What waits has no address yet: that is told, not probed.
  const live = running.length > 0 ? running : to.pods.filter(isWaiting).slice(0, 1);
  const [first] = live;
  if (!first)
    throw new NotFound(
      `${targetWords(question.to)} ${whyNoPod(to.pods, to.workloads)}, so nothing can be reached there.`,
      [],
    );
  const { protocol, port } =
    to.set && question.port === undefined
      ? ({ protocol: "ICMP", port: 0 } as const)
      : choosePortOfPod(first, question);
  const ready = live.filter(isReady);
  return {
    destinations: (ready.length > 0 ? ready : live).map((pod) => ({ endpoint: podEndpoint(pod), port })),
    protocol,
  };
}

/**
 * A node is asked that translates: packets go to it, and behind it to the endpoints. An address that every node translates
 * is asked from the client's own, like a cluster IP.
 */
function entered(question: Question, to: End, entrance: Entrance): Destinations {
  const { port, protocol, leadsTo } = entrance;
  const behind = to.service
    ? ofService({ ...question, port: leadsTo, protocol }, to, to.service)
    : { destinations: to.pods.filter(isLive).map((pod) => ({ endpoint: podEndpoint(pod), port: leadsTo })) };
  if (!to.node || !isOfNode(entrance)) return { protocol, ...behind };
  const { service } = { service: undefined, ...behind };
  const node = nodeEndpoint(to.node);
  const typed = entrance.ip === undefined ? node : { ...node, ips: [entrance.ip] };
  return {
    destinations: [{ endpoint: typed, port }],
    protocol,
    ...(service === undefined ? {} : { service }),
    // Without an endpoint there is nothing behind it: the Service's own address is no endpoint.
    behind: behind.destinations.filter(({ endpoint }) => nodeOf(endpoint) !== undefined),
  };
}

/** Whether one node translates it, not all. */
export function isOfNode({ kind }: Entrance): boolean {
  return kind === "nodePort" || kind === "hostPort";
}

/** The addresses of a Service itself; none for a headless one. */
export function ownAddresses({ spec }: Service): readonly string[] {
  return (spec.clusterIPs ?? [spec.clusterIP ?? ""]).filter((ip) => ip !== "" && ip !== "None");
}

/**
 * Behind a Service: the ready endpoints; without any, the pods the selector finds; without those, the Service
 * address alone, so that packets still show who refuses them.
 */
function ofService(question: Question, to: End, service: Service): Destinations {
  const chosen = choosePortOfService(service, question);
  const { protocol, port, servicePort } = chosen;
  const through = { port, ...(servicePort?.name === undefined ? {} : { name: servicePort.name }) };
  const virtual = ownAddresses(service);
  const single = to.host?.endpoint !== undefined;
  const direct = single || (virtual.length === 0 && typeof question.port !== "string");
  const behind = direct ? asIs(to, port) : translated(to, chosen);
  // A port the Service does not have leads to no pod: only the address itself can be asked.
  const known = servicePort !== undefined || direct;
  if (behind.length > 0 && known) return { destinations: behind, protocol, service: through };
  const name = `${service.metadata.namespace ?? "default"}/${service.metadata.name}`;
  return {
    destinations: [{ endpoint: { type: "external", host: name, ips: single ? [] : [...virtual] }, port }],
    protocol,
    service: through,
  };
}

/**
 * A headless Service translates nothing: the port that is asked for comes to the pod as it is. Only who asks for a port by
 * its name, in an SRV record, is given the pod's own.
 */
function asIs(to: End, port: number): readonly Destination[] {
  const { pods, others } = endpointsOf(to);
  return [
    ...pods.map((pod) => ({ endpoint: podEndpoint(pod), port })),
    ...others.map((ip): Destination => ({ endpoint: endpointAt(ip, to), port })),
  ];
}

function translated(to: End, { port, servicePort }: ChosenPort): readonly Destination[] {
  const { pods, others } = endpointsOf(to);
  const inSlices = to.slices
    .flatMap((slice) => slice.ports)
    .find((candidate) => (candidate.name ?? "") === (servicePort?.name ?? ""))?.port;
  return [
    ...pods.flatMap((pod): Destination[] => {
      const address = podIPs(pod)[0] ?? "";
      const targetPort =
        servicePort === undefined ? port : targetPortOn(pod, address, servicePort, to.slices);
      return targetPort === undefined ? [] : [{ endpoint: podEndpoint(pod), port: targetPort }];
    }),
    ...others.map((ip): Destination => ({ endpoint: endpointAt(ip, to), port: inSlices ?? port })),
  ];
}

/** An endpoint that is no pod: a node, or an address outside. */
function endpointAt(ip: string, { hosts = [] }: End): Endpoint {
  const node = hosts.find(({ status }) => status?.addresses?.some(({ address }) => address === ip));
  return node ? { ...nodeEndpoint(node), ips: [ip] } : { type: "external", ips: [ip] };
}

/**
 * Pods that the slices list as ready, or all live ones without any; and ready addresses that are no pod's. Where none is ready
 * those count that end and still serve, as for the proxies on the nodes.
 */
function endpointsOf(to: End): { pods: readonly End["pods"][number][]; others: readonly string[] } {
  const wanted = to.host?.endpoint;
  const endpoints = to.slices
    .filter(isOfFamilyOf(to.service))
    .flatMap((slice) => slice.endpoints)
    .filter(({ hostname }) => wanted === undefined || hostname === wanted);
  const listed = endpoints.filter(({ conditions }) => conditions?.ready !== false);
  const ending = endpoints.filter(({ conditions }) => conditions?.serving === true);
  const readyAddresses = new Set((listed.length > 0 ? listed : ending).flatMap(({ addresses }) => addresses));
  const live = to.pods.filter(
    (pod) => isLive(pod) && (wanted === undefined || podIPs(pod).some((ip) => readyAddresses.has(ip))),
  );
  const ready = live.filter((pod) => podIPs(pod).some((ip) => readyAddresses.has(ip)));
  const known = new Set(live.flatMap(podIPs));
  return {
    pods: ready.length > 0 ? ready : live,
    others: [...readyAddresses].filter((ip) => !known.has(ip)),
  };
}

/** To an address of one family the proxies send endpoints of that family alone; a headless Service has no such address. */
function isOfFamilyOf(service: Service | undefined): (slice: EndpointSlice) => boolean {
  const families = new Set((service ? ownAddresses(service) : []).map(familyOf));
  return ({ addressType }) =>
    families.size === 0 || (families.has(addressType === "IPv4" ? 4 : 6) && addressType !== "FQDN");
}

function hostOf(external: End["external"]): { host?: string } {
  return external?.host === undefined ? {} : { host: external.host };
}
