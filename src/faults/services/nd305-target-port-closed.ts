import type { Because, Finding } from "../../model/finding.ts";
import { askedAddress, type Flow } from "../../model/flow.ts";
import type { ServicePort } from "../../model/kubernetes.ts";
import { quoted } from "../../model/shell-words.ts";
import type { DeclaredService } from "../../journey/services/declared.ts";
import { listenersFor } from "../../netstack/seen/sockets.ts";
import { listeners } from "../../probes/state/sockets.ts";
import { failedAttempts } from "../because.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { otherPorts, refusedAtSocket } from "../arriving/listening.ts";
import { service } from "../needs/declared.ts";
import { here } from "../needs/here.ts";
import { serviceFate } from "../needs/service-fate.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const targetPortClosed = defineFault({
  code: "ND305",
  title: "The Service's targetPort is not the port the pod listens on",
  at: ["service", "socket"],
  gate: "endpoints",
  foretells: "stops",
  needs: {
    service,
    listeners: ifSeen(here(listeners)),
    attempts: ifSeen(attempts),
    passage: ifSeen(passage),
    fate: serviceFate,
  },
  check({ service, listeners, attempts, passage, fate }, { hop, flow }) {
    if (!service || !flow.service || (flow.protocol !== "TCP" && flow.protocol !== "UDP")) return;
    if (hop.kind === "service") return unnamed(service, flow, fate);
    // Without an address of its own the Service sends nobody anywhere: ND306.
    if (!askedAddress(flow) && flow.service.clusterIP === undefined) return;
    if (!listeners) return { cannotTell: `the sockets of ${hop.name} were not seen` };
    const found = listenersFor(listeners, flow.destinationIP, flow.port, flow.protocol);
    if (found.serving.length + found.loopbackOnly.length + found.elsewhere.length > 0) return;
    const others = otherPorts(listeners, flow);
    const [only] = others;
    if (only === undefined) return;
    const { namespace = "default", name } = service.service.metadata;
    const servicePorts = service.service.spec.ports ?? [];
    const index = servicePorts.findIndex((port) => port.port === flow.service?.port);
    const byHand = handWritten(service, flow.destinationIP);
    if (byHand)
      return {
        title: "The EndpointSlice names a port that the endpoint does not listen on",
        says: `EndpointSlice ${namespace}/${byHand} of Service ${namespace}/${name} names port ${flow.port}, but ${hop.name} listens on ${others.join(", ")}.`,
        because: [
          {
            source: "model",
            says: `the Service has no selector, so its targetPort is used by nobody; listening ports of the pod: ${others.join(", ")}`,
          },
          ...refusedAtSocket(hop, passage, flow),
          ...failedAttempts(attempts),
        ],
        object: { kind: "EndpointSlice", namespace, name: byHand },
        ...(hop.node === undefined ? {} : { node: hop.node }),
        fix: {
          summary: `set the port of the EndpointSlice to ${others.length === 1 ? only : `one of ${others.join(", ")}`}`,
          commands: [`kubectl -n ${namespace} edit endpointslice ${byHand}`],
          checked: false,
        },
      };
    return {
      says: `Service ${namespace}/${name} sends to port ${flow.port}, but ${hop.name} listens on ${others.join(", ")}.`,
      because: [
        {
          source: "model",
          says: `targetPort resolves to ${flow.port}; listening ports of the pod: ${others.join(", ")}`,
          quote: JSON.stringify(servicePorts[index] ?? {}),
        },
        ...refusedAtSocket(hop, passage, flow),
        ...failedAttempts(attempts),
      ],
      object: { kind: "Service", namespace, name },
      ...(hop.node === undefined ? {} : { node: hop.node }),
      fix: {
        summary: `set targetPort of port ${flow.service.port} to ${others.length === 1 ? only : `one of ${others.join(", ")}`}`,
        ...(others.length === 1 && index >= 0
          ? {
              commands: [
                `kubectl -n ${namespace} patch service ${name} --type json -p ${quoted(JSON.stringify([{ op: "replace", path: `/spec/ports/${index}/targetPort`, value: only }]))}`,
              ],
            }
          : {}),
        checked: others.length === 1,
      },
    };
  },
});

/** The EndpointSlice that lists the address, where the Service has no selector to write it by. */
function handWritten({ service, slices }: DeclaredService, ip: string): string | undefined {
  if (Object.keys(service.spec.selector ?? {}).length > 0) return undefined;
  const slice = slices.find(({ endpoints }) => endpoints.some(({ addresses }) => addresses.includes(ip)));
  return slice?.metadata.name;
}

/** A targetPort by a name that no container of the pods gives to a port: the Service has endpoints without this port. */
function unnamed(service: DeclaredService, flow: Flow, fate: readonly Because[]): Finding | undefined {
  const { ready, selected } = service;
  const servicePorts = service.service.spec.ports ?? [];
  const index = servicePorts.findIndex(
    ({ port, protocol }) => port === flow.service?.port && (protocol ?? "TCP") === flow.protocol,
  );
  const wanted = servicePorts[index]?.targetPort;
  if (ready.length === 0 || ready.some(({ port }) => port !== undefined)) return undefined;
  if (Object.keys(service.service.spec.selector ?? {}).length === 0)
    return calledOtherwise(service, servicePorts[index], fate);
  if (typeof wanted !== "string") return undefined;
  const { namespace = "default", name } = service.service.metadata;
  const named = selected.flatMap((pod) =>
    pod.spec.containers
      .flatMap(({ ports }) => ports ?? [])
      .filter((port) => (port.protocol ?? "TCP") === flow.protocol)
      .map((port) => port.name ?? String(port.containerPort)),
  );
  const have = [...new Set(named)];
  const [only] = have;
  const sure = only !== undefined && have.length === 1;
  return {
    says: `Service ${namespace}/${name} sends to the port called ${wanted}, but its pods have ${have.length === 0 ? "no named port" : `only ${have.join(", ")}`}.`,
    because: [
      {
        source: "model",
        says: `${ready.length} ready endpoints, none with a port for ${wanted}; container ports: ${have.join(", ") || "none"}`,
        quote: JSON.stringify(servicePorts[index]),
      },
      ...fate,
    ],
    object: { kind: "Service", namespace, name },
    fix: {
      summary: sure
        ? `set targetPort of port ${flow.service?.port ?? ""} to ${only}`
        : `set targetPort to a port the containers have, or name the container's port ${wanted}`,
      ...(sure
        ? {
            commands: [
              `kubectl -n ${namespace} patch service ${name} --type json -p ${quoted(JSON.stringify([{ op: "replace", path: `/spec/ports/${index}/targetPort`, value: /^[0-9]+$/.test(only) ? Number(only) : only }]))}`,
            ],
          }
        : {}),
      checked: sure,
    },
  };
}

/** Without a selector somebody wrote the EndpointSlices: their ports are found by the names of the Service's. */
function calledOtherwise(
  { service, slices }: DeclaredService,
  wanted: ServicePort | undefined,
  fate: readonly Because[],
): Finding | undefined {
  const slice = slices.find(({ endpoints }) => endpoints.length > 0);
  if (!slice || !wanted) return undefined;
  const { namespace = "default", name } = service.metadata;
  const called = (port: { readonly name?: string | undefined }): string =>
    port.name === undefined || port.name === "" ? "without a name" : `called ${port.name}`;
  const have = slice.ports.map((port) => `${port.port ?? "every port"} (${called(port)})`).join(", ");
  return {
    title: "The EndpointSlice calls its port otherwise than the Service",
    says: `EndpointSlice ${namespace}/${slice.metadata.name} has no port ${called(wanted)}, as port ${wanted.port} of Service ${namespace}/${name} is; it has ${have || "none"}: ports are matched by their names.`,
    because: [
      {
        source: "model",
        says: `ports of the Service: ${wanted.port} (${called(wanted)}); of its EndpointSlice ${slice.metadata.name}: ${have || "none"}`,
        quote: JSON.stringify(slice.ports),
      },
      ...fate,
    ],
    object: { kind: "EndpointSlice", namespace, name: slice.metadata.name },
    fix: {
      summary: `give the port of the EndpointSlice the Service's name for it: ${wanted.name ?? "none"}`,
      commands: [`kubectl -n ${namespace} edit endpointslice ${slice.metadata.name}`],
      checked: false,
    },
  };
}
