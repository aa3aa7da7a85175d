import { z } from "zod";
import { NotNow } from "../../ports.ts";
import type { DeskParts } from "./desk.ts";
import type { Incoming, Words } from "./incoming.ts";
import type { Outbox } from "./outbox.ts";
import { readWords } from "./read-words.ts";
import { refusalOf } from "./slack-trouble.ts";

/** Of a thread so many messages are read, its oldest; of those, so many are looked at, the nearest. */
const readAtMost = 100;
const lookedAt = 20;

/** Of one message so many characters. */
const longest = 4000;

/** How long the turn to read is waited for, milliseconds: a form has to be opened within three seconds. */
const patienceMs = 1000;

const Messages = z.array(
  z.object({
    ts: z.string(),
    text: z.string().default(""),
    metadata: z.object({ event_type: z.string().optional() }).optional(),
  }),
);

/**
 * What the messages of the thread around ask: a question, of the nearest that is one; else one end, of the nearest that names
 * one. Undefined where they ask nothing, or cannot be read. That they were read is audited before.
 */
export async function wordsAround(
  { outbox, dialogue, audit }: DeskParts,
  from: Incoming,
): Promise<Extract<Words, { kind: "question" | "one-end" }> | undefined> {
  const { user, channel, threadTs, deliveryKey: delivery } = from;
  audit.write({ event: "thread-read", user, channel, thread: threadTs, delivery });
  const read = (await textsAround(outbox, from)).map((text) => readWords(dialogue, text));
  const words = read.map((each) => each.words);
  const found = words.find(({ kind }) => kind === "question") ?? words.find(({ kind }) => kind === "one-end");
  return found?.kind === "unread" ? undefined : found;
}

/**
 * The texts of the messages in the thread around the one that was acted on, the nearest first, without netdiag's own. None
 * where the app may not read the channel (history scopes are not asked for by default), and while Slack has no time for it.
 */
async function textsAround(
  outbox: Outbox,
  { channel, threadTs, messageTs, deliveryKey }: Incoming,
): Promise<readonly string[]> {
  if (threadTs === undefined || messageTs === undefined) return [];
  const { client } = outbox;
  const replies = () =>
    client.conversations.replies({ channel, ts: threadTs, limit: readAtMost, include_all_metadata: true });
  try {
    const answer = await outbox.ask("conversations.replies", deliveryKey, replies, { patienceMs });
    const messages = Messages.safeParse(answer.messages ?? []).data ?? [];
    const own = messages.findIndex(({ ts }) => ts === messageTs);
    // Far down in a long thread: what was read is not what stands around it.
    if (own < 0) return [];
    return messages
      .map((message, index) => ({ ...message, away: Math.abs(index - own) }))
      .filter(({ away, metadata }) => away > 0 && metadata?.event_type !== "netdiag_message")
      .sort((one, other) => one.away - other.away)
      .slice(0, lookedAt)
      .map(({ text }) => text.slice(0, longest));
  } catch (error) {
    if (error instanceof NotNow || refusalOf(error) !== undefined) return [];
    throw error;
  }
}
