import { z } from "zod";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import type { DeskParts, Whisper } from "./desk.ts";
import type { Entry } from "./entries.ts";
import type { Gate } from "./gate.ts";
import type { Incoming } from "./incoming.ts";
import { plainSentence, queueDown } from "./sentences.ts";

/** The library's way to answer on a response_url. */
type Respond = (message: {
  text: string;
  blocks: SlackMessage["blocks"][number][];
  response_type: "ephemeral";
  replace_original: false;
}) => Promise<unknown>;

/** How long a delivery is remembered, seconds: Slack repeats within six minutes. */
const seenFor = 3600;

/**
 * What stands before every entry: read the payload, pass the gate, take each delivery once, then run. A refusal is told
 * to the person alone and audited. Rejects only for our own faults.
 */
export function doorkeeper(
  parts: DeskParts,
  gate: Gate,
): (entry: Entry, body: unknown, respond?: Respond) => Promise<void> {
  return async (entry, body, respond) => {
    const read = entry.reads.safeParse(body);
    if (!read.success) {
      if (entry.name !== "direct message")
        parts.onTrouble(`a payload was not read as ${entry.name}`, new Error(z.prettifyError(read.error)));
      return;
    }
    const from = read.data;
    const whisper = whisperer(parts, from, respond);
    const decision = from.external
      ? {
          allowed: false as const,
          reason: "external-channel",
          sentence: "This channel is shared with another organisation; I do not answer here.",
        }
      : await gate.authorize(from);
    if (!decision.allowed) {
      const { reason, sentence } = decision;
      parts.audit.write({
        event: "denied",
        entry: entry.name,
        user: from.user,
        channel: from.channel,
        reason,
      });
      await whisper(plainSentence(sentence));
      return;
    }
    if (await isFirst(parts, entry, from, whisper)) await entry.run(parts, from, whisper);
  };
}

/** Slack repeats what it thinks was lost; the first delivery wins, whichever process it reached. */
async function isFirst(parts: DeskParts, entry: Entry, from: Incoming, whisper: Whisper): Promise<boolean> {
  try {
    return await parts.ledger.setIfAbsent(`slack:seen:${from.deliveryKey}`, entry.name, seenFor);
  } catch (error) {
    parts.onTrouble("a delivery could not be noted", error);
    await whisper(plainSentence(queueDown));
    return false;
  }
}

/** On the response_url where there is one, for the bot need not be in the channel; else as an ephemeral message. */
function whisperer({ outbox, onTrouble }: DeskParts, from: Incoming, respond: Respond | undefined): Whisper {
  const { user, channel, threadTs } = from;
  const spot = { channel, ...(threadTs === undefined ? {} : { threadTs }) };
  return async (message) => {
    try {
      if (respond)
        await respond({
          text: message.text,
          blocks: [...message.blocks],
          response_type: "ephemeral",
          replace_original: false,
        });
      else if (channel.startsWith("D")) await outbox.post(spot, message, `whisper:${from.deliveryKey}`);
      else await outbox.whisper(spot, user, message);
    } catch (error) {
      onTrouble("a whisper was not heard", error);
    }
  };
}
