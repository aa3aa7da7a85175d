import type { Question } from "../../model/question.ts";
import { subjectsNamed } from "../../access/subject.ts";
import { writeAfterwards, type Watch, type WatchRequest } from "../../ports.ts";
import { readAbout } from "../../report/slack/action-ids.ts";
import { renderWatchBegun } from "../../report/slack/watch.ts";
import { seenIn } from "../../watch/seen.ts";
import {
  asAnswered,
  originOf,
  placed,
  takeQuestion,
  withLanguage,
  type DeskParts,
  type Granted,
  type Whisper,
} from "./desk.ts";
import type { Dialogue } from "./dialogue.ts";
import { plainSentence, tooManyWatches } from "./sentences.ts";

/** What the answer on which the button is was asked; nothing when that is not kept any more. */
export async function watchedQuestion(
  { value }: { readonly value: string },
  { dialogue }: { readonly dialogue: Pick<Dialogue, "load"> },
): Promise<Question | undefined> {
  return (await dialogue.load(readAbout(value).id))?.bundle.question;
}

/** Watches what the answer says on which the button is. */
export async function watchByButton(parts: DeskParts, from: Granted, whisper: Whisper): Promise<void> {
  const { id, chosen } = readAbout(from.value);
  const kept = await parts.dialogue.load(id);
  if (!kept) return whisper(plainSentence(gone));
  const { channel, user, deliveryKey, threadTs, messageTs } = from;
  const thread = threadTs ?? messageTs;
  await begin(
    parts,
    {
      question: kept.bundle.question,
      of: id,
      askedBy: chosen === "" ? user : chosen,
      origin: {
        key: deliveryKey,
        channel,
        user,
        ...(thread === undefined ? {} : { threadTs: thread }),
        ...(messageTs === undefined ? {} : { answerTs: messageTs }),
      },
      standing: seenIn(kept.report),
    },
    asAnswered(kept.report.question, whisper),
  );
}

/** `watch A -> B`: asks it, and watches it from its answer on. */
export async function watchInWords(
  parts: DeskParts,
  from: Granted,
  question: Question,
  whisper: Whisper,
): Promise<void> {
  const of = await takeQuestion(parts, from, question, whisper);
  if (of === undefined) return;
  const { key, channel, user, threadTs } = originOf(from);
  const origin = { key, channel, user, ...(threadTs === undefined ? {} : { threadTs }) };
  const asked = placed(parts, from, withLanguage(parts, from, question));
  await begin(parts, { question: asked, of, askedBy: user, origin }, whisper);
}

async function begin({ dialogue, audit }: DeskParts, request: WatchRequest, whisper: Whisper): Promise<void> {
  const { user, channel } = request.origin;
  const begun = await dialogue.watches.begin(request);
  const about = { diagnosis: request.of, user, channel, question: request.question.text };
  if (begun.kind === "full") {
    writeAfterwards(audit, { event: "watch-refused", ...about, full: begun.full });
    return whisper(plainSentence(tooManyWatches(begun)));
  }
  const { id, until, state } = begun.watch;
  const event = begun.kind === "begun" ? "watch-begun" : "watch-joined";
  writeAfterwards(audit, { event, watch: id, ...about, until: new Date(until).toISOString() });
  const joined = begun.kind === "joined";
  await whisper((say) => renderWatchBegun({ until, nextAt: state.nextAt }, joined, say));
}

/** The button under an answer that is watched. */
export async function stopWatching(
  { dialogue, audit }: DeskParts,
  { value, user, channel }: Granted,
  whisper: Whisper,
): Promise<void> {
  const { id, chosen: watch } = readAbout(value);
  const stopped = await dialogue.watches.stop(watch, user);
  writeAfterwards(audit, { event: "watch-stop", watch, diagnosis: id, user, channel, stopped });
  if (!stopped) await whisper(plainSentence(overAlready));
}

/** The watches in this channel of which the person may know. */
export async function watchesFor(
  { dialogue }: Pick<DeskParts, "dialogue">,
  { channel, user, grant }: Pick<Granted, "channel" | "user" | "grant">,
): Promise<{ readonly here: readonly Watch[]; readonly own: readonly Watch[] }> {
  const all = (await dialogue.watches.now()).filter(
    ({ question, ended }) => ended === undefined && grant.covers(subjectsNamed(question), question.cluster),
  );
  return {
    here: all.filter(({ origin }) => origin.channel === channel),
    own: all.filter(({ origin }) => origin.user === user),
  };
}

const gone =
  "What was seen is not kept any more, so I do not know what to watch here. Say it in words: @netdiag watch A -> B";
const overAlready =
  "It is not watched any more. To watch it again: Watch until fixed under the answer, or in words: @netdiag watch A -> B";
