/** Apply fix: who presses what, from the button under a verdict to the word of whoever approves. Workers do the rest. */
import { z } from "zod";
import { refusedApproval, gone as goneRequest, type Refusal } from "../../apply/decide.ts";
import { decidedKey, keptSeconds, openKey } from "../../apply/keys.ts";
import { objectName } from "../../apply/manifest.ts";
import { noteEnd } from "../../apply/carry-out.ts";
import type { Subject } from "../../access/subject.ts";
import type { ChangeAsked, ChangeManifest, ChangeRequest } from "../../model/change.ts";
import type { PolicyObject } from "../../model/kubernetes.ts";
import { NotAudited, writeAfterwards } from "../../ports.ts";
import { actionIds, readAbout } from "../../report/slack/action-ids.ts";
import { ChangeTeller } from "./change-teller.ts";
import { asAnswered, type DeskParts, type Granted, type Whisper } from "./desk.ts";
import type { Entry } from "./entry.ts";
import { isFirst } from "./once.ts";
import * as incoming from "./incoming.ts";
import type { Incoming } from "./incoming.ts";
import { offerOf } from "./offer.ts";
import { plainSentence } from "./sentences.ts";

/** The checks of an older answer say little of the cluster as it is, milliseconds. */
const freshMs = 3600_000;

export const applyEntries: readonly Entry[] = [
  {
    name: "button Apply fix",
    action: "apply",
    on: { action: actionIds.applyFix },
    reads: incoming.Click,
    run: askToApply,
  },
  {
    name: "button Approve",
    action: "approve",
    about: namespaceOf,
    on: { action: actionIds.approve },
    reads: incoming.Click,
    run: approve,
  },
  {
    name: "button Reject",
    action: "approve",
    about: namespaceOf,
    on: { action: actionIds.reject },
    reads: incoming.Click,
    run: reject,
  },
];

/** Of the object that would be changed: of a request that is not kept any more nothing is known, and nothing comes of it. */
async function namespaceOf({ value }: Incoming, { changes }: DeskParts): Promise<AboutChange> {
  const request = await changes?.store.load(readAbout(value).id);
  if (!request) return { subjects: [] };
  return { subjects: [{ namespace: request.manifest.metadata.namespace }], cluster: request.cluster };
}

interface AboutChange {
  readonly subjects: readonly Subject[];
  readonly cluster?: string;
}

const off = "Applying fixes is switched off here (NETDIAG_APPLY). Nothing was changed.";
const tooOld = "That button is too old; please ask again.";
const notKept = "What was seen is not kept any more; Re-check looks again.";
const staleAnswer = "That answer is more than an hour old. Nothing was changed; press Re-check first.";
const openAlready = "Somebody asked for it already: look in this thread.";
const underWay =
  "The API server tries the change now, without making it. Then it stands in this thread, for somebody else to approve.";
const approved = "You approved it. How it ends is told in this thread.";

async function askToApply(parts: DeskParts, from: Granted, say: Whisper): Promise<void> {
  const { changes, dialogue, ledger } = parts;
  if (!changes) return say(plainSentence(off));
  const { user, channel, deliveryKey, grant } = from;
  const { id: diagnosis } = readAbout(from.value);
  const threadTs = from.threadTs ?? from.messageTs;
  if (threadTs === undefined) return say(plainSentence(tooOld));
  const kept = await dialogue.load(diagnosis);
  if (!kept) return say(plainSentence(notKept));
  const { report, bundle } = kept;
  const whisper = asAnswered(report.question, say);
  const cluster = bundle.question.cluster ?? parts.cluster;
  const askedAt = changes.now();
  if (askedAt - Date.parse(bundle.recordedAt) > freshMs) return whisper(plainSentence(staleAnswer));
  const manifest = offerOf(report.fix);
  if ("not" in manifest || !report.fix)
    return whisper(
      plainSentence(
        `netdiag does not apply this fix: ${"not" in manifest ? manifest.not : "there is none"}.`,
      ),
    );
  const { namespace } = manifest.metadata;
  if (!grant.covers([{ namespace }], cluster))
    return whisper(plainSentence(`You may not ask that a fix is applied in namespace ${namespace} here.`));
  const id = `ch-${deliveryKey.slice(0, 12)}`;
  if (!(await isFirst(ledger, openKey(diagnosis), id, Math.ceil(changes.openMs / 1000) + 60)))
    return whisper(plainSentence(openAlready));
  const { summary, alsoOpens = [], alsoCloses = [], caution } = report.fix;
  const before = standing(bundle.snapshot.policies, manifest);
  const asked: ChangeAsked = {
    id,
    diagnosis,
    cluster,
    by: { user, channel, groups: grant.groups },
    threadTs,
    question: report.question,
    manifest,
    ...(before && { before }),
    summary,
    alsoOpens,
    alsoCloses,
    ...(caution !== undefined && { caution }),
    askedAt,
    expiresAt: askedAt + changes.openMs,
  };
  const line = {
    event: "change-asked",
    change: id,
    diagnosis,
    user,
    channel,
    cluster,
    object: objectName(manifest),
  };
  await audited(parts, line, () => ledger.remove(openKey(diagnosis)));
  await changes.queue.put({ kind: "try", asked });
  await whisper(plainSentence(underWay));
}

/** As the diagnosis read it. */
function standing(
  policies: readonly PolicyObject[],
  { apiVersion, kind, metadata }: ChangeManifest,
): ChangeAsked["before"] | undefined {
  const group = apiVersion.split("/")[0];
  const found = policies.find(
    (policy) =>
      policy.kind === kind &&
      policy.apiVersion.split("/")[0] === group &&
      policy.metadata.name === metadata.name &&
      policy.metadata.namespace === metadata.namespace,
  );
  return found && { uid: found.metadata.uid ?? "", spec: { ...found.spec } };
}

const Decided = z.object({
  how: z.enum(["approved", "rejected", "expired"]),
  by: z.string(),
  delivery: z.string(),
  at: z.number(),
});
type Decided = z.infer<typeof Decided>;

async function approve(parts: DeskParts, from: Granted, say: Whisper): Promise<void> {
  const decision = await decided(parts, from, "approved", say);
  if (!decision || !parts.changes) return;
  const { request, at } = decision;
  const whisper = asAnswered(request.question, say);
  const { user, channel, grant } = from;
  const approver = { user, channel, groups: grant.groups };
  await parts.changes.queue.put({
    kind: "apply",
    id: request.id,
    digest: request.digest,
    approver,
    approvedAt: at,
  });
  await whisper(plainSentence(approved));
}

async function reject(parts: DeskParts, from: Granted, say: Whisper): Promise<void> {
  const decision = await decided(parts, from, "rejected", say);
  if (!decision) return;
  const { request } = decision;
  const { ledger } = parts;
  const end = { kind: "rejected", by: from.user } as const;
  await noteEnd(request.id, end, parts);
  await parts.changes?.queue.settle(request.id);
  await ledger.remove(openKey(request.diagnosis));
  await new ChangeTeller(parts).end(request, end);
  await parts.changes?.queue.neverExpires(request.id);
  await asAnswered(request.question, say)(plainSentence("You rejected it. Nothing was changed."));
}

/** Of several who press the first decides; the others, and whoever may not, are told. Throws NotAudited, and then nothing is decided. */
async function decided(
  parts: DeskParts,
  from: Granted,
  how: "approved" | "rejected",
  say: Whisper,
): Promise<{ readonly request: ChangeRequest; readonly at: number } | undefined> {
  const { changes, ledger, audit } = parts;
  const { user, channel, deliveryKey: delivery } = from;
  const { id, chosen: digest } = readAbout(from.value);
  const request = await changes?.store.load(id);
  const whisper = request ? asAnswered(request.question, say) : say;
  const refuse = async ({ why, sentence }: Refusal): Promise<undefined> => {
    writeAfterwards(audit, { event: "change-denied", change: id, digest, user, channel, how, why });
    await whisper(plainSentence(sentence));
  };
  if (!changes) {
    await whisper(plainSentence(off));
    return undefined;
  }
  if (!request) return refuse(goneRequest);
  const before = await decisionOf(parts, id);
  if (before && before.delivery !== delivery) {
    await whisper(plainSentence(beenDecided[before.how]));
    return undefined;
  }
  const at = before?.at ?? changes.now();
  // Rejecting one's own request is taking it back.
  const refusal =
    how === "rejected" && user === request.by.user
      ? undefined
      : refusedApproval(request, { user, digest, now: at });
  if (refusal) return refuse(refusal);
  const decision: Decided = { how, by: user, delivery, at };
  if (!before && !(await ledger.setIfAbsent(decidedKey(id), JSON.stringify(decision), keptSeconds))) {
    const first = await decisionOf(parts, id);
    if (first?.delivery !== delivery) {
      await whisper(plainSentence(beenDecided[first?.how ?? "expired"]));
      return undefined;
    }
  }
  const object = objectName(request.manifest);
  const line = {
    event: `change-${how}`,
    change: id,
    digest,
    object,
    cluster: request.cluster,
    asked: request.by.user,
  };
  // What was decided before, and may be under way, is not taken back.
  await audited(parts, { ...line, user, channel }, () =>
    before ? Promise.resolve() : ledger.remove(decidedKey(id)),
  );
  return { request, at };
}

const beenDecided = {
  approved: "It was approved already. How it ended is told in this thread.",
  rejected: "It was rejected already. Nothing was changed.",
  expired: "That request has expired. Nothing was changed; press Apply fix again.",
} as const;

async function decisionOf({ ledger }: DeskParts, id: string): Promise<Decided | undefined> {
  const text = await ledger.get(decidedKey(id));
  return text === undefined ? undefined : Decided.parse(JSON.parse(text));
}

/** What cannot be written down is taken back before that is told. */
async function audited(
  { audit }: DeskParts,
  line: Parameters<DeskParts["audit"]["write"]>[0],
  takeBack: () => Promise<void>,
): Promise<void> {
  try {
    audit.write(line);
  } catch (error) {
    if (error instanceof NotAudited) await takeBack();
    throw error;
  }
}
