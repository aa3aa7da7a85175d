import { z } from "zod";
import { NotNow, type Delivery } from "../../ports.ts";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import { originOf, type DeskParts, type Whisper } from "./desk.ts";
import type { Entry } from "./entries.ts";
import type { Gate } from "./gate.ts";
import { Incoming, type Arrived, type Words } from "./incoming.ts";
import { failedItself, plainSentence, queueDown } from "./sentences.ts";

/** What stands at every entry: first what came in is written down, then, in whichever process, it is dealt with. */
export interface Doorkeeper {
  /**
   * Reads a payload and writes it down; only then it may be acknowledged. Returns what is to be said to the person with
   * the acknowledgement, when it was not taken. Never rejects.
   */
  take(entry: Entry, body: unknown): Promise<SlackMessage | undefined>;
  /** Passes the gate, then runs. A refusal is told to the person alone and audited. Rejects to be called again. */
  dealWith(delivery: Delivery): Promise<void>;
  /** Tells that it could not be dealt with. */
  giveUp(delivery: Delivery): Promise<void>;
}

export function createDoorkeeper(parts: DeskParts, gate: Gate, entries: readonly Entry[]): Doorkeeper {
  const { inbox, dialogue, audit, onTrouble } = parts;

  /** False when the person may not, and was told so. */
  const passes = async (entry: Entry, from: Incoming, whisper: Whisper): Promise<boolean> => {
    const decision = from.external
      ? {
          allowed: false as const,
          reason: "external-channel",
          sentence: "This channel is shared with another organisation; I do not answer here.",
        }
      : await gate.authorize(from);
    if (decision.allowed) return true;
    const { reason, sentence } = decision;
    audit.write({ event: "denied", entry: entry.name, user: from.user, channel: from.channel, reason });
    await whisper(plainSentence(sentence));
    return false;
  };

  const wordsOf = (text: string): Words => {
    if (/^(?:help|\?)?$/i.test(text.trim())) return { kind: "help" };
    const parsed = dialogue.parse(text);
    return "question" in parsed
      ? { kind: "question", question: parsed.question }
      : { kind: "unread", ...parsed.refusal };
  };

  /** Done within the three seconds that a trigger is good for, or not at all. */
  const atOnce = async (entry: Entry, from: Incoming, triggerId: string): Promise<void> => {
    const whisper = whisperer(parts, from);
    if (await passes(entry, from, whisper)) await entry.atOnce?.(parts, from, triggerId, whisper);
  };

  const writeDown = async (entry: Entry, from: Incoming): Promise<SlackMessage | undefined> => {
    try {
      await inbox.write({ key: from.deliveryKey, entry: entry.name, from });
      return undefined;
    } catch (error) {
      onTrouble("a delivery could not be written down", error);
      return plainSentence(queueDown);
    }
  };

  return {
    take: async (entry, body) => {
      const read = entry.reads.safeParse(body);
      if (!read.success) {
        if (entry.name !== "direct message")
          onTrouble(`a payload was not read as ${entry.name}`, new Error(z.prettifyError(read.error)));
        return undefined;
      }
      const { text, triggerId, ...arrived }: Arrived = read.data;
      const from = entry.brings === "words" ? { ...arrived, words: wordsOf(text) } : arrived;
      if (entry.atOnce !== undefined && from.words?.kind !== "question") {
        atOnce(entry, from, triggerId).catch((error: unknown) => {
          onTrouble(`${entry.name} was not dealt with at once`, error);
          // The form is lost; in words it can still be said.
          return writeDown(entry, from);
        });
        return undefined;
      }
      return writeDown(entry, from);
    },
    dealWith: async (delivery) => {
      const { entry, from } = understood(entries, delivery);
      const whisper = whisperer(parts, from);
      if (await passes(entry, from, whisper)) await entry.run(parts, from, whisper);
    },
    giveUp: async (delivery) => {
      const { from } = understood(entries, delivery);
      const id = delivery.key.slice(0, 12);
      if (from.words?.kind !== "question") return whisperer(parts, from)(plainSentence(failedItself(id)));
      const ending = { kind: "failed", sentence: failedItself(id) } as const;
      await dialogue.tell({ id, question: from.words.question, origin: originOf(from), ending });
    },
  };
}

/** Throws for a delivery that none of our entries wrote. */
function understood(entries: readonly Entry[], delivery: Delivery): { entry: Entry; from: Incoming } {
  const entry = entries.find(({ name }) => name === delivery.entry);
  if (!entry) throw new Error(`there is no entry ${delivery.entry}`);
  return { entry, from: Incoming.parse(delivery.from) };
}

/** How long a whisper is tried before it waits in the queue, milliseconds. */
const patienceMs = 5000;

/**
 * On the response_url where there is one, for the bot need not be in the channel; else as an ephemeral message. Rejects
 * with NotNow while Slack cannot be told; what it refuses for good is trouble and no more.
 */
export function whisperer({ outbox, onTrouble }: DeskParts, from: Incoming): Whisper {
  const { user, channel, responseUrl, deliveryKey } = from;
  const spot = { channel, ...(from.threadTs === undefined ? {} : { threadTs: from.threadTs }) };
  const saying = { patienceMs };
  return async (message) => {
    try {
      if (responseUrl !== undefined && (await respond(responseUrl, message))) return;
      const key = `whisper:${deliveryKey}`;
      if (channel.startsWith("D")) await outbox.post(spot, message, key, saying);
      else await outbox.whisper(spot, user, message, key, saying);
    } catch (error) {
      if (error instanceof NotNow) throw error;
      onTrouble("a whisper was not heard", error);
    }
  };
}

/** False when the address is used up or too old. */
async function respond(url: string, { text, blocks }: SlackMessage): Promise<boolean> {
  const answered = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, blocks, response_type: "ephemeral", replace_original: false }),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new NotNow(2000, "Slack does not answer on a response_url", { cause: error });
  });
  if (answered.status === 429 || answered.status >= 500)
    throw new NotNow(
      Number(answered.headers.get("retry-after") ?? "2") * 1000,
      `Slack answers ${answered.status} on a response_url`,
    );
  return answered.ok;
}
