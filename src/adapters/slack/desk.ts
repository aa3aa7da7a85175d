import { setTimeout as delay } from "node:timers/promises";
import { NotNow, writeAfterwards, type Audit, type Inbox, type Ledger, type Origin } from "../../ports.ts";
import { clusterHere, namespaceHere, type Places } from "../../access/places.ts";
import { tongueOf } from "../../language/tongue.ts";
import type { Question } from "../../model/question.ts";
import { renderHeard } from "../../report/slack/heard.ts";
import type { CaptureDesk } from "./capture-desk.ts";
import type { ChangeDesk } from "./change-desk.ts";
import type { Grant } from "./authorize.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Incoming } from "./incoming.ts";
import { Once } from "./once.ts";
import type { Outbox } from "./outbox.ts";
import { cannotPost, plainSentence, tooMany } from "./sentences.ts";
import { inTongue, type Languages, type Spoken } from "./spoken.ts";
import { refusalOf } from "./slack-trouble.ts";
import { spotOf, statusKey } from "./spots.ts";

export interface DeskParts extends Places {
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly dialogue: Dialogue;
  readonly audit: Audit;
  /** Requests to apply a fix; absent where that is switched off. */
  readonly changes?: ChangeDesk;
  readonly captures: CaptureDesk;
  /** What channels speak, where words tell no language: English where it is not said. */
  readonly languageIn?: Languages;
  /** Where people see Slack: `https://example.slack.com/`. */
  readonly workspaceUrl: string;
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** What came in from somebody whom the gate has let through: nothing else runs. */
export interface Granted extends Incoming {
  readonly grant: Grant;
}

/** Says something to the person who acted, and to nobody else; in the thread where they acted unless another is named. */
export type Whisper = (message: Spoken, threadTs?: string) => Promise<void>;

/** To who pressed a button of an answer: in the language in which that was asked, where it has one. */
export function asAnswered({ language }: Pick<Question, "language">, whisper: Whisper): Whisper {
  if (language === undefined) return whisper;
  return (spoken, threadTs) => whisper(inTongue(spoken, tongueOf(language)), threadTs);
}

/** How long the first words may hold up the question, milliseconds; it goes on without them. */
const quickMs = 3000;

/**
 * Takes a question in: a first message, so that it is seen at once that it was heard, then the queue. Begun again after
 * a crash it continues the same message and the same diagnosis. Returns its id; undefined when it was not taken, and that was told.
 */
export async function takeQuestion(
  parts: DeskParts,
  incoming: Granted,
  asked: Question,
  whisper: Whisper,
  /** A message of ours that becomes the status message, instead of a new one. */
  statusTs?: string,
): Promise<string | undefined> {
  const { dialogue, audit } = parts;
  const question = placed(parts, incoming, withLanguage(parts, incoming, asked));
  const { action, groups, ofAll, rights } = incoming.grant;
  const origin: Origin = { ...originOf(incoming, statusTs), grant: { action, groups, ofAll } };
  const { key, user, channel } = origin;
  const admitted = await dialogue.admit(origin, question.cluster);
  if (!admitted.admitted) {
    const { full } = admitted;
    writeAfterwards(audit, { event: "refused", delivery: key, user, channel, question: question.text, full });
    await whisper(plainSentence(tooMany(admitted)));
    return undefined;
  }
  const { priority } = admitted;
  try {
    const ts = await sayHeard(parts, origin, question);
    const place = ts === undefined ? {} : { statusTs: ts };
    const { id, joined } = await dialogue.submit({
      question,
      origin: { ...origin, ...place },
      priority,
      rights,
    });
    const line = { diagnosis: id, delivery: key, user, channel, question: question.text, joined };
    const { cluster } = question;
    writeAfterwards(audit, { event: "question", ...line, ...(cluster === undefined ? {} : { cluster }) });
    return id;
  } catch (error) {
    const code = refusalOf(error);
    if (code === undefined) throw error;
    await whisper(plainSentence(cannotPost(code)));
    await dialogue.ended(origin.key);
    return undefined;
  }
}

/** A pasted log line and an arrow are in no language: then the answer is in the channel's. */
export function withLanguage(
  { languageIn }: DeskParts,
  { language, channel }: Incoming,
  asked: Question,
): Question {
  const spoken = asked.language ?? language ?? languageIn?.(channel);
  return spoken === undefined ? asked : { ...asked, language: spoken };
}

/** With the cluster that the gate let them ask about, where there are several, and where names are looked for first. */
export function placed(places: Places, { channel, grant }: Granted, asked: Question): Question {
  const question = { ...asked };
  delete question.cluster;
  const { cluster } = grant;
  const near = question.namespace ?? namespaceHere(places, channel, cluster);
  const namespace = near === undefined ? {} : { namespace: near };
  if (places.otherClusters.length === 0) return { ...question, ...namespace };
  const isHere = cluster === clusterHere(places, channel);
  // So that the same words ask the same again.
  const text =
    isHere || question.text.includes("--cluster") ? question.text : `${question.text} --cluster ${cluster}`;
  return { ...question, ...namespace, cluster, text };
}

/** Who asked, where the answer goes. */
export function originOf({ deliveryKey, user, channel, threadTs }: Incoming, statusTs?: string): Origin {
  return {
    key: deliveryKey,
    channel,
    user,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(statusTs === undefined ? {} : { statusTs }),
  };
}

/** The ts of the first words, or undefined when Slack has no time for them now: no reason not to go on. */
async function sayHeard(
  { outbox, ledger, cluster: byDefault }: DeskParts,
  origin: Origin,
  question: Question,
): Promise<string | undefined> {
  const once = new Once(outbox, ledger);
  const { cluster = byDefault } = question;
  const heard = renderHeard({ question, by: origin.user, cluster });
  const quickly = { rank: "status", patienceMs: quickMs } as const;
  try {
    if (origin.statusTs === undefined) {
      // A Slack that hangs goes on without us: where the message is gets noted when it says so.
      const late = delay(quickMs + 500, undefined, { ref: false });
      return await Promise.race([once.say(statusKey(origin), spotOf(origin), heard, quickly), late]);
    }
    await outbox.update(origin.channel, origin.statusTs, heard, quickly);
    await once.putRight(statusKey(origin), origin.channel, origin.statusTs);
    return origin.statusTs;
  } catch (error) {
    if (error instanceof NotNow) return origin.statusTs;
    throw error;
  }
}
