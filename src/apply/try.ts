/** Before anybody is asked to approve a change: what stands there is read, and the API server tries the change without making it. */
import type { Rules } from "../access/rule.ts";
import type { Bound, ChangeAsked, ChangeRequest } from "../model/change.ts";
import { NotChanged, type ClusterChanges, type Standing } from "./doors.ts";
import { expired, notAllowed, type Refusal } from "./decide.ts";
import { digestOf, objectName, sameSaid } from "./manifest.ts";

export interface TrialParts {
  /** Absent where changes are switched off. */
  readonly changes: ClusterChanges | undefined;
  readonly cluster: string;
  readonly rules: Rules;
  /** Milliseconds since 1970, by the clock of all processes. */
  readonly now: () => number;
}

export const switchedOff: Refusal = {
  why: "off",
  sentence: "Applying fixes is switched off here (NETDIAG_APPLY). Nothing was changed.",
};

/** The request as it may be approved, bound to what stands there now, or why it may not. */
export async function tryChange(asked: ChangeAsked, parts: TrialParts): Promise<ChangeRequest | Refusal> {
  const { changes, cluster, rules, now } = parts;
  if (!changes) return switchedOff;
  if (now() > asked.expiresAt) return expired;
  if (asked.cluster !== cluster)
    return {
      why: "another-cluster",
      sentence: `The change is for cluster ${asked.cluster}, and this is ${cluster}. Nothing was changed.`,
    };
  const denied = notAllowed(rules, asked, asked.by, "apply");
  if (denied) return denied;
  try {
    const standing = await changes.read(asked.manifest);
    const changed = changedSince(asked, standing);
    if (changed) return changed;
    const bound = boundTo(standing);
    const refusal = await tried(changes, asked, { bound });
    if (refusal) return refusal;
    return { ...asked, bound, digest: digestOf({ cluster, manifest: asked.manifest, bound }) };
  } catch (error) {
    if (error instanceof NotChanged) return refusalOf(error);
    throw error;
  }
}

/** Why the API server would not make exactly this change; undefined when it would. Throws NotChanged where it says so itself. */
export async function tried(
  changes: ClusterChanges,
  { manifest, before }: Pick<ChangeAsked, "manifest" | "before">,
  writing: { readonly bound: Bound; readonly as?: string },
): Promise<Refusal | undefined> {
  const mayNot = await changes.mayNot(manifest, writing);
  if (mayNot !== undefined) return { why: "forbidden", sentence: mayNot };
  const { spec } = await changes.apply(manifest, { ...writing, dryRun: true });
  const object = objectName(manifest);
  if (!holds(spec, manifest.spec))
    return {
      why: "refused",
      sentence: `Tried by the API server, ${object} came out as another one: something there changes what is written (a mutating webhook). Nothing was changed.`,
    };
  // Without force a field that somebody else wrote stays where the manifest says nothing of it.
  if (before && keeps(spec, manifest.spec, before.spec))
    return {
      why: "refused",
      sentence: `Tried by the API server, ${object} keeps what the fix takes out of it, for somebody else wrote that. Nothing was changed; show them the fix.`,
    };
  return undefined;
}

/** Whether something stands there that stood there before and is not wanted any more. */
function keeps(there: unknown, wanted: unknown, before: unknown): boolean {
  const [now, then, wish] = [there, before, wanted].map(fieldsOf);
  if (!now || !then || !wish) return false;
  return [...now].some(([key, value]) =>
    wish.has(key) ? keeps(value, wish.get(key), then.get(key)) : then.has(key),
  );
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;
}

/** It was checked against what the diagnosis read, so that has to stand there still. */
export function changedSince(
  { manifest, before }: Pick<ChangeAsked, "manifest" | "before">,
  standing: Standing | undefined,
): Refusal | undefined {
  const object = objectName(manifest);
  const again = "so the fix was not checked against it. Nothing was changed; press Re-check.";
  if (!before)
    return (
      standing && { why: "changed", sentence: `${object} was made since the question was answered, ${again}` }
    );
  if (standing?.uid !== before.uid)
    return {
      why: "changed",
      sentence: `${object} was removed or made anew since the question was answered, ${again}`,
    };
  if (!sameSaid(standing.spec, before.spec))
    return { why: "changed", sentence: `${object} was changed since the question was answered, ${again}` };
  const [owner] = standing.owners;
  return owner === undefined
    ? undefined
    : {
        why: "owned",
        sentence: `${object} belongs to ${owner}, which would undo the change. Nothing was changed.`,
      };
}

export function boundTo(standing: Standing | undefined): Bound {
  return standing
    ? { state: "there", uid: standing.uid, resourceVersion: standing.resourceVersion }
    : { state: "absent" };
}

/** Whether all that is wanted stands in what there is; defaults may stand beside it. */
export function holds(there: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(there) &&
      there.length === wanted.length &&
      wanted.every((each, at) => holds(there[at], each))
    );
  if (typeof wanted !== "object" || wanted === null) return there === wanted;
  if (typeof there !== "object" || there === null) return false;
  const has = new Map<string, unknown>(Object.entries(there));
  return Object.entries(wanted).every(
    ([key, value]) =>
      // An empty list is not kept.
      holds(has.get(key), value) || (Array.isArray(value) && value.length === 0 && !has.has(key)),
  );
}

/** What the API server said, as it is told. */
export function refusalOf({ why, message }: NotChanged): Refusal {
  return { why, sentence: why === "silent" ? `${message} Nothing was changed.` : message };
}
