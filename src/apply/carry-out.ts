/** An approved change is made, once: whichever process dies, and whether or not the API server answers. */
import type { Actor, ChangeEnd, ChangeJob, ChangeRequest } from "../model/change.ts";
import { ChangeEnd as End } from "../model/change.ts";
import { NotChanged, type ChangeStore, type Standing } from "./doors.ts";
import { NotAudited, NotNow, writeAfterwards, type Audit, type Ledger } from "../ports.ts";
import { refusedCarrying, type Refusal } from "./decide.ts";
import { begunKey, endedKey, keptSeconds } from "./keys.ts";
import { objectName, sameSaid } from "./manifest.ts";
import { boundTo, holds, refusalOf, switchedOff, tried, type TrialParts } from "./try.ts";
import { lookOf } from "./undo.ts";

export interface CarryingParts extends TrialParts {
  readonly store: ChangeStore;
  readonly ledger: Ledger;
  readonly audit: Audit;
  /** Slack's people as users of the cluster; absent where the worker changes things in its own name. */
  readonly users: ReadonlyMap<string, string> | undefined;
  /** How those ended that this process dealt with lately, for a Redis that lost it before it was told. */
  readonly remembered: Map<string, Carried>;
}

/** How it ended, and the request where it is kept still. */
export interface Carried {
  readonly end: ChangeEnd;
  readonly request: ChangeRequest | undefined;
}

/** So many are remembered. */
const mostRemembered = 200;

/** Where Redis lost its data its approval may be put back before the request is: so long after it that is waited for, milliseconds. */
const backMs = 15_000;

type Approved = Extract<ChangeJob, { kind: "apply" }>;

/** Called again, after a crash say, it says the same and changes nothing. */
export async function carryOut(job: Approved, parts: CarryingParts): Promise<Carried> {
  const { store, audit, remembered } = parts;
  const before = remembered.get(job.id);
  if (before) {
    await noteEnd(job.id, before.end, parts);
    return before;
  }
  const request = await store.load(job.id);
  const known = await endOf(job.id, parts);
  if (known) return { end: known, request };
  if (!request && parts.now() - job.approvedAt < backMs)
    throw new NotNow(1000, "whoever holds the request may put it back yet");
  const end = request ? await ending(job, request, parts) : refused(lost);
  remembered.set(job.id, { end, request });
  const [oldest] = remembered.keys();
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
  const { user, channel } = job.approver;
  writeAfterwards(audit, {
    event: `change-${end.kind}`,
    change: job.id,
    digest: job.digest,
    user,
    channel,
    ...(request && {
      object: objectName(request.manifest),
      cluster: request.cluster,
      asked: request.by.user,
    }),
    ...(end.kind === "refused" && { why: end.why, says: end.sentence }),
    ...(end.kind === "unknown" && { says: end.sentence }),
    ...(end.kind === "applied" && { resourceVersion: end.resourceVersion, ...(end.as && { as: end.as }) }),
  });
  await noteEnd(job.id, end, parts);
  return { end, request };
}

/** How a request ends that could not be dealt with, tried again and again. */
export async function givenUp(request: ChangeRequest, parts: CarryingParts): Promise<ChangeEnd> {
  const known = await endOf(request.id, parts);
  if (known) return known;
  const end = unknown(request, "netdiag itself failed at it, tried again and again");
  await noteEnd(request.id, end, parts);
  return end;
}

/** How a request ended, if it did. */
export async function endOf(
  id: string,
  { ledger }: Pick<CarryingParts, "ledger">,
): Promise<ChangeEnd | undefined> {
  const noted = await ledger.get(endedKey(id));
  return noted === undefined ? undefined : End.parse(JSON.parse(noted));
}

export async function noteEnd(
  id: string,
  end: ChangeEnd,
  { ledger }: Pick<CarryingParts, "ledger">,
): Promise<void> {
  await ledger.set(endedKey(id), JSON.stringify(end), keptSeconds);
}

async function ending(job: Approved, request: ChangeRequest, parts: CarryingParts): Promise<ChangeEnd> {
  const { changes, cluster, rules, now, ledger, audit, users } = parts;
  if (!changes) return refused(switchedOff);
  const { approver, digest, approvedAt } = job;
  // Somebody began, and did not live to say how it ended: nothing is sent a second time.
  if ((await ledger.get(begunKey(job.id))) !== undefined) return seen(request, approver, parts);
  const not = refusedCarrying({ request, approver, digest, approvedAt, now: now(), cluster, rules });
  if (not) return refused(not);
  const as = users?.get(approver.user);
  if (users && as === undefined) return refused(nobody);
  const writing = { bound: request.bound, ...(as !== undefined && { as }) };
  const { manifest } = request;
  try {
    const standing = await changes.read(manifest);
    if (!sameSaid(boundTo(standing), request.bound))
      return refused(isOurs(standing, request) ? alreadyThere(request) : sinceAsked(request));
    const refusal = await tried(changes, request, writing);
    if (refusal) return refused(refusal);
    const { user, channel } = approver;
    const what = { change: job.id, digest, object: objectName(manifest), cluster, asked: request.by.user };
    audit.write({ event: "change-begun", ...what, user, channel, ...(as !== undefined && { as }) });
    if (!(await ledger.setIfAbsent(begunKey(job.id), user, keptSeconds)))
      return await seen(request, approver, parts);
    const { resourceVersion } = await changes.apply(manifest, { ...writing, dryRun: false });
    return { kind: "applied", by: user, resourceVersion, ...(as !== undefined && { as }) };
  } catch (error) {
    if (error instanceof NotAudited) return refused(notAudited(error));
    if (!(error instanceof NotChanged)) throw error;
    if (error.why !== "silent") return refused(refusalOf(error));
    // Only what was sent may have been carried out.
    const sent = (await ledger.get(begunKey(job.id))) !== undefined;
    return sent ? unknown(request, error.message) : refused(refusalOf(error));
  }
}

/** What stands there, where nobody knows whether it was carried out. */
async function seen(request: ChangeRequest, approver: Actor, { changes }: CarryingParts): Promise<ChangeEnd> {
  const died = "The worker that made the change ended before it could say how that went.";
  try {
    const standing = await changes?.read(request.manifest);
    if (sameSaid(boundTo(standing), request.bound)) return notMade(request, died);
    if (isOurs(standing, request))
      return { kind: "applied", by: approver.user, resourceVersion: standing.resourceVersion };
    const now = "What stands there now is neither as it was before nor what was to be written";
    return unknown(request, `${died} ${now}`);
  } catch (error) {
    if (!(error instanceof NotChanged)) throw error;
    return unknown(request, `${died} It could not be looked at: ${error.message}`);
  }
}

/** Whether it stands there as it was to be written, and netdiag wrote it. */
function isOurs(standing: Standing | undefined, { manifest }: ChangeRequest): standing is Standing {
  return (
    standing !== undefined && standing.managers.includes("netdiag") && holds(standing.spec, manifest.spec)
  );
}

function notMade(request: ChangeRequest, why: string): ChangeEnd {
  const sentence = `${why} ${objectName(request.manifest)} stands there as before the request, so it was not changed until now, and it is not tried again; press Re-check.`;
  return { kind: "unknown", sentence: `${sentence} Look: ${lookOf(request)}` };
}

function unknown(request: ChangeRequest, why: string): ChangeEnd {
  const sentence = `${why.replace(/\.$/, "")}. Whether ${objectName(request.manifest)} was changed is not known, and it is not tried again.`;
  return { kind: "unknown", sentence: `${sentence} Look: ${lookOf(request)}` };
}

function sinceAsked({ manifest, bound }: ChangeRequest): Refusal {
  const what = bound.state === "absent" ? "was made" : "was changed or removed";
  return {
    why: "changed",
    sentence: `${objectName(manifest)} ${what} since the request. Nothing was changed; press Re-check.`,
  };
}

function alreadyThere({ manifest }: ChangeRequest): Refusal {
  return {
    why: "changed",
    sentence: `${objectName(manifest)} stands there already as this change would write it, and netdiag wrote it: for another request, or for this one, and Redis lost that. Nothing was changed now; press Re-check.`,
  };
}

/** Of an approval whose request Redis lost. */
const lost: Refusal = {
  why: "gone",
  sentence:
    "What was kept of that request is lost, so nothing is changed for it now. Whether it was carried out before that is not known: look at the object that the thread shows, and press Re-check.",
};

const nobody: Refusal = {
  why: "forbidden",
  sentence:
    "Whoever approved is no user of the cluster in NETDIAG_APPLY_IMPERSONATE, and changes are made in nobody else's name. Nothing was changed.",
};

function notAudited({ message, next }: NotAudited): Refusal {
  return {
    why: "not-audited",
    sentence: `I do nothing that I cannot write down: ${message}. Next: ${next}.`,
  };
}

function refused({ why, sentence }: Refusal): ChangeEnd {
  return { kind: "refused", why, sentence };
}
