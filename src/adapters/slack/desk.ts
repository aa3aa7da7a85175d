import type { Audit, Ledger, Origin } from "../../ports.ts";
import { QueueDown } from "../../ports.ts";
import type { Question } from "../../model/question.ts";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import { renderFailure } from "../../report/slack/ask.ts";
import { queued, renderStatus } from "../../report/slack/status.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Incoming } from "./incoming.ts";
import { Once } from "./once.ts";
import type { Outbox } from "./outbox.ts";
import { alreadyRunning, cannotPost, plainSentence, queueDown } from "./sentences.ts";
import { refusalOf } from "./slack-trouble.ts";

export interface DeskParts {
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  readonly dialogue: Dialogue;
  readonly audit: Audit;
  /** The cluster's name for people. */
  readonly cluster: string;
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** Says something to the person who acted, and to nobody else. */
export type Whisper = (message: SlackMessage) => Promise<void>;

/** Takes a question in: a status message first, then the queue, so that it is seen at once that it was heard. */
export async function takeQuestion(
  parts: DeskParts,
  incoming: Incoming,
  question: Question,
  whisper: Whisper,
  /** A message of ours that becomes the status message, instead of a new one. */
  statusTs?: string,
): Promise<void> {
  const { outbox, ledger, dialogue, audit, cluster } = parts;
  const { user, channel, threadTs } = incoming;
  const spot = { channel, ...(threadTs === undefined ? {} : { threadTs }) };
  const asked = { question, by: user, cluster };
  let ts = statusTs;
  try {
    if (ts === undefined)
      ts = await new Once(outbox, ledger).say(
        `slack:asked:${incoming.deliveryKey}`,
        spot,
        renderStatus(asked, queued),
        { rank: "status" },
      );
    else await outbox.update(channel, ts, renderStatus(asked, queued), { rank: "status" });
  } catch (error) {
    const code = refusalOf(error);
    if (code === undefined) throw error;
    await whisper(plainSentence(cannotPost(code)));
    return;
  }
  const origin: Origin = { ...spot, user, statusTs: ts };
  try {
    const { id, joined } = await dialogue.submit({ question, origin });
    audit.write({
      event: "question",
      diagnosis: id,
      user,
      channel,
      question: question.text,
      joined: joined !== undefined,
    });
    if (joined) await sayJoined(parts, origin, joined, whisper);
  } catch (error) {
    if (!(error instanceof QueueDown)) throw error;
    await outbox.update(channel, ts, renderFailure(asked, queueDown));
  }
}

/** The first asker's message is the answer for all; ours would only wait there. */
async function sayJoined(
  { outbox, onTrouble }: DeskParts,
  ours: Origin,
  theirs: Origin,
  whisper: Whisper,
): Promise<void> {
  if (theirs.statusTs === ours.statusTs) return;
  const link =
    theirs.statusTs === undefined
      ? undefined
      : await outbox.permalink(theirs.channel, theirs.statusTs).catch(() => undefined);
  const words = alreadyRunning(theirs.user, link);
  await whisper(words);
  try {
    if (ours.statusTs !== undefined) await outbox.remove(ours.channel, ours.statusTs);
  } catch (error) {
    onTrouble("a status message was not removed", error);
    if (ours.statusTs !== undefined) await outbox.update(ours.channel, ours.statusTs, words);
  }
}
