/** One stop told in four ways: by number or by name, written by the Service or by hand in an EndpointSlice. */
import type { Because, Finding } from "../../model/finding.ts";
import type { Flow } from "../../model/flow.ts";
import type { EndpointSlice } from "../../model/kubernetes.ts";
import type { DeclaredService } from "../../journey/services/declared.ts";
import { quoted } from "../../model/shell-words.ts";
import { targetPortGate, type Unnamed } from "../../gates/service-port.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { refusedAtSocket } from "../arriving/listening.ts";
import { serviceFate } from "../needs/service-fate.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const targetPortClosed = defineStop({
  code: "ND305",
  title: "The Service's targetPort is not the port the pod listens on",
  at: ["service", "socket"],
  gate: "endpoints",
  foretells: "stops",
  stop: gateOf("port behind the Service", targetPortGate),
  tells: { attempts, passage, fate: serviceFate },
  name(stop, { attempts, passage, fate = [] }, { hop, flow }) {
    if (stop.is === "unnamed")
      return stop.by.what === "slice"
        ? calledOtherwise(stop, stop.by.slice, fate)
        : unnamed(stop, stop.by, flow, fate);
    const { others, service } = stop;
    const [only] = others;
    const { namespace = "default", name } = service.service.metadata;
    const servicePorts = service.service.spec.ports ?? [];
    const index = servicePorts.findIndex((port) => port.port === flow.service?.port);
    const sure = only !== undefined && others.length === 1;
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
          summary: `set the port of the EndpointSlice to ${sure ? only : `one of ${others.join(", ")}`}`,
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
        summary: `set targetPort of port ${flow.service?.port ?? ""} to ${sure ? only : `one of ${others.join(", ")}`}`,
        ...(sure && index >= 0 ? { commands: [setTargetPort(namespace, name, index, only)] } : {}),
        checked: sure,
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

/** A targetPort by a name that no container of the pods gives to a port. */
function unnamed(
  { service, port, index }: Unnamed,
  { wanted, have }: Extract<Unnamed["by"], { what: "containers" }>,
  flow: Flow,
  fate: readonly Because[],
): Finding {
  const { namespace = "default", name } = service.service.metadata;
  const [only] = have;
  const sure = only !== undefined && have.length === 1;
  return {
    says: `Service ${namespace}/${name} sends to the port called ${wanted}, but its pods have ${have.length === 0 ? "no named port" : `only ${have.join(", ")}`}.`,
    because: [
      {
        source: "model",
        says: `${service.ready.length} ready endpoints, none with a port for ${wanted}; container ports: ${have.join(", ") || "none"}`,
        quote: JSON.stringify(port),
      },
      ...fate,
    ],
    object: { kind: "Service", namespace, name },
    fix: {
      summary: sure
        ? `set targetPort of port ${flow.service?.port ?? ""} to ${only}`
        : `set targetPort to a port the containers have, or name the container's port ${wanted}`,
      ...(sure
        ? { commands: [setTargetPort(namespace, name, index, /^[0-9]+$/.test(only) ? Number(only) : only)] }
        : {}),
      checked: sure,
    },
  };
}

/** Without a selector somebody wrote the EndpointSlices: their ports are found by the names of the Service's. */
function calledOtherwise(
  { service: { service }, port: wanted }: Unnamed,
  slice: EndpointSlice,
  fate: readonly Because[],
): Finding {
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

function setTargetPort(namespace: string, name: string, index: number, value: number | string): string {
  const patch = JSON.stringify([{ op: "replace", path: `/spec/ports/${index}/targetPort`, value }]);
  return `kubectl -n ${namespace} patch service ${name} --type json -p ${quoted(patch)}`;
}
