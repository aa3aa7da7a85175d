/** A question about names, as the flows it means. */
import type { Protocol } from "../../model/protocol.ts";
import type { PortRef, Target } from "../../model/question.ts";
import { toModel, type PolicyModel } from "../compile.ts";
import type { PolicyFlow } from "../match/ends.ts";
import { findEnd, portAt } from "./find-end.ts";
import type { KubernetesObject } from "./objects.ts";

/** Two ends by name or address, as a person asks. */
export interface Asking {
  readonly from: Target;
  readonly to: Target;
  /** A Service's port when `to` is a Service, otherwise the pod's; needed when there is more than one. */
  readonly port?: PortRef | undefined;
  readonly protocol?: Protocol | undefined;
}

/**
 * Every pair of pods the names stand for, with the port at the pod: Services and workloads have several pods, and
 * policies may treat them differently. `unclear` says what to do when a name or the port fits nothing or too much.
 */
export function flowsOf(
  objects: PolicyModel | readonly KubernetesObject[],
  { from, to, port, protocol }: Asking,
): { readonly flows: readonly PolicyFlow[] } | { readonly unclear: string } {
  const model = toModel(objects);
  const sources = findEnd(model, from);
  if ("unclear" in sources) return sources;
  const destinations = findEnd(model, to);
  if ("unclear" in destinations) return destinations;
  const { service } = destinations;
  const flows: PolicyFlow[] = [];
  for (const destination of destinations.ends) {
    const at = portAt(model, destination, { port, protocol, service });
    if ("unclear" in at) return at;
    for (const source of sources.ends)
      flows.push({ from: source, to: destination, ...at, throughService: service !== undefined });
  }
  return { flows };
}
