import { describeEndpoint } from "../model/endpoint.ts";
import type { EndpointSlice, ServicePort } from "../model/kubernetes.ts";
import { placeOf } from "../journey/machine/places.ts";
import { declaredService, type DeclaredService } from "../journey/services/declared.ts";
import { notKnown, passes, stops, type Gate, type Scene } from "./gate.ts";
import { openPortGate, type Closed } from "./open-port.ts";

/** A Service leads to a port of its pods where nobody waits, while they wait on others. */
export interface ClosedBehind extends Pick<Closed, "is" | "others"> {
  readonly service: DeclaredService;
}

/** None of the Service's ready endpoints has the port: ports are matched by names, and none of theirs has that name. */
export interface Unnamed {
  readonly is: "unnamed";
  readonly service: DeclaredService;
  /** The port of the Service, and which of its ports that is. */
  readonly port: ServicePort;
  readonly index: number;
  /** Without a selector somebody wrote the EndpointSlices by hand; else their ports come from those of the pods' containers. */
  readonly by:
    | { readonly what: "slice"; readonly slice: EndpointSlice }
    | { readonly what: "containers"; readonly wanted: string; readonly have: readonly string[] };
}

/** Whether the port that a Service translates to is one that its pods wait on: told by its objects, or at the pod's socket. */
export function targetPortGate(scene: Scene): Gate<ClosedBehind | Unnamed> {
  const { hop, flow, snapshot, evidence } = scene;
  const service = declaredService(flow, snapshot);
  if (!service || !flow.service || (flow.protocol !== "TCP" && flow.protocol !== "UDP")) return passes;
  if (hop.kind === "service") return unnamed(service, scene);
  const gate = openPortGate(hop.place, hop.name, flow, evidence);
  if (gate.says === "not-known") return notKnown(`the sockets of ${hop.name} were not seen`);
  return behind(gate, "service", service);
}

/** The same of a headless Service, which translates nothing: clients come to the pods with the port that they asked for. */
export function headlessPortGate({ flow, snapshot, evidence }: Scene): Gate<ClosedBehind> {
  const service = declaredService(flow, snapshot);
  if (!service || service.service.spec.type === "ExternalName") return passes;
  const gate = openPortGate(placeOf(flow.to), describeEndpoint(flow.to), flow, evidence);
  return behind(gate, "headless service", service);
}

function behind(
  gate: ReturnType<typeof openPortGate>,
  chosenBy: Closed["chosenBy"],
  service: DeclaredService,
): Gate<ClosedBehind> {
  if (gate.says === "passes" || gate.says === "not-known") return gate;
  const { stop } = gate;
  return stop.is === "closed" && stop.chosenBy === chosenBy
    ? stops({ is: stop.is, others: stop.others, service })
    : passes;
}

function unnamed(service: DeclaredService, { flow }: Scene): Gate<Unnamed> {
  const { ready, selected, slices } = service;
  const ports = service.service.spec.ports ?? [];
  const index = ports.findIndex(
    ({ port, protocol }) => port === flow.service?.port && (protocol ?? "TCP") === flow.protocol,
  );
  const port = ports[index];
  if (!port || ready.length === 0 || ready.some((one) => one.port !== undefined)) return passes;
  const stop = { is: "unnamed", service, port, index } as const;
  if (Object.keys(service.service.spec.selector ?? {}).length === 0) {
    const slice = slices.find(({ endpoints }) => endpoints.length > 0);
    return slice ? stops({ ...stop, by: { what: "slice", slice } }) : passes;
  }
  const wanted = port.targetPort;
  if (typeof wanted !== "string") return passes;
  const named = selected.flatMap((pod) =>
    pod.spec.containers
      .flatMap((container) => container.ports ?? [])
      .filter((own) => (own.protocol ?? "TCP") === flow.protocol)
      .map((own) => own.name ?? String(own.containerPort)),
  );
  return stops({ ...stop, by: { what: "containers", wanted, have: [...new Set(named)] } });
}
