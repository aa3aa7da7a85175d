import type { ServicePort } from "../../model/kubernetes.ts";
import type { DeclaredService } from "../../journey/services/declared.ts";
import { defineFault } from "../define-fault.ts";
import { service } from "../needs/declared.ts";
import { serviceFate } from "../needs/service-fate.ts";

export const portNotInService = defineFault({
  code: "ND304",
  title: "The Service has no such port",
  at: ["service"],
  gate: "endpoints",
  foretells: "unoffered",
  needs: { service, fate: serviceFate },
  check({ service, fate }, { flow }) {
    const through = flow.service;
    if (!service || !through) return;
    const ports = service.service.spec.ports ?? [];
    if (ports.some((port) => port.port === through.port && protocolOf(port) === flow.protocol)) return;
    // An alias and a headless Service have no port of their own: whoever they lead to has.
    if (through.clusterIP === undefined) return;
    const { namespace = "default", name } = service.service.metadata;
    const have = ports
      .map((port) => `${port.name === undefined ? "" : `${port.name} `}${port.port}/${protocolOf(port)}`)
      .join(", ");
    const near = nearMiss(service, through.port, flow.protocol);
    return {
      says: `Service ${namespace}/${name} has no port ${through.port}/${flow.protocol}; it has ${have || "no ports"}.${near ? ` ${near.says}` : ""}`,
      because: [
        { source: "model", says: `spec.ports: ${have || "empty"}`, quote: JSON.stringify(ports) },
        ...fate,
      ],
      object: { kind: "Service", namespace, name },
      fix: {
        summary: near
          ? `connect to ${near.port.port}/${protocolOf(near.port)} instead, or add ${through.port} to the Service`
          : `ask for one of the ports it has, or add ${through.port} to the Service`,
        commands: [`kubectl -n ${namespace} edit service ${name}`],
        checked: false,
      },
    };
  },
});

const protocolOf = ({ protocol }: ServicePort): string => protocol ?? "TCP";

interface NearMiss {
  readonly port: ServicePort;
  readonly says: string;
}

/** The port of the Service that the number belongs to in another way: people copy it from the pod, or from a node. */
function nearMiss(
  { service, slices, selected }: DeclaredService,
  wanted: number,
  protocol: string,
): NearMiss | undefined {
  const ports = service.spec.ports ?? [];
  const ofProtocol = ports.filter((port) => protocolOf(port) === protocol);
  const other = ports.find(({ port }) => port === wanted);
  if (other) return { port: other, says: `${wanted} is there for ${protocolOf(other)} only.` };
  const atNodes = ofProtocol.find(({ nodePort }) => nodePort === wanted);
  if (atNodes)
    return {
      port: atNodes,
      says: `${wanted} is its nodePort, which is asked at an address of a node; at the Service's own the port is ${atNodes.port}.`,
    };
  const behind = ofProtocol.find((port) => leadsTo(port, slices, wanted));
  if (behind)
    return {
      port: behind,
      says: `${wanted} is the targetPort behind ${behind.port}: clients connect to ${behind.port}, and the Service sends that on to ${wanted}.`,
    };
  const container = selected
    .flatMap(({ spec }) => spec.containers.flatMap(({ ports: own }) => own ?? []))
    .some((own) => own.containerPort === wanted && (own.protocol ?? "TCP") === protocol);
  const [only] = ofProtocol;
  return container && only && ofProtocol.length === 1
    ? {
        port: only,
        says: `${wanted} is a port of the pods' containers; at the Service the port is ${only.port}.`,
      }
    : undefined;
}

/** By number, or by a name that the EndpointSlices resolve to it. */
function leadsTo(port: ServicePort, slices: DeclaredService["slices"], wanted: number): boolean {
  if (typeof port.targetPort === "number") return port.targetPort === wanted;
  return slices.some(({ ports }) =>
    ports.some((own) => (own.name ?? "") === (port.name ?? "") && own.port === wanted),
  );
}
