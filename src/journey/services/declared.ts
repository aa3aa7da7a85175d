/** What the API declares about a flow's Service: lookups over the snapshot. */
import type { Choosable } from "../../model/endpoint-choice.ts";
import type { Flow, ThroughService } from "../../model/flow.ts";
import type { EndpointSlice, Pod, Service } from "../../model/kubernetes.ts";
import { familyOf } from "../../model/protocol.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";

export interface DeclaredService {
  readonly service: Service;
  readonly slices: readonly EndpointSlice[];
  /** Addresses with the port of this flow's Service port, as the slices resolve it. */
  readonly ready: readonly Backend[];
  /** Endpoints the slices list as not ready. */
  readonly notReady: readonly Backend[];
  /** Pods the selector finds; empty for a Service without selector. */
  readonly selected: readonly Pod[];
}

export interface Backend extends Choosable {
  readonly ip: string;
  /** Undefined when the named targetPort resolves on no container of that endpoint. */
  readonly port: number | undefined;
  readonly pod?: string;
}

/** The Service of a flow with its endpoints; undefined when the flow goes through none. */
export function declaredService(flow: Flow, snapshot: ClusterSnapshot): DeclaredService | undefined {
  const through = flow.service;
  if (!through) return undefined;
  const service = snapshot.services.find(
    ({ metadata }) =>
      metadata.name === through.name && (metadata.namespace ?? "default") === through.namespace,
  );
  if (!service) return undefined;
  const slices = slicesOf(service, snapshot);
  const { ready, notReady } = backends(slices.filter(serves(through)), through.portName);
  return { service, slices, ready, notReady, selected: selectedBy(service, snapshot.pods) };
}

/** The slices of a Service, by the label the controllers agree on. */
export function slicesOf(service: Service, snapshot: ClusterSnapshot): readonly EndpointSlice[] {
  return snapshot.endpointSlices.filter(
    ({ metadata }) =>
      metadata.labels?.["kubernetes.io/service-name"] === service.metadata.name &&
      (metadata.namespace ?? "default") === (service.metadata.namespace ?? "default"),
  );
}

/** Endpoints of the other family than the Service's own address are none that the proxies send to. */
function serves({ clusterIP }: ThroughService): (slice: EndpointSlice) => boolean {
  return ({ addressType }) => clusterIP === undefined || addressType === `IPv${familyOf(clusterIP)}`;
}

function backends(
  slices: readonly EndpointSlice[],
  portName: string | undefined,
): { ready: Backend[]; notReady: Backend[] } {
  const ready: Backend[] = [];
  const notReady: Backend[] = [];
  for (const slice of slices) {
    const port = slice.ports.find(({ name }) => (name ?? "") === (portName ?? ""))?.port;
    for (const { addresses, conditions, nodeName, targetRef, hints } of slice.endpoints)
      for (const ip of addresses)
        (conditions?.ready === false ? notReady : ready).push({
          ip,
          port,
          ready: conditions?.ready !== false,
          forZones: (hints?.forZones ?? []).map(({ name }) => name),
          forNodes: (hints?.forNodes ?? []).map(({ name }) => name),
          ...(nodeName === undefined ? {} : { node: nodeName }),
          ...(targetRef?.name === undefined ? {} : { pod: targetRef.name }),
          ...(conditions?.serving === undefined ? {} : { serving: conditions.serving }),
        });
  }
  return { ready, notReady };
}

/** Pods a Service's selector finds in its own namespace; none without a selector. */
export function selectedBy(service: Service, pods: readonly Pod[]): readonly Pod[] {
  const selector = Object.entries(service.spec.selector ?? {});
  if (selector.length === 0) return [];
  return pods.filter(
    ({ metadata }) =>
      (metadata.namespace ?? "default") === (service.metadata.namespace ?? "default") &&
      selector.every(([key, value]) => metadata.labels?.[key] === value),
  );
}
