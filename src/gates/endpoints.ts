import type { Endpoint } from "../model/endpoint.ts";
import type { Pod } from "../model/kubernetes.ts";
import { isReady } from "../model/pod-status.ts";
import { declaredService, type DeclaredService } from "../journey/services/declared.ts";
import { waits } from "../journey/way/path.ts";
import { passes, stops, type Gate, type Scene } from "./gate.ts";

/** Nobody stands behind a Service to whom its proxies would send. */
export type NobodyBehind =
  | SelectsNothing
  /** The EndpointSlices list no address, though there are pods with one, or nobody selects any. */
  | { readonly is: "not listed"; readonly service: DeclaredService; readonly hasSelector: boolean }
  | NotReady;

/** The selector fits no pod. */
export interface SelectsNothing {
  readonly is: "selects nothing";
  readonly service: DeclaredService;
  readonly selector: Readonly<Record<string, string>>;
}

export interface NotReady {
  readonly is: "not ready";
  readonly service: DeclaredService;
  /** The selected pods that are not ready; none where the Service has no selector. */
  readonly waiting: readonly Pod[];
}

/** Whether anybody is declared behind the flow's Service, as its proxies read it. */
export function endpointsGate({ flow, snapshot }: Pick<Scene, "flow" | "snapshot">): Gate<NobodyBehind> {
  const service = declaredService(flow, snapshot);
  if (!service || service.ready.length > 0) return passes;
  const { selected, notReady } = service;
  const { type, selector = {}, publishNotReadyAddresses } = service.service.spec;
  const hasSelector = Object.keys(selector).length > 0;
  if (hasSelector && selected.length === 0) return stops({ is: "selects nothing", service, selector });
  // An alias has no endpoints of its own, and pods that do not run have no address to be listed.
  const listable = !hasSelector || selected.some(({ status }) => status?.podIP);
  if (notReady.length === 0 && listable)
    return type === "ExternalName" ? passes : stops({ is: "not listed", service, hasSelector });
  // Serving while terminating, or published before ready: proxies still use them.
  if (notReady.some(({ serving }) => serving === true) || publishNotReadyAddresses === true) return passes;
  return stops({ is: "not ready", service, waiting: selected.filter((pod) => !isReady(pod)) });
}

/** One of the two ends is a pod that has no address yet. */
export interface EndWaits {
  readonly is: "end waits";
  readonly end: Extract<Endpoint, { type: "pod" }>;
}

/** Whether both ends of the flow have an address to send from and to. */
export function endsGate({ flow }: Pick<Scene, "flow">): Gate<EndWaits> {
  const end = [flow.from, flow.to].find(waits);
  return end?.type === "pod" ? stops({ is: "end waits", end }) : passes;
}
