/** A question about names, as the flows it means. */
import type { Protocol } from "../../model/protocol.ts";
import type { PortRef, Target } from "../../model/question.ts";
import { toModel, type PolicyModel } from "../compile.ts";
import { flowsBetween, type Flows } from "../translation/translated.ts";
import { findEnd, findSource } from "./find-end.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import { readingOf } from "./readings.ts";

/** Two ends by name or address, as a person asks. */
export interface Asking {
  readonly from: Target;
  readonly to: Target;
  /** A Service's port when `to` is a Service or one of its addresses, otherwise the pod's; needed when there is more than one. */
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

function addressOf(target: Target): string | undefined {
  if (target.type === "object") return target.kind === "node" ? target.name : undefined;
  if (target.type === "ip") return target.ip;
  return target.type === "host" ? target.host : undefined;
}

/**
 * Every pair of pods the names stand for, with the port at the pod: Services and workloads have several pods, and
 * policies may treat them differently. `unclear` says what to do when a name or the port fits nothing or too much.
 */
export function flowsOf(objects: PolicyModel | readonly KubernetesObject[], asking: Asking): Flows {
  const model = toModel(objects);
  const { port, protocol } = asking;
  const asked = { port, protocol };
  const from = readingOf(model, asking.from, { port: undefined, protocol: undefined });
  if ("unclear" in from) return from;
  const to = readingOf(model, asking.to, asked);
  if ("unclear" in to) return to;
  const address = addressOf(to);
  const sources = findSource(model, from);
  if ("unclear" in sources) return sources;
  let unclear: Flows | undefined;
  let nothing: Flows = { flows: [], leftOut: [] };
  for (const meaning of meanings(to)) {
    const found = findEnd(model, meaning, asked);
    const answer = "unclear" in found ? found : flowsBetween(model, sources.ends, found, asked, address);
    if ("flows" in answer) return answer;
    if ("ends" in found && port === undefined) return answer;
    if (!("nothing" in found)) unclear ??= answer;
    else nothing = answer;
  }
  return unclear ?? nothing;
}
