/** The smallest change that lets a denied flow through, checked before it is shown. */
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import { toModel, type PolicyModel } from "../compile.ts";
import type { KubernetesObject } from "../objects/objects.ts";
import type { End, PolicyFlow } from "../match/ends.ts";
import type { DirectionName } from "../normal-form.ts";
import { translated } from "../translation/translated.ts";
import { arrivalsOf, decideDirection, resolveFlow } from "../verdict/evaluate.ts";
import { explain } from "../explain/explain.ts";
import { toYaml } from "./manifest.ts";
import { ofDeny, ofNoPermit } from "./refusal.ts";
import { bestChange, changesOf, type Change } from "./choose.ts";
import { knownEnds, type KnownEnd } from "./known-ends.ts";
import { askedOf, part } from "./meant.ts";
import { addressOf, isSelectable } from "./narrow.ts";
import { pairLines } from "./opened-text.ts";
import { isBaseline } from "../tiers.ts";

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
      /**
       * Every other flow newly allowed among the pods and nodes of the model and from or to outside; empty: nothing else.
       */
      readonly alsoOpens: readonly string[];
      /** Every flow among them that is allowed no more: what a corrected value let in. */
      readonly alsoCloses: readonly string[];
      /** Whose switch it is instead, or what to know before applying. */
      readonly caution?: string;
      /** Pods that `alsoOpens` and `alsoCloses` were computed over. */
      readonly podsExamined: number;
    };

/** Whether it admits what is no pod by its one address: not as one of the nodes. */
function isByAddress({ patch, manifest }: Change, other: End): boolean {
  const block = addressOf(other);
  return (
    !isSelectable(other) && block !== undefined && JSON.stringify(patch ?? manifest).includes(`"${block}"`)
  );
}

function cautionOf(changes: readonly Change[], flow: PolicyFlow, from: End, to: End): string | undefined {
  const owners = changes.flatMap(({ beside }) => beside);
  const said = owners.map(({ object, owner }) =>
    owner.byShapeAlone
      ? `${describeRef(object)} looks like ${owner.by}, though nothing else says who made it. KubeSphere undoes edits of what it made, so this adds a policy beside it. If so, change it for good in ${owner.change}.`
      : `${describeRef(object)} belongs to ${owner.by}, which undoes edits, so this adds a policy beside it. Change it for good in ${owner.change}.`,
  );
  for (const slip of changes.flatMap(({ slips }) => slips))
    said.push(`What its author may have meant: ${slip}. That opens or closes more, so it is not proposed.`);
  for (const { action, object, direction } of changes)
    if (action === "overrule")
      said.push(
        `A baseline denies this on purpose, to pods that no NetworkPolicy selects: ask its author. ${describeRef(object)} selects these, and from then on nothing else passes their ${direction} than what a NetworkPolicy allows.`,
      );
  const isOfKubernetes = ({ object }: Change): boolean =>
    object.kind === "NetworkPolicy" && object.group === undefined;
  if (flow.protocol === "ICMP" && changes.some(isOfKubernetes))
    said.push("Only a rule without ports admits ICMP, so every port between the two opens with it.");
  const byAddress = changes.some((change) => isByAddress(change, change.direction === "ingress" ? from : to));
  if (byAddress) said.push("It admits one address: it holds as long as the packets come with that address.");
  return said.length > 0 ? [...new Set(said)].join(" ") : undefined;
}

/**
 * Flows that a node's address opens beside the one that was asked about. No count of pods tells that: the addresses of those on the
 * node's own network are the node's, and what a tunnel's address stands for is told by no object.
 */
function withThatNode(changes: readonly Change[], from: End, to: End): string[] {
  const all = "everything else on that node's own network";
  return changes.flatMap((change) => {
    const other = change.direction === "ingress" ? from : to;
    if (!other.onHost || !isByAddress(change, other)) return [];
    return [
      change.direction === "ingress" ? `${all} → ${to.key ?? to.name}` : `${from.key ?? from.name} → ${all}`,
    ];
  });
}

/** The network, mutual TLS and the policies of a mesh may each deny a direction by itself. */
const layers = 3;

/**
 * Proposes a change for everything that denies the flow and evaluates it again with all of them. Chosen by blast radius
 * among correcting what looks mistyped in a rule, adding a port, a peer or a rule to an isolating policy or widening a peer
 * of it, and a new policy; a new policy too against a baseline, which yields to any. Refused when another rule denies on purpose, when a higher tier does, and when no permit can open the
 * flow.
 */
export function suggest(objects: PolicyModel | readonly KubernetesObject[], flow: PolicyFlow): Suggestion {
  return suggestTogether(objects, [flow]);
}

/**
 * The same for flows that one connection needs all of: the question to the DNS server, say, and what is sent to the address
 * that it gives. Each that is denied is opened by a change of its own; refused where one of them is.
 */
export function suggestTogether(
  objects: PolicyModel | readonly KubernetesObject[],
  flows: readonly PolicyFlow[],
): Suggestion {
  const model = toModel(objects);
  const asked: PolicyFlow[] = [];
  let sentence = "";
  for (const flow of flows) {
    const explanation = explain(model, flow);
    sentence = explanation.sentence;
    if (explanation.verdict === "allow") continue;
    const meant = translated(model, flow);
    if ("unclear" in meant) return { result: "refused", sentence };
    asked.push(meant.flows.find((one) => explain(model, one).verdict === explanation.verdict) ?? flow);
  }
  return asked.length === 0 ? { result: "not-needed", sentence } : suggestFor(model, asked);
}

/** One direction of a flow, for one of those whom the target may take for the sender. */
interface Step {
  readonly direction: DirectionName;
  readonly flow: PolicyFlow;
}

function stepsOf(flow: PolicyFlow): Step[] {
  return [
    { direction: "egress", flow },
    ...arrivalsOf(flow).map((one): Step => ({ direction: "ingress", flow: one })),
  ];
}

function suggestFor(model: PolicyModel, flows: readonly PolicyFlow[]): Suggestion {
  const ends = knownEnds(
    model,
    flows.flatMap(({ from, to, arrivesAs }) => [from, to, ...(arrivesAs ?? [])]),
  );
  const changes: Change[] = [];
  let after = model;
  for (const flow of flows) {
    const opened = openedFor(after, flow, ends, changes);
    if ("result" in opened) return opened;
    changes.push(...opened.changes);
    after = opened.after;
  }
  return told(model, after, flows, changes, ends);
}

/** @param before changes that are made already, for other flows. */
function openedFor(
  model: PolicyModel,
  flow: PolicyFlow,
  ends: readonly KnownEnd[],
  before: readonly Change[],
): { readonly changes: readonly Change[]; readonly after: PolicyModel } | Suggestion {
  const { exempt } = resolveFlow(model, flow);
  if (exempt.egress?.verdict === "undecidable")
    return { result: "refused", sentence: `No policy change decides this: ${exempt.egress.why}.` };
  const steps = stepsOf(flow);
  if (steps.length > mostSteps) return ofManySenders(flow, steps.length - 1);
  // A policy that was just made is named after what it opens: the next flow gets one of its own.
  const leave = before.filter(({ patch }) => !patch).map(({ object }) => object);
  const changes: Change[] = [];
  let after = model;
  for (const { direction, flow: one } of steps)
    for (let layer = 0; layer < layers; layer++) {
      const now = explain(after, one)[direction];
      if (now.verdict === "allow") break;
      const decision = decideDirection(after, resolveFlow(after, one).asked[direction]);
      const tier = decision.by?.ruleSet.tier;
      const mayTry = !now.deniedBy || (tier !== undefined && isBaseline(tier));
      const best = mayTry ? bestChange({ model: after, flow: one, direction, ends, leave }) : undefined;
      if (!best && now.deniedBy) return { result: "refused", ...ofDeny(now.deniedBy, decision) };
      if (!best) return { result: "refused", ...ofNoPermit(now, decision) };
      changes.push(best.change);
      after = best.after;
    }
  return { changes, after };
}

/** Beyond so many whom the target may take for the sender, a permit for each is no small change. */
const mostSteps = 5;

function ofManySenders({ translated }: PolicyFlow, count: number): Suggestion {
  const why = translated === undefined ? "" : ` (${translated})`;
  return {
    result: "refused",
    sentence: `The packets may arrive as from any of ${count} senders, nodes among them${why}: admit the network of the nodes, or let the sender's own address stay (externalTrafficPolicy Local).`,
  };
}

function told(
  model: PolicyModel,
  after: PolicyModel,
  flows: readonly PolicyFlow[],
  changes: readonly Change[],
  ends: readonly KnownEnd[],
): Suggestion {
  const again = flows.map((flow) => explain(after, flow)).find(({ verdict }) => verdict !== "allow");
  if (again) return { result: "refused", sentence: `Even with the smallest permits: ${again.sentence}.` };
  const objects = lastOfEach(changes).map(({ object }) => object);
  const { meant, also, closed } = part(
    changesOf(model, after, objects, ends),
    flows.map((flow) => askedOf(model, flow)),
  );
  const shared = flows.flatMap((flow) => {
    const { to, asked } = resolveFlow(model, flow);
    return withThatNode(changes, asked.ingress.from, to);
  });
  const [opens, alsoCloses] = [pairLines(meant), pairLines(closed)];
  const alsoOpens = [...pairLines(also), ...new Set(shared)];
  const cautions = flows.flatMap((flow) => {
    const { to, asked } = resolveFlow(model, flow);
    return cautionOf(changes, flow, asked.ingress.from, to) ?? [];
  });
  const caution = cautions.length > 0 ? [...new Set(cautions)].join(" ") : undefined;
  const pods = model.inventory.pods.size;
  const summary = changes.map((change) => change.summary).join(", and ");
  const kinds = ({ length }: readonly string[]): string =>
    `${length} other kind${length > 1 ? "s" : ""} of flow`;
  const further =
    alsoOpens.length > 0 ? `, and also ${kinds(alsoOpens)}` : `, nothing else among the ${pods} pods read`;
  const gone = alsoCloses.length > 0 ? `; it closes ${kinds(alsoCloses)}` : "";
  return {
    result: "change",
    sentence: `${summary[0]?.toUpperCase() ?? ""}${summary.slice(1)}; it opens ${opens.join("; ") || flows.map((flow) => pairOf(model, flow)).join("; ")}${further}${gone}.`,
    changes,
    yaml: toYaml(lastOfEach(changes).map(({ manifest }) => manifest)),
    opens,
    alsoOpens,
    alsoCloses,
    ...(caution === undefined ? {} : { caution }),
    podsExamined: pods,
  };
}

function pairOf(model: PolicyModel, flow: PolicyFlow): string {
  const { from, to } = resolveFlow(model, flow);
  return `${from.name} → ${to.name}`;
}

/** A policy edited for both directions is one object: the later edit holds the earlier. */
function lastOfEach(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [describeRef(change.object), change] as const)).values()];
}
