/** A question about names, as the flows it means. */
import type { Protocol } from "../../model/protocol.ts";
import type { PortRef, Target } from "../../model/question.ts";
import { toModel, type PolicyModel } from "../compile.ts";
import type { PolicyFlow } from "../match/ends.ts";
import { findEnd, portAt, type FoundEnds } from "./find-end.ts";
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
 * Packets arrive at Services: a destination of several meanings is the Service, as in questions to a live cluster, or
 * the pods of that name when the port is none of the Service's.
 */
function meanings(target: Target): Target[] {
  return target.type === "object" && target.kind === undefined
    ? [{ ...target, kind: "service" }, target]
    : [target];
}

type Flows = { readonly flows: readonly PolicyFlow[] } | { readonly unclear: string };

function flowsBetween(model: PolicyModel, from: FoundEnds, to: FoundEnds, asking: Asking): Flows {
  const { port, protocol } = asking;
  const { ends, service } = to;
  const flows: PolicyFlow[] = [];
  for (const end of ends) {
    const at = portAt(model, end, { port, protocol, service });
    if ("unclear" in at) return at;
    for (const source of from.ends)
      flows.push({ from: source, to: end, ...at, throughService: service !== undefined });
  }
  return { flows };
}

/**
 * Every pair of pods the names stand for, with the port at the pod: Services and workloads have several pods, and
 * policies may treat them differently. `unclear` says what to do when a name or the port fits nothing or too much.
 */
export function flowsOf(objects: PolicyModel | readonly KubernetesObject[], asking: Asking): Flows {
  const model = toModel(objects);
  const sources = findEnd(model, asking.from);
  if ("unclear" in sources) return sources;
  let unclear: Flows | undefined;
  let nothing: Flows = { flows: [] };
  for (const meaning of meanings(asking.to)) {
    const found = findEnd(model, meaning);
    const answer = "unclear" in found ? found : flowsBetween(model, sources, found, asking);
    if ("flows" in answer) return answer;
    if ("ends" in found && asking.port === undefined) return answer;
    if (!("nothing" in found)) unclear ??= answer;
    else nothing = answer;
  }
  return unclear ?? nothing;
}
