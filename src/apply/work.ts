/** What a worker does about a change, from one job to what is told of it. */
import type { ChangeAsked, ChangeEnd, ChangeJob, ChangeRequest } from "../model/change.ts";
import type { ChangeQueue } from "./doors.ts";
import { NotNow, writeAfterwards, type DiagnosisQueue } from "../ports.ts";
import { carryOut, endOf, givenUp, noteEnd, type CarryingParts } from "./carry-out.ts";
import { freshMs } from "./decide.ts";
import { decidedKey, keptSeconds, openKey } from "./keys.ts";
import { objectName } from "./manifest.ts";
import { tryChange } from "./try.ts";

/** How people are told. Each says a thing once, however often it is called. */
export interface ChangeTold {
  ask(request: ChangeRequest): Promise<void>;
  notAsked(asked: ChangeAsked, why: string): Promise<void>;
  end(request: ChangeRequest, end: ChangeEnd): Promise<void>;
  endAlone(job: Extract<ChangeJob, { kind: "apply" }>, end: ChangeEnd): Promise<void>;
}

export interface WorkParts extends CarryingParts {
  readonly queue: ChangeQueue;
  readonly told: ChangeTold;
  /** Asks the question again. */
  readonly diagnoses: Pick<DiagnosisQueue, "submit">;
}

/** At least once for each job: what was done before is not done again, only told. Rejects with NotNow to be called again. */
export async function workOnChange(job: ChangeJob, parts: WorkParts): Promise<void> {
  switch (job.kind) {
    case "try":
      return tryAndAsk(job.asked, parts);
    case "apply":
      return applyAndTell(job, parts);
    case "expire":
      return expire(job, parts);
  }
}

/** One queue for all clusters: what another one's workers have to do is left to them, as long as it is not too late for that. */
function leaveToOthers(cluster: string, until: number, parts: WorkParts): void {
  if (cluster !== parts.cluster && parts.now() <= until)
    throw new NotNow(300, `a worker of cluster ${cluster} takes it`);
}

async function tryAndAsk(asked: ChangeAsked, parts: WorkParts): Promise<void> {
  const { store, told, queue, audit, ledger } = parts;
  leaveToOthers(asked.cluster, asked.expiresAt, parts);
  const { id, diagnosis, by } = asked;
  // Begun again: it is asked with what it was bound to then.
  const request = (await store.load(id)) ?? (await tryChange(asked, parts));
  if ("why" in request) {
    const { why, sentence: says } = request;
    const { user, channel } = by;
    writeAfterwards(audit, {
      event: "change-refused",
      change: id,
      user,
      channel,
      why,
      says,
      object: objectName(asked.manifest),
    });
    await told.notAsked(asked, says);
    await ledger.remove(openKey(diagnosis));
    return;
  }
  await store.save(request);
  // First: a request that stands there is over at some time, whichever process dies now.
  await queue.put({ kind: "expire", id, at: request.expiresAt, request });
  await told.ask(request);
}

async function applyAndTell(job: Extract<ChangeJob, { kind: "apply" }>, parts: WorkParts): Promise<void> {
  const { told, ledger, diagnoses, store, queue } = parts;
  const kept = await store.load(job.id);
  if (kept) leaveToOthers(kept.cluster, job.approvedAt + freshMs, parts);
  // Where Redis lost who decided, it must not expire meanwhile.
  const decision = { how: "approved", by: job.approver.user, delivery: "", at: job.approvedAt };
  await ledger.setIfAbsent(decidedKey(job.id), JSON.stringify(decision), keptSeconds);
  const { end, request } = await carryOut(job, parts);
  if (!request) return told.endAlone(job, end);
  await told.end(request, end);
  await queue.neverExpires(request.id);
  await ledger.remove(openKey(request.diagnosis));
  if (end.kind !== "applied" && end.kind !== "unknown") return;
  const { by, question, threadTs, id } = request;
  await diagnoses.submit({
    question,
    origin: {
      // The first twelve are the diagnosis' id.
      key: `${id.replace("ch-", "")}-again`,
      channel: by.channel,
      threadTs,
      user: by.user,
      grant: { action: "ask", groups: by.groups },
    },
    // Nobody's equal question is joined: what they may be told may differ.
    rights: id,
  });
}

/**
 * An approved change that could not be dealt with, tried again and again: its request is over, and nobody presses its buttons
 * any more. False where there is none to tell that at.
 */
export async function giveUpOnChange(
  job: ChangeJob,
  parts: CarryingParts & Pick<WorkParts, "told">,
): Promise<boolean> {
  const request = job.kind === "apply" ? await parts.store.load(job.id) : undefined;
  if (!request) return false;
  await parts.told.end(request, await givenUp(request, parts));
  await parts.ledger.remove(openKey(request.diagnosis));
  return true;
}

async function expire(
  { id, at, request: known }: Extract<ChangeJob, { kind: "expire" }>,
  { now, store, ledger, audit, told, cluster, queue }: WorkParts,
): Promise<void> {
  if (await queue.isSettled(id)) return;
  const kept = await store.load(id);
  if (!kept && known) await store.save(known);
  const waitMs = at - now();
  if (waitMs > 0) throw new NotNow(waitMs + 500, "the request may be approved still");
  const request = kept ?? known;
  if (!request) return;
  const decision = { how: "expired", by: "", delivery: id, at };
  await ledger.setIfAbsent(decidedKey(id), JSON.stringify(decision), keptSeconds);
  const first = await ledger.get(decidedKey(id));
  if (first !== JSON.stringify(decision)) return;
  if (!(await endOf(id, { ledger }))) {
    const { user, channel } = request.by;
    writeAfterwards(audit, {
      event: "change-expired",
      change: id,
      user,
      channel,
      object: objectName(request.manifest),
      cluster,
    });
    await noteEnd(id, { kind: "expired" }, { ledger });
  }
  await told.end(request, { kind: "expired" });
  await ledger.remove(openKey(request.diagnosis));
}
