import { refusedWords } from "../../access/never-probed.ts";
import { subjectsNamed } from "../../access/subject.ts";
import {
  NotAudited,
  writeAfterwards,
  type Audit,
  type DiagnosisRequest,
  type Looked,
  type Looks,
  type Watch,
} from "../../ports.ts";
import type { WatchEnd, WatchSaying } from "../../model/watch.ts";
import { english, tongueOf } from "../../language/tongue.ts";
import { renderElsewhere } from "../../report/slack/elsewhere.ts";
import { renderWatchSaying } from "../../report/slack/watch.ts";
import { advance } from "../../watch/advance.ts";
import type { WatchPace } from "../../watch/pace.ts";
import { seenIn } from "../../watch/seen.ts";
import type { Decision, Deed } from "./authorize.ts";
import { deliveryKey } from "./incoming.ts";
import { Once } from "./once.ts";
import { notBelieved, plainSentence } from "./sentences.ts";
import { placeGone, refusalOf } from "./slack-trouble.ts";
import { statusKey } from "./spots.ts";
import type { Spot } from "./read-back.ts";
import { answerTs, saying, showOnAnswer, type AnswerParts } from "./watched-answer.ts";

export interface WatchmanParts extends AnswerParts {
  readonly audit: Audit;
  readonly pace: WatchPace;
  readonly authorize: (deed: Deed) => Promise<Decision>;
  readonly submit: (request: DiagnosisRequest) => Promise<{ readonly id: string }>;
  /** Nobody waits for that look any more. */
  readonly leave: (diagnosis: string, user: string) => Promise<unknown>;
  readonly looks: Pick<Looks, "of">;
  readonly book: {
    /** False when it is over already, or another has its place. */
    readonly keep: (watch: Watch) => Promise<boolean>;
    readonly end: (watch: Watch) => Promise<void>;
    readonly stoppedBy: (id: string) => Promise<string | undefined>;
    /** Something changed that is worth a look now. */
    readonly takeHurry: (id: string) => Promise<boolean>;
  };
  readonly onEnded: (why: WatchEnd["why"]) => void;
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** Behind everything that people ask: BullMQ takes no larger one. */
const lastOfAll = 2_000_000;

/** While a look is being made it is asked after so often, though its end wakes the watch, milliseconds. */
const askAfterMs = 5000;

/** A look that came to nothing until then has given way to people's questions, or was lost, milliseconds. */
const lookLostMs = 5 * 60_000;

/** It is over for this process: it ended, or another watch has its place. */
class Over extends Error {}

/**
 * Carries one watch on by what there is to do at the moment: tell, look, read how the look ended, end. Each step is
 * written down before the next one begins and bears to be begun again. Returns after how many milliseconds there is more
 * to do, undefined when it is over. Rejects with NotNow while Slack has to be waited for.
 */
export async function carryOn(watch: Watch, parts: WatchmanParts): Promise<number | undefined> {
  try {
    return await step(watch, parts);
  } catch (error) {
    if (error instanceof Over) return undefined;
    throw error;
  }
}

/** It is not worth trying again. */
export async function giveUp(watch: Watch, parts: WatchmanParts): Promise<void> {
  await carryOn(watch.ended ? watch : ending(watch, { why: "failed" }, parts), parts);
}

/** Tells whom it names, alone, that it is not believed. Nothing else of it is used. */
export async function refuseWatch({ origin }: Watch, { outbox }: WatchmanParts): Promise<void> {
  const { channel, user, key } = origin;
  await outbox.whisper({ channel }, user, plainSentence(notBelieved)(english), `whisper:${key}`, saying);
}

async function step(before: Watch, parts: WatchmanParts): Promise<number | undefined> {
  let watch = await endedByNow(before, parts);
  watch = await tellAll(watch, parts);
  if (watch.ended) {
    await showOnAnswer(watch, parts);
    await finish(watch, watch.ended, parts);
    return undefined;
  }
  if (watch.looking) {
    const looked = await howItEnded(watch, watch.looking, parts);
    if (!looked) return askAfterMs;
    return step(
      await (looked === "lost" ? keep(withoutLook(watch), parts) : afterLook(watch, looked, parts)),
      parts,
    );
  }
  const waitMs = Math.min(watch.state.nextAt, watch.until) - parts.now();
  if (waitMs > 0 && !(await parts.book.takeHurry(watch.id))) {
    const { shown, state } = await showNext(watch, parts);
    // The answer may come any moment.
    return state.looks === 0 && shown === undefined ? Math.min(waitMs, askAfterMs) : waitMs;
  }
  const looking = await look(watch, parts);
  return looking.ended ? step(looking, parts) : askAfterMs;
}

/** Stopped, or its time is over. */
async function endedByNow(watch: Watch, parts: WatchmanParts): Promise<Watch> {
  if (watch.ended) return watch;
  const by = await parts.book.stoppedBy(watch.id);
  if (by !== undefined) return keep(ending(watch, { why: "stopped", by }, parts), parts);
  if (parts.now() >= watch.until) return keep(ending(watch, { why: "time" }, parts), parts);
  return watch;
}

function ending(watch: Watch, end: WatchEnd, { now }: Pick<WatchmanParts, "now">): Watch {
  const { looks, standing, blind } = watch.state;
  const last = { kind: "ended", end, looks, afterMs: now() - watch.beganAt } as const;
  const seen = standing && { seen: standing, ...(blind > 0 && { blind }) };
  return { ...withSayings(watch, [{ ...last, ...seen }]), ended: end };
}

function withSayings(watch: Watch, more: readonly WatchSaying[]): Watch {
  const next = watch.told + watch.toTell.length;
  const numbered = more.map((each, index) => ({ number: next + index, saying: each }));
  return { ...watch, toTell: [...watch.toTell, ...numbered] };
}

/** Written down before anything follows from it. */
async function keep(watch: Watch, { book }: WatchmanParts): Promise<Watch> {
  const kept = { ...watch, revision: watch.revision + 1 };
  if (!(await book.keep(kept))) throw new Over();
  return kept;
}

/** Asks the rules as they are now, then the question, behind everybody's own. */
async function look(watch: Watch, parts: WatchmanParts): Promise<Watch> {
  const { id, question, origin } = watch;
  const { user, channel } = origin;
  const deed = { entry: "watch", action: "watch", user, channel, about: subjectsNamed(question) } as const;
  const clusters = question.cluster === undefined ? {} : { clusters: [question.cluster] as const };
  const decision = await parts.authorize({ ...deed, ...clusters });
  const never = refusedWords(question);
  if (!decision.allowed || never !== undefined) {
    const reason = decision.allowed ? "never-probed" : decision.reason;
    writeAfterwards(parts.audit, {
      event: "denied",
      entry: deed.entry,
      action: deed.action,
      user,
      channel,
      watch: id,
      reason,
    });
    return keep(ending(watch, { why: "refused" }, parts), parts);
  }
  const { action, groups, ofAll } = decision.grant;
  const key = deliveryKey(`${id} look ${watch.revision}`);
  // Rights of its own: nobody who asks the same joins a question that stands behind all others.
  const { id: diagnosis } = await parts.submit({
    question,
    origin: { key, channel, user, grant: { action, groups, ofAll }, watch: id },
    priority: lastOfAll,
    rights: `watch ${id}`,
  });
  return keep({ ...watch, looking: { key, diagnosis, since: parts.now() } }, parts);
}

async function howItEnded(
  { origin }: Watch,
  { key, diagnosis, since }: NonNullable<Watch["looking"]>,
  { looks, leave, now }: WatchmanParts,
): Promise<Looked | "lost" | undefined> {
  const looked = await looks.of(key);
  if (looked || now() - since < lookLostMs) return looked;
  await leave(diagnosis, origin.user);
  return { kind: "not-seen", why: "No worker had room for it within five minutes." };
}

async function afterLook(watch: Watch, looked: Looked, parts: WatchmanParts): Promise<Watch> {
  const rest = withoutLook(watch);
  if (looked.kind === "not-seen" && looked.isUnclear === true)
    return keep(ending(rest, { why: "unclear" }, parts), parts);
  const standing = watch.state.standing ?? (await answered(watch, parts));
  const before = { ...watch.state, ...(standing && { standing }) };
  const now = parts.now();
  const { state, says, over } = advance(before, looked, parts.pace, { now, chance: Math.random() });
  // The end says it all.
  const after = over ? { ...rest, state } : withSayings({ ...rest, state }, says);
  return keep(over ? ending(after, { why: "reachable" }, parts) : after, parts);
}

function withoutLook(watch: Watch): Watch {
  const rest = { ...watch };
  delete rest.looking;
  return rest;
}

/** What the answer said that it was begun at, where that came after it. */
async function answered({ of }: Watch, { load }: WatchmanParts): Promise<Watch["state"]["standing"]> {
  const kept = await load(of);
  return kept && seenIn(kept.report);
}

/** Each once, over crashes; where the channel takes nothing any more, to whoever began it. */
async function tellAll(watch: Watch, parts: WatchmanParts): Promise<Watch> {
  if (watch.toTell.length === 0) return watch;
  const once = new Once(parts.outbox, parts.ledger);
  const spot = await threadOf(watch, once);
  for (const { number, saying: said } of watch.toTell) {
    // An end has no number: should Redis' data and every process that knew the count be lost, its number may stand for a saying before.
    const key = `slack:${watch.id}:${said.kind === "ended" ? said.kind : number}`;
    const words = renderWatchSaying(watch, said, tongueOf(watch.question.language));
    try {
      await once.say(key, spot, words, saying);
    } catch (error) {
      const code = refusalOf(error);
      if (code === undefined) throw error;
      parts.onTrouble("a watch was not told where it was begun", error);
      if (placeGone.has(code)) await tellDirectly(watch, `${key}:elsewhere`, said, once, parts);
    }
  }
  return keep({ ...watch, toTell: [], told: watch.told + watch.toTell.length }, parts);
}

async function tellDirectly(
  { id, question, origin }: Watch,
  key: string,
  said: WatchSaying,
  once: Once,
  { onTrouble }: WatchmanParts,
): Promise<void> {
  const say = tongueOf(question.language);
  const words = renderElsewhere(origin.channel, renderWatchSaying({ id, question }, said, say), say);
  try {
    await once.say(key, { channel: origin.user }, words, saying);
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
    onTrouble("a watch was told to nobody", error);
  }
}

/** The answer's thread; of a question whose answer is not there yet, that of its status message. */
async function threadOf(watch: Watch, once: Once): Promise<Spot> {
  const { channel, threadTs } = watch.origin;
  const thread = threadTs ?? (await answerTs(watch, once)) ?? (await once.noted(statusKey(watch.origin)));
  return { channel, ...(thread === undefined ? {} : { threadTs: thread }) };
}

/** Once for each next look: it is remembered what stands there. */
async function showNext(watch: Watch, parts: WatchmanParts): Promise<Watch> {
  const { nextAt } = watch.state;
  if (watch.shown === nextAt || !(await showOnAnswer(watch, parts))) return watch;
  return keep({ ...watch, shown: nextAt }, parts);
}

async function finish(watch: Watch, end: WatchEnd, parts: WatchmanParts): Promise<void> {
  const { id, of, origin, state, looking } = watch;
  if (looking) await parts.leave(looking.diagnosis, origin.user);
  try {
    parts.audit.write({
      event: "watch-ended",
      watch: id,
      diagnosis: of,
      user: origin.user,
      channel: origin.channel,
      looks: state.looks,
      ...end,
    });
  } catch (error) {
    if (!(error instanceof NotAudited)) throw error;
    parts.onTrouble("the end of a watch was not audited", error);
  }
  await parts.book.end(watch);
  parts.onEnded(end.why);
}
