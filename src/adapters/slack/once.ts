import { z } from "zod";
import { NotNow, type Ledger } from "../../ports.ts";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import type { Outbox, Saying, Upload } from "./outbox.ts";
import type { Spot } from "./read-back.ts";
import { refusalOf } from "./slack-trouble.ts";

/** How long a message is remembered, seconds: longer than any diagnosis is worth continuing. */
const kept = 7 * 24 * 3600;

/**
 * Under this the ledger knows since when a message may be there, milliseconds of the wall clock. Beside the ts and not in
 * its place: each is written once, so that nobody who writes again what Redis lost writes an older thing over a newer one.
 */
const intentKey = (key: string): string => `${key}:intent`;

/** Under this the ledger knows what a message has become: for an edit that comes late. */
const endKey = (key: string): string => `${key}:end`;

/** So long after the first words were sent they may be sent again unseen, milliseconds. */
const lookedForMs = 10_000;

/** As long as a process may stand still with an edit in its hands, seconds. */
const lateAtMost = 900;

const Blocks = z.array(z.custom<SlackMessage["blocks"][number]>());
/** A message of ours as it was written down. */
const Written = z.object({ text: z.string(), blocks: Blocks, classic: Blocks.exactOptional() });

/** Slack's words for a message that no edit reaches any more; a new one can still be posted. */
export const noLongerEdited: ReadonlySet<string> = new Set([
  "message_not_found",
  "cant_update_message",
  "edit_window_closed",
]);

/**
 * Says each thing once, over crashes: the intent is written before posting, the ts after. Whoever comes back finds the
 * ts and edits; finds an intent alone and looks whether the message is there; finds nothing and posts.
 */
export class Once {
  readonly #outbox: Outbox;
  readonly #ledger: Ledger;

  constructor(outbox: Outbox, ledger: Ledger) {
    this.#outbox = outbox;
    this.#ledger = ledger;
  }

  /** Where the message of this key is, if it was posted. */
  async where(key: string, spot: Spot, saying: Saying = {}): Promise<string | undefined> {
    const noted = await this.noted(key);
    if (noted !== undefined) return noted;
    const since = await this.#intended(key);
    const found = since === undefined ? undefined : await this.#outbox.find(spot, { key, since }, saying);
    if (found !== undefined) await this.note(key, found);
    return found;
  }

  /** The same as far as it is noted; nobody is asked. */
  async noted(key: string): Promise<string | undefined> {
    return this.#ledger.get(key);
  }

  async note(key: string, ts: string): Promise<void> {
    await this.#ledger.set(key, ts, kept);
  }

  /** Whether it was ever sent, with or without an answer. */
  async wasSent(key: string): Promise<boolean> {
    return (await this.noted(key)) !== undefined || (await this.#intended(key)) !== undefined;
  }

  /** Posts unless it is there already. Returns the ts. */
  async say(key: string, spot: Spot, message: SlackMessage, saying: Saying = {}): Promise<string> {
    return (await this.where(key, spot, saying)) ?? this.#post(key, spot, message, saying);
  }

  async #post(key: string, spot: Spot, message: SlackMessage, saying: Saying): Promise<string> {
    const ts = await this.#outbox.post(spot, message, key, { ...saying, onTurn: () => this.#intend(key) });
    await this.note(key, ts);
    return ts;
  }

  /** Uploads with a message that says what it is, unless it was done before. The first file's name must be this upload's own. */
  async upload(
    key: string,
    spot: Spot & { readonly threadTs: string },
    files: readonly Upload[],
    says: string,
    saying: Saying = {},
  ): Promise<void> {
    const [first] = files;
    if (!first || (await this.noted(key)) !== undefined) return;
    const since = await this.#intended(key);
    const there =
      since === undefined
        ? undefined
        : await this.#outbox.find(spot, { fileName: first.name, since }, saying);
    if (there === undefined)
      await this.#outbox.upload(spot, files, says, { ...saying, onTurn: () => this.#intend(key) });
    await this.note(key, there ?? "uploaded");
  }

  /** Written when it is sent in the next moment: what still waits for its turn need not be looked for. */
  async #intend(key: string): Promise<void> {
    await this.#ledger.set(intentKey(key), String(Date.now()), kept);
  }

  async #intended(key: string): Promise<number | undefined> {
    const since = await this.#ledger.get(intentKey(key));
    return since === undefined ? undefined : Number(since);
  }

  /**
   * Turns the message of this key into another one. Where there is none yet, or it can no longer be edited, `first` is
   * posted before: words that stay true for ever should Slack's answer get lost. So what counts is an edit, and stands
   * once. Where a second message cannot be edited either, it is posted as it is. Each is remembered under a key of its
   * own, so that whoever comes back posts none again. Returns the ts.
   */
  async become(
    key: string,
    spot: Spot,
    first: SlackMessage,
    message: SlackMessage,
    saying: Saying = {},
  ): Promise<string> {
    // First: whoever edits it from now on puts this in its place again.
    await this.#ledger.set(endKey(key), JSON.stringify(message), lateAtMost);
    for (const place of [key, `${key}:again`]) {
      const ts = await this.#sayFirst(place, spot, first, saying);
      if (await this.#edited(spot.channel, ts, message, saying)) return ts;
    }
    return this.say(`${key}:whole`, spot, message, saying);
  }

  /**
   * Words that stay true for ever: whether they are there already is looked for as long as an ending can wait for that.
   * Slack lets an app read few channels a minute, and after an outage everybody looks at once.
   */
  async #sayFirst(key: string, spot: Spot, first: SlackMessage, saying: Saying): Promise<string> {
    try {
      return await this.say(key, spot, first, saying);
    } catch (error) {
      const since = error instanceof NotNow ? await this.#intended(key) : undefined;
      if (since === undefined || Date.now() - since < lookedForMs) throw error;
      return this.#post(key, spot, first, saying);
    }
  }

  /**
   * Shows what is going on in the message of this key, if there is room for it now; returns as `Outbox.progress` does.
   * Nobody can take an edit back that is on its way, and a process may stand still before it sends one (SIGSTOP, a node
   * that swaps): so what the message has become in the meantime is put in its place again.
   */
  async meanwhile(key: string, channel: string, ts: string, message: SlackMessage): Promise<number> {
    const wait = await this.#outbox.progress(channel, ts, message);
    await this.putRight(key, channel, ts);
    return wait;
  }

  /** What has to follow an edit of a message that may have become another one: that one stands then. */
  async putRight(key: string, channel: string, ts: string): Promise<void> {
    const end = await this.#ledger.get(endKey(key));
    if (end !== undefined)
      await this.#outbox.update(channel, ts, Written.parse(JSON.parse(end)), { rank: "verdict" });
  }

  /** False when that message is none that can be edited: somebody deleted it, or Slack says it is too old or not ours. */
  async #edited(channel: string, ts: string, message: SlackMessage, saying: Saying): Promise<boolean> {
    try {
      await this.#outbox.update(channel, ts, message, saying);
      return true;
    } catch (error) {
      if (noLongerEdited.has(refusalOf(error) ?? "")) return false;
      throw error;
    }
  }
}

/** Whether nobody was faster than this delivery, which may be dealt with more than once. */
export async function isFirst(
  ledger: Ledger,
  key: string,
  deliveryKey: string,
  seconds: number,
): Promise<boolean> {
  return (await ledger.setIfAbsent(key, deliveryKey, seconds)) || (await ledger.get(key)) === deliveryKey;
}
