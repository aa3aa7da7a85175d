/** Which of the possible permits: tried out one by one, the smallest blast radius wins. */
import type { ObjectRef } from "../../model/kubernetes.ts";
import type { Candidate, Wanted } from "./candidate.ts";
import type { JsonPatch } from "./json-patch.ts";
import { policyOf, whatIf, type CompiledPolicy, type PolicyModel } from "../compile.ts";
import { editsOf } from "./edits.ts";
import type { End, PolicyFlow } from "../match/ends.ts";
import { decideDirection, evaluateDirection, resolveFlow } from "../verdict/evaluate.ts";
import type { Manifest } from "./manifest.ts";
import type { Owner } from "./marks.ts";
import { part, type Ends } from "./meant.ts";
import { narrowPeer, narrowPort } from "./narrow.ts";
import { newPolicy } from "./new-policy.ts";
import type { DirectionName } from "../normal-form.ts";
import { openedByPermit, type OpenedPair } from "./opened.ts";
import { ownerOf } from "./owner.ts";
import { networkPolicyTier } from "../tiers.ts";

/** A policy that is not edited because its owner would undo it. */
export interface Managed {
  readonly object: ObjectRef;
  readonly owner: Owner;
}

export interface Change {
  readonly direction: DirectionName;
  readonly action: Candidate["action"];
  /** The policy to edit, or the new one. */
  readonly object: ObjectRef;
  readonly summary: string;
  /** For `kubectl patch --type=json`; absent for a new policy. */
  readonly patch?: readonly JsonPatch[];
  /** The whole object after the change. */
  readonly manifest: Manifest;
  /** Isolating policies that were left alone, and whose switch it is. */
  readonly beside: readonly Managed[];
}

interface Tried {
  readonly candidate: Candidate;
  readonly after: PolicyModel;
  readonly pairs: readonly OpenedPair[];
}

const actionSize = { correct: 0, "add-port": 0, "add-peer": 1, "add-rule": 2, "new-policy": 3 } as const;

function candidatesFor(
  model: PolicyModel,
  flow: PolicyFlow,
  direction: DirectionName,
): { candidates: Candidate[]; managed: Managed[] } {
  const { from, to, asked } = resolveFlow(model, flow);
  const [subject, other] = direction === "ingress" ? [to, from] : [from, to];
  const peer = narrowPeer(other, subject.namespace);
  const { isolating } = decideDirection(model, asked[direction]);
  if (!peer || isolating.length === 0) return { candidates: [], managed: [] };
  const wanted: Wanted = {
    inventory: model.inventory,
    asked: asked[direction],
    subject,
    other,
    peer,
    port: narrowPort(asked[direction].towards),
  };
  const managed: Managed[] = [];
  const edits = isolating.flatMap((ruleSet) => {
    const policy = policyOf(model, ruleSet.object);
    if (!policy || ruleSet.tier !== networkPolicyTier) return [];
    const owner = ownerOf(policy, model.inventory.namespaces.get(subject.namespace));
    if (!owner) return editsOf(policy, ruleSet, wanted);
    managed.push({ object: policy.ref, owner });
    return [];
  });
  return { candidates: [...edits, newPolicy(model, wanted, isolating)], managed };
}

function tryOut(model: PolicyModel, candidate: Candidate, ends: readonly End[]): Tried {
  const after = whatIf(model, [candidate.manifest]);
  const is = policyOf(after, candidate.object);
  const was: CompiledPolicy | undefined = policyOf(model, candidate.object);
  return { candidate, after, pairs: is ? openedByPermit(model, after, { was, is }, ends) : [] };
}

/** A correction takes the wrong value away. It stands only where that closes nothing among the pods known. */
function closesNothing(model: PolicyModel, { candidate, after }: Tried, ends: readonly End[]): boolean {
  if (candidate.action !== "correct") return true;
  const [was, is] = [policyOf(model, candidate.object), policyOf(after, candidate.object)];
  // What the change closes is what its way back opens.
  return was !== undefined && openedByPermit(after, model, { was: is, is: was }, ends).length === 0;
}

/** Fewest other flows first, then what was meant from the start, then the narrowest by form, then the shortest edit. */
function compareTries(flow: PolicyFlow, ends: Ends): (one: Tried, other: Tried) => number {
  const others = ({ pairs }: Tried): number => part(pairs, ends, flow).also.length;
  return (one, other) =>
    others(one) - others(other) ||
    Number(other.candidate.action === "correct") - Number(one.candidate.action === "correct") ||
    one.candidate.slack - other.candidate.slack ||
    actionSize[one.candidate.action] - actionSize[other.candidate.action];
}

/** The best change for one denied direction, and the model with it; undefined when no permit opens the direction. */
export function bestChange(
  model: PolicyModel,
  flow: PolicyFlow,
  direction: DirectionName,
  ends: readonly End[],
): { change: Change; after: PolicyModel } | undefined {
  const { candidates, managed } = candidatesFor(model, flow, direction);
  const [best] = candidates
    .map((candidate) => tryOut(model, candidate, ends))
    .filter(({ after }) => evaluateDirection(after, resolveFlow(after, flow), direction) === "allow")
    .filter((tried) => closesNothing(model, tried, ends))
    .sort(compareTries(flow, resolveFlow(model, flow)));
  if (!best) return undefined;
  const { action, object, summary, patch, manifest } = best.candidate;
  const change = {
    direction,
    action,
    object,
    summary,
    ...(patch ? { patch } : {}),
    manifest,
    beside: managed,
  };
  return { change, after: best.after };
}
