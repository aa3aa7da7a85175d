/** Which of the possible changes: tried out one by one, the smallest blast radius wins. */
import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import { policyOf, whatIf, type PolicyModel } from "../compile.ts";
import type { PolicyFlow } from "../match/ends.ts";
import type { DirectionName } from "../normal-form.ts";
import type { Decision } from "../verdict/decide.ts";
import { decideDirection, evaluateDirection, resolveFlow } from "../verdict/evaluate.ts";
import type { Action, Candidate, Managed } from "./candidate.ts";
import { candidatesFor } from "./candidates.ts";
import { changedPairs, type ChangedPair } from "./changed-pairs.ts";
import { editLength, type JsonPatch } from "./json-patch.ts";
import { outsideEnds, type KnownEnd } from "./known-ends.ts";
import type { Manifest } from "./manifest.ts";
import { askedOf, isMissed, part } from "./meant.ts";

export interface Change {
  readonly direction: DirectionName;
  readonly action: Action;
  /** The policy to edit, or the new one. */
  readonly object: ObjectRef;
  readonly summary: string;
  /** For `kubectl patch --type=json`; absent for a new policy. */
  readonly patch?: readonly JsonPatch[];
  /** The whole object after the change. */
  readonly manifest: Manifest;
  /** Isolating policies that were left alone, and whose switch it is. */
  readonly beside: readonly Managed[];
  /** Corrections that would open the flow too, left because they open or close more. */
  readonly slips: readonly string[];
}

/** How far a change reaches. */
interface Reach {
  /** Pairs that lose something they may use. */
  readonly missed: number;
  /** Pairs that gain something nobody asked for. */
  readonly also: number;
}

interface Tried {
  readonly candidate: Candidate;
  readonly after: PolicyModel;
  readonly reach: Reach;
}

interface Trial {
  readonly model: PolicyModel;
  readonly flow: PolicyFlow;
  readonly direction: DirectionName;
  readonly ends: readonly KnownEnd[];
  /** Policies that are not to be edited. */
  readonly leave: readonly ObjectRef[];
}

const further = (one: Reach, other: Reach): number => one.missed - other.missed || one.also - other.also;

function sizeOf({ patch, manifest }: Candidate): number {
  return patch ? editLength(patch) : JSON.stringify(manifest()).length;
}

/** The narrowest by form first, then the shortest edit. */
const byForm = (one: Candidate, other: Candidate): number =>
  one.slack - other.slack || sizeOf(one) - sizeOf(other);

/** The smallest blast radius first, then what its author meant from the start, then by form. */
function byReach(one: Tried, other: Tried): number {
  const isMeant = ({ candidate }: Tried): number => Number(candidate.action === "correct");
  return (
    further(one.reach, other.reach) || isMeant(other) - isMeant(one) || byForm(one.candidate, other.candidate)
  );
}

const reachesNobodyElse = ({ reach }: Tried): boolean => reach.missed === 0 && reach.also === 0;

/** What changes of these policies open and close together, for addresses outside the cluster too. */
export function changesOf(
  before: PolicyModel,
  after: PolicyModel,
  objects: readonly ObjectRef[],
  ends: readonly KnownEnd[],
): Iterable<ChangedPair> {
  const versions = objects.flatMap((object) =>
    [before, after].flatMap((model) => policyOf(model, object) ?? []),
  );
  return changedPairs(before, after, objects, [...ends, ...outsideEnds(before, versions, ends)]);
}

/** Undefined as soon as it is clear that the change reaches further than `best` does. */
function reachOf(
  { model, flow, ends }: Trial,
  { object }: Candidate,
  after: PolicyModel,
  best: Reach | undefined,
): Reach | undefined {
  const asked = [askedOf(model, flow)];
  let reach: Reach = { missed: 0, also: 0 };
  for (const pair of changesOf(model, after, [object], ends)) {
    const { also, closed } = part([pair], asked);
    reach = { missed: reach.missed + closed.filter(isMissed).length, also: reach.also + also.length };
    if (best && further(reach, best) > 0) return undefined;
  }
  return reach;
}

/** How far a direction gets before it is denied: the network, mutual TLS, the policies of the mesh. */
function stageOf({ verdict, tiers }: Decision): number {
  if (verdict === "allow") return 3;
  const layer = tiers.at(-1)?.ruleSets[0]?.tier.layer;
  return layer === "mesh" ? 2 : layer === "mutual-tls" ? 1 : 0;
}

function helps({ flow, direction }: Trial, before: Decision, after: PolicyModel): boolean {
  const resolved = resolveFlow(after, flow);
  if (evaluateDirection(after, resolved, direction) === "allow") return true;
  const now = decideDirection(after, resolved.asked[direction]);
  return before.verdict === "deny" && now.verdict === "deny" && stageOf(now) > stageOf(before);
}

/**
 * The best change for what denies one direction now, and the model with it; undefined when none helps. A mesh may deny what
 * the network then lets through: that is the next change.
 */
export function bestChange(trial: Trial): { change: Change; after: PolicyModel } | undefined {
  const { model, flow, direction } = trial;
  const left = new Set(trial.leave.map(describeRef));
  const decision = decideDirection(model, resolveFlow(model, flow).asked[direction]);
  const { candidates, managed } = candidatesFor(model, flow, direction, decision);
  const slips: string[] = [];
  let best: Tried | undefined;
  for (const candidate of [...candidates].sort(byForm)) {
    if (left.has(describeRef(candidate.object))) continue;
    // What reaches nobody else is beaten by a narrower form, which came before, or by what the author meant.
    if (best && reachesNobodyElse(best) && candidate.action !== "correct") continue;
    const after = whatIf(model, [candidate.manifest()]);
    if (!helps(trial, decision, after)) continue;
    if (candidate.action === "correct") slips.push(candidate.summary);
    const reach = reachOf(trial, candidate, after, best?.reach);
    const tried = reach && { candidate, after, reach };
    if (tried && (!best || byReach(tried, best) < 0)) best = tried;
  }
  if (!best) return undefined;
  const { action, object, summary, patch } = best.candidate;
  const manifest = best.candidate.manifest();
  const notTaken = action === "correct" ? [] : slips;
  const change = { direction, action, object, summary, manifest, beside: managed, slips: notTaken };
  return { change: patch ? { ...change, patch } : change, after: best.after };
}
