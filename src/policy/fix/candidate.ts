import { describeRef, type ObjectRef } from "../../model/kubernetes.ts";
import type { CompiledPolicy, PolicyModel } from "../compile.ts";
import type { End } from "../match/ends.ts";
import type { RuleSet } from "../normal-form.ts";
import { lazy } from "../lazy.ts";
import type { Asked } from "../verdict/decide.ts";
import { patched, type JsonPatch } from "./json-patch.ts";
import { cleanManifest, type Manifest } from "./manifest.ts";
import type { Owner } from "./owner/marks.ts";

/** `overrule`: a new policy that isolates whom a baseline denied something, and so closes what else that left open. */
export type Action =
  "correct" | "widen-peer" | "add-port" | "add-peer" | "add-rule" | "new-policy" | "overrule";

/** A change that could let a denied direction through. */
export interface Candidate {
  readonly action: Action;
  readonly object: ObjectRef;
  readonly summary: string;
  /** For `kubectl patch --type=json`; absent for a new policy. */
  readonly patch?: readonly JsonPatch[];
  /** The whole object after the change; made when it is first asked for, as most changes are not tried. */
  readonly manifest: () => Manifest;
  /** How much wider than the flow it is by its form alone, whatever pods are known. */
  readonly slack: number;
}

/** A policy that is not edited because its owner would undo it. */
export interface Managed {
  readonly object: ObjectRef;
  readonly owner: Owner;
}

/** What every change needs to know: the end the policy selects, the other end, and the objects around them. */
export interface Wanted {
  readonly model: PolicyModel;
  readonly asked: Asked;
  readonly subject: End;
  readonly other: End;
  /** Networks of which the policies that isolate the subject list several blocks. */
  readonly crowded: () => ReadonlySet<string>;
}

/** A policy that may be edited: as a person keeps it, and the part of it that speaks of this direction. */
export interface Editable {
  readonly policy: CompiledPolicy;
  readonly manifest: Manifest;
  readonly ruleSet: RuleSet;
}

/** An edit before the object is written out with it. */
export interface Edit {
  readonly action: Exclude<Action, "new-policy" | "overrule">;
  /** `add one peer to ingress rule 1 of`. */
  readonly what: string;
  /** With tests before it of what it relies on. */
  readonly patch: readonly JsonPatch[];
  readonly slack: number;
}

export function edited({ policy, manifest }: Editable, { action, what, patch, slack }: Edit): Candidate {
  return {
    action,
    object: policy.ref,
    summary: `${what} ${describeRef(policy.ref)}`,
    patch,
    manifest: lazy(() => cleanManifest(patched(manifest, patch), policy.ref)),
    slack,
  };
}
