/** The smallest change that lets a denied flow through, checked before it is shown. */
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import { bestChange, type Change } from "./choose.ts";
import { policyOf, toModel, type PolicyModel } from "../compile.ts";
import type { KubernetesObject } from "../input/objects.ts";
import type { End, PolicyFlow } from "../match/ends.ts";
import { decideDirection, resolveFlow } from "../verdict/evaluate.ts";
import { explain } from "../explain/explain.ts";
import { toYaml, type Manifest } from "./manifest.ts";
import { ofDeny, ofNoPermit } from "./refusal.ts";
import { part } from "./meant.ts";
import { knownEnds, openedByPermit, type OpenedPair } from "./opened.ts";
import { openedLines } from "./opened-text.ts";

export type Suggestion =
  | { readonly result: "not-needed"; readonly sentence: string }
  | { readonly result: "refused"; readonly sentence: string; readonly object?: ObjectRef }
  | {
      readonly result: "change";
      readonly sentence: string;
      /** One per denied direction, egress first. */
      readonly changes: readonly Change[];
      /** All changed objects, for `kubectl apply -f -`. */
      readonly yaml: string;
      /** Lines for the asked application pair on the asked port: what is meant to open. */
      readonly opens: readonly string[];
      /** Every other flow newly allowed among the pods and nodes of the model; empty: nothing else. */
      readonly alsoOpens: readonly string[];
      /** Whose switch it is instead, or what to know before applying. */
      readonly caution?: string;
      /** Pods that `alsoOpens` was computed over. */
      readonly podsExamined: number;
    };

function cautionOf(changes: readonly Change[], flow: PolicyFlow, from: End, to: End): string | undefined {
  const owners = changes.flatMap(({ beside }) => beside);
  const said = owners.map(
    ({ object, owner }) =>
      `${describeRef(object)} belongs to ${owner.by}: an edit of it would be undone, so a policy beside it is given; the lasting place is ${owner.change}.`,
  );
  if (flow.protocol === "ICMP")
    said.push("Only a rule without ports admits ICMP, so every port between the two opens with it.");
  const byAddress = changes.some(({ direction }) => {
    const other = direction === "ingress" ? from : to;
    return !other.pod || other.onHost;
  });
  if (byAddress) said.push("It admits one address: it holds as long as the packets come with that address.");
  return said.length > 0 ? [...new Set(said)].join(" ") : undefined;
}

/**
 * Proposes one change per denied direction and evaluates the flow again with all of them. Chosen by blast
 * radius among correcting a label value, adding a port, a peer or a rule to an isolating policy, and a new policy; never closes a flow.
 * Refused when a rule denies on purpose and when no permit can open the flow.
 */
export function suggest(objects: PolicyModel | readonly KubernetesObject[], flow: PolicyFlow): Suggestion {
  const model = toModel(objects);
  const explanation = explain(model, flow);
  if (explanation.verdict === "allow") return { result: "not-needed", sentence: explanation.sentence };
  const { from, to, asked, exempt } = resolveFlow(model, flow);
  if (exempt?.verdict === "undecidable")
    return { result: "refused", sentence: `No policy change decides this: ${exempt.why}.` };
  const ends = knownEnds(model, [flow.from, flow.to]);
  const changes: Change[] = [];
  let after = model;
  for (const direction of ["egress", "ingress"] as const) {
    const { verdict, deniedBy } = explanation[direction];
    if (verdict === "allow") continue;
    const decision = decideDirection(after, asked[direction]);
    if (deniedBy) return { result: "refused", ...ofDeny(deniedBy, decision) };
    const best = bestChange(after, flow, direction, ends);
    if (!best) return { result: "refused", ...ofNoPermit(explanation[direction], decision) };
    changes.push(best.change);
    after = best.after;
  }
  return told(model, after, flow, { changes, from, to, ends });
}

function told(
  model: PolicyModel,
  after: PolicyModel,
  flow: PolicyFlow,
  { changes, from, to, ends }: { changes: readonly Change[]; from: End; to: End; ends: readonly End[] },
): Suggestion {
  const again = explain(after, flow);
  if (again.verdict !== "allow")
    return { result: "refused", sentence: `Even with the smallest permits: ${again.sentence}.` };
  const pairs = openedByAll(model, after, changes, ends);
  const parted = part(pairs, { from, to }, flow);
  const opens = openedLines(parted.meant);
  const also = openedLines(parted.also);
  const caution = cautionOf(changes, flow, from, to);
  const pods = model.inventory.pods.size;
  const summary = changes.map((change) => change.summary).join(", and ");
  return {
    result: "change",
    sentence: `${summary[0]?.toUpperCase() ?? ""}${summary.slice(1)}; it opens ${opens.join("; ") || `${from.name} → ${to.name}`}${also.length > 0 ? `, and also ${also.length} other kind${also.length > 1 ? "s" : ""} of flow` : `, nothing else among the ${pods} pods read`}.`,
    changes,
    yaml: toYaml(lastOfEach(changes)),
    opens,
    alsoOpens: also,
    ...(caution === undefined ? {} : { caution }),
    podsExamined: pods,
  };
}

/** A policy edited for both directions is one object: the later edit holds the earlier. */
function lastOfEach(changes: readonly Change[]): Manifest[] {
  return [
    ...new Map(changes.map(({ object, manifest }) => [describeRef(object), manifest] as const)).values(),
  ];
}

/** The pairs all changes open together, compared with the model before any of them. */
function openedByAll(
  model: PolicyModel,
  after: PolicyModel,
  changes: readonly Change[],
  ends: readonly End[],
): OpenedPair[] {
  const pairs = new Map<string, OpenedPair>();
  for (const { object } of changes) {
    const is = policyOf(after, object);
    if (!is) continue;
    for (const pair of openedByPermit(model, after, { was: policyOf(model, object), is }, ends))
      pairs.set(JSON.stringify([pair.from.key, pair.from.ip, pair.to.key, pair.to.ip]), pair);
  }
  return [...pairs.values()];
}
