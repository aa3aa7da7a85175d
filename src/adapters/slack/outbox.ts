import { setTimeout as delay } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import { findPosted, type Sought, type Spot } from "./read-back.ts";
import { troubleOf, type Trouble } from "./slack-trouble.ts";

/** A file for a thread. */
export interface Upload {
  readonly name: string;
  readonly title: string;
  readonly content: Buffer;
  /** What a screen reader reads; for pictures. */
  readonly altText?: string;
}

export interface Pace {
  /** Between two edits of one channel, milliseconds; Slack takes about one a second. */
  readonly editGapMs: number;
  /** How long one thing to say is tried in all, milliseconds. */
  readonly patienceMs: number;
}

const usualPace: Pace = { editGapMs: 1000, patienceMs: 60_000 };

/** What netdiag never wants in its messages: link previews, names made into pings. */
const plain = { unfurl_links: false, unfurl_media: false, link_names: false, parse: "none" } as const;

/**
 * The one way out to Slack. Waits when Slack says so (per channel, so that one noisy channel does not silence the others),
 * tries again what may be tried again, and reads back what may or may not have been posted.
 */
export class Outbox {
  readonly client: WebClient;
  readonly #pace: Pace;
  readonly #pausedUntil = new Map<string, number>();
  readonly #nextEdit = new Map<string, number>();

  constructor(client: WebClient, pace: Partial<Pace> = {}) {
    this.client = client;
    this.#pace = { ...usualPace, ...pace };
  }

  /** Takes the channel's next turn for an edit that is not the last; milliseconds to wait for it. */
  reserveEdit(channel: string): number {
    const now = Date.now();
    const turn = Math.max(now, this.#nextEdit.get(channel) ?? 0, this.#pausedUntil.get(channel) ?? 0);
    this.#nextEdit.set(channel, turn + this.#pace.editGapMs);
    return turn - now;
  }

  /**
   * Posts once and returns the ts. `key` marks the message for whoever must find it again. When no answer comes, the
   * channel is read back before it is tried again; where reading is not permitted, a second copy is possible.
   */
  async post(spot: Spot, message: SlackMessage, key: string): Promise<string> {
    const since = Date.now();
    return this.#persist(
      spot.channel,
      async () => {
        const posted = await this.client.chat.postMessage({
          channel: spot.channel,
          text: message.text,
          blocks: [...message.blocks],
          metadata: { event_type: "netdiag_message", event_payload: { key } },
          ...(spot.threadTs === undefined ? {} : { thread_ts: spot.threadTs }),
          ...plain,
        });
        return posted.ts ?? "";
      },
      { lookBack: () => this.find(spot, { key, since }) },
    );
  }

  /** The ts of a message posted before, or undefined when there is none or reading is not permitted. */
  async find(spot: Spot, sought: Sought): Promise<string | undefined> {
    return findPosted(this.client, spot, sought);
  }

  /**
   * Replaces a message; editing twice does no harm. Throws when it is gone (`message_not_found`). With `once` it is not
   * tried again: the next edit will show more.
   */
  async update(channel: string, ts: string, message: SlackMessage, once = false): Promise<void> {
    const edit = async (): Promise<void> => {
      const { text, blocks } = message;
      await this.client.chat.update({
        channel,
        ts,
        text,
        blocks: [...blocks],
        link_names: false,
        parse: "none",
      });
    };
    await this.#persist(channel, edit, { patienceMs: once ? 0 : this.#pace.patienceMs });
  }

  /** For one person's eyes. */
  async whisper(spot: Spot, user: string, message: SlackMessage): Promise<void> {
    await this.#persist(spot.channel, async () => {
      await this.client.chat.postEphemeral({
        channel: spot.channel,
        user,
        text: message.text,
        blocks: [...message.blocks],
        ...(spot.threadTs === undefined ? {} : { thread_ts: spot.threadTs }),
        link_names: false,
        parse: "none",
      });
    });
  }

  async remove(channel: string, ts: string): Promise<void> {
    await this.#persist(channel, async () => {
      await this.client.chat.delete({ channel, ts });
    });
  }

  async permalink(channel: string, ts: string): Promise<string | undefined> {
    const { permalink } = await this.client.chat.getPermalink({ channel, message_ts: ts });
    return permalink;
  }

  /** Files in one message of the thread; `says` is that message's text, in Slack's markup. */
  async upload(
    spot: Spot & { readonly threadTs: string },
    files: readonly Upload[],
    says: string,
  ): Promise<void> {
    const since = Date.now();
    const [first] = files;
    if (!first) return;
    await this.#persist(
      spot.channel,
      async () => {
        await this.client.filesUploadV2({
          channel_id: spot.channel,
          thread_ts: spot.threadTs,
          initial_comment: says,
          file_uploads: files.map(({ name, title, content, altText }) => ({
            file: content,
            filename: name,
            title,
            ...(altText === undefined ? {} : { alt_text: altText.slice(0, 1000) }),
          })),
        });
        return "uploaded";
      },
      { lookBack: () => this.find(spot, { fileName: first.name, since }) },
    );
  }

  /** `lookBack` finds the result of a call whose answer was lost; without it the call may simply be repeated. */
  async #persist<Result>(
    channel: string,
    call: () => Promise<Result>,
    options: { readonly lookBack?: () => Promise<Result | undefined>; readonly patienceMs?: number } = {},
  ): Promise<Result> {
    const end = Date.now() + (options.patienceMs ?? this.#pace.patienceMs);
    for (let attempt = 0; ; attempt += 1) {
      await delay(Math.max(0, (this.#pausedUntil.get(channel) ?? 0) - Date.now()));
      try {
        return await call();
      } catch (error) {
        const trouble = troubleOf(error);
        const wait = waitFor(trouble, attempt);
        if (trouble.kind === "rate-limited") this.#pausedUntil.set(channel, Date.now() + trouble.waitMs);
        if (wait === undefined || Date.now() + wait > end) throw error;
        await delay(wait);
        const found = trouble.kind === "unconfirmed" ? await options.lookBack?.() : undefined;
        if (found !== undefined) return found;
      }
    }
  }
}

/** Milliseconds before the next try; undefined when there is no point in one. */
function waitFor(trouble: Trouble, attempt: number): number | undefined {
  if (trouble.kind === "refused") return undefined;
  return trouble.kind === "rate-limited" ? trouble.waitMs : Math.min(250 * 2 ** attempt, 5000);
}
