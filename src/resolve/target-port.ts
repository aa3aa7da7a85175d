import type { EndpointSlice, Pod, Service, ServicePort } from "../model/kubernetes.ts";
import type { Protocol } from "../model/protocol.ts";
import type { PortRef, Question } from "../model/question.ts";
import { AskBack } from "./unresolved.ts";

export interface ChosenPort {
  readonly protocol: Protocol;
  /** The port the client uses: the Service's, or the pod's own. 0 for ICMP. */
  readonly port: number;
  readonly servicePort?: ServicePort;
}

const protocolOf = (text: string | undefined): Protocol => (text === "UDP" || text === "SCTP" ? text : "TCP");

/**
 * Which port of a Service was meant: one of its own, by number or name. A number it does not have, be it a targetPort, a
 * nodePort or the container's, comes back without `servicePort`: no client gets through there, which is a finding, not an error.
 * Throws AskBack when nothing was said and there are several.
 */
export function choosePortOfService(service: Service, question: Question): ChosenPort {
  const ports = (service.spec.ports ?? []).filter(
    (port) => question.protocol === undefined || protocolOf(port.protocol) === question.protocol,
  );
  const wanted = question.port;
  const found =
    wanted === undefined ? undefined : ports.find((port) => port.port === wanted || port.name === wanted);
  if (found) return { protocol: protocolOf(found.protocol), port: found.port, servicePort: found };
  if (typeof wanted === "number") return { protocol: question.protocol ?? "TCP", port: wanted };
  const tcpFirst = [...ports].sort(
    (a, b) => Number(protocolOf(a.protocol) !== "TCP") - Number(protocolOf(b.protocol) !== "TCP"),
  );
  const [first] = tcpFirst;
  // kube-dns has UDP 53 and TCP 53: the same port twice is one answer, not a question back.
  const numbers = new Set(ports.map((port) => port.port));
  if (first && wanted === undefined && numbers.size === 1)
    return { protocol: protocolOf(first.protocol), port: first.port, servicePort: first };
  const name = `${service.metadata.namespace ?? "default"}/${service.metadata.name}`;
  throw new AskBack(
    wanted === undefined
      ? `Service ${name} has ${ports.length} ports. Which one?`
      : `Service ${name} has no port called ${wanted}. Which one do you mean?`,
    ports.map((port) => ({
      label: `${port.port}${port.name === undefined ? "" : ` (${port.name})`}/${protocolOf(port.protocol)}`,
      question: { ...question, port: port.port, protocol: protocolOf(port.protocol) },
    })),
  );
}

/**
 * Which port of a pod was meant; its declared container ports are the only hint the API gives. Where it declares none and none
 * was said, only a ping can be meant, as for a node. Throws AskBack.
 */
export function choosePortOfPod(pod: Pod, question: Question): ChosenPort {
  if (question.protocol === "ICMP") return { protocol: "ICMP", port: 0 };
  const declared = pod.spec.containers.flatMap((container) => container.ports ?? []);
  if (typeof question.port === "number") return { protocol: question.protocol ?? "TCP", port: question.port };
  if (question.port === undefined && declared.length === 0) return { protocol: "ICMP", port: 0 };
  const named = declared.filter((port) => question.port === undefined || port.name === question.port);
  const [only] = named;
  if (only && named.length === 1) return { protocol: protocolOf(only.protocol), port: only.containerPort };
  throw new AskBack(
    named.length === 0
      ? `Which port of ${pod.metadata.name}? It declares none${question.port === undefined ? "" : ` called ${question.port}`}.`
      : `Which port of ${pod.metadata.name}?`,
    (named.length === 0 ? declared : named).map((port) => ({
      label: `${port.containerPort}/${protocolOf(port.protocol)}`,
      question: { ...question, port: port.containerPort, protocol: protocolOf(port.protocol) },
    })),
  );
}

/** A node or an address outside: without a port only a ping can be meant, except for a host name (443). */
export function choosePortOfAddress(
  wanted: PortRef | undefined,
  question: Question,
  isHost: boolean,
): ChosenPort {
  if (typeof wanted === "number" && question.protocol !== "ICMP")
    return { protocol: question.protocol ?? "TCP", port: wanted };
  return isHost && question.protocol !== "ICMP"
    ? { protocol: "TCP", port: 443 }
    : { protocol: "ICMP", port: 0 };
}

/**
 * The port behind a Service port on one backend. EndpointSlices carry it already resolved, one slice per
 * resolution of a named targetPort; without a slice the declared container ports decide.
 */
export function targetPortOn(
  pod: Pod,
  address: string,
  servicePort: ServicePort,
  slices: readonly EndpointSlice[],
): number | undefined {
  for (const slice of slices) {
    if (!slice.endpoints.some(({ addresses }) => addresses.includes(address))) continue;
    const port = slice.ports.find((candidate) => (candidate.name ?? "") === (servicePort.name ?? ""));
    if (port?.port !== undefined) return port.port;
  }
  const wanted = servicePort.targetPort ?? servicePort.port;
  if (typeof wanted === "number") return wanted;
  return pod.spec.containers
    .flatMap((container) => container.ports ?? [])
    .find((port) => port.name === wanted && protocolOf(port.protocol) === protocolOf(servicePort.protocol))
    ?.containerPort;
}
