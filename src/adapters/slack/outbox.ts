import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import { NotNow, type Pace, type Turn } from "../../ports.ts";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import { NewerBlocks } from "./newer-blocks.ts";
import { turnFor, type Rank } from "./limits.ts";
import { findPosted, type Sought, type Spot } from "./read-back.ts";
import { troubleOf } from "./slack-trouble.ts";

/** A file for a thread. */
export interface Upload {
  readonly name: string;
  readonly title: string;
  /** Made when it is sent in the next moment, and not while it waits for its turn. */
  readonly content: () => Promise<Buffer>;
  /** What a screen reader reads; for pictures. */
  readonly altText?: string;
}

export interface OutboxSettings {
  /** Who may call Slack now, over all processes. */
  readonly pace: Pace;
  /** How long one thing to say is tried here, milliseconds; then NotNow says when to come back with it. */
  readonly patienceMs?: number;
  /** Makes Slack's limits wider, for tests. */
  readonly speed?: number;
}

export interface Saying {
  readonly rank?: Rank;
  /** Instead of the outbox' own, milliseconds. */
  readonly patienceMs?: number;
  /** How much of that the line before a call may take, milliseconds; the place in it is kept for whoever comes back. */
  readonly lineMs?: number;
  /** Called when it is sent in the next moment; not while it waits for its turn. */
  readonly onTurn?: () => Promise<void>;
}

/** What netdiag never wants in its messages: link previews, names made into pings. */
const plain = { unfurl_links: false, unfurl_media: false, link_names: false, parse: "none" } as const;

/**
 * The one way out to Slack. Every call takes its turn first, waits when Slack says so, is tried again when that may help,
 * and is looked for when it may or may not have been carried out. Rejects with NotNow when its patience ends before.
 */
export class Outbox {
  readonly client: WebClient;
  readonly #pace: Pace;
  readonly #patienceMs: number;
  readonly #speed: number;
  readonly #drawn = new NewerBlocks();

  constructor(client: WebClient, { pace, patienceMs = 60_000, speed = 1 }: OutboxSettings) {
    this.client = client;
    this.#pace = pace;
    this.#patienceMs = patienceMs;
    this.#speed = speed;
  }

  /**
   * Posts once and returns the ts. `key` marks the message for whoever must find it again, and keeps its place in the
   * line. When no answer comes, the channel is read back before it is tried again; where reading is not permitted, a
   * second copy is possible.
   */
  async post(spot: Spot, message: SlackMessage, key: string, saying: Saying = {}): Promise<string> {
    const since = Date.now();
    return this.#persist(
      { method: "chat.postMessage", channel: spot.channel, ticket: key, ...saying },
      async () => {
        const posted = await this.#drawn.send(message, (blocks) =>
          this.client.chat.postMessage({
            channel: spot.channel,
            text: message.text,
            blocks: [...blocks],
            metadata: { event_type: "netdiag_message", event_payload: { key } },
            ...(spot.threadTs === undefined ? {} : { thread_ts: spot.threadTs }),
            ...plain,
          }),
        );
        return posted.ts ?? "";
      },
      () => this.find(spot, { key, since }, saying),
    );
  }

  /**
   * The ts of a message posted before, or undefined when there is none or reading is not permitted. Rejects with NotNow
   * while Slack does not say.
   */
  async find(spot: Spot, sought: Sought, { patienceMs, lineMs }: Saying = {}): Promise<string | undefined> {
    const method = spot.threadTs === undefined ? "conversations.history" : "conversations.replies";
    const ticket = "key" in sought ? sought.key : sought.fileName;
    const patience = {
      ...(patienceMs === undefined ? {} : { patienceMs }),
      ...(lineMs === undefined ? {} : { lineMs }),
    };
    return this.#persist({ method, channel: spot.channel, ticket, rank: "verdict", ...patience }, () =>
      findPosted(this.client, spot, sought),
    );
  }

  /** Replaces a message; editing twice does no harm. Throws when it is gone (`message_not_found`). */
  async update(channel: string, ts: string, message: SlackMessage, saying: Saying = {}): Promise<void> {
    await this.#persist({ method: "chat.update", channel, ticket: ts, ...saying }, () =>
      this.#edit(channel, ts, message),
    );
  }

  /**
   * Shows what is going on, if there is room for it now: it waits for nobody and is not tried again, for the next edit
   * shows more. Returns 0 when it was shown, else after how many milliseconds there may be room.
   */
  async progress(channel: string, ts: string, message: SlackMessage): Promise<number> {
    const turn = this.#turn({ method: "chat.update", channel, ticket: ts, rank: "progress" });
    const wait = await this.#pace.take(turn);
    if (wait > 0) return wait;
    try {
      await this.#edit(channel, ts, message);
      return 0;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind === "refused") throw error;
      if (trouble.kind === "unconfirmed") return 1000;
      await this.#pace.refused(turn, trouble.waitMs);
      return trouble.waitMs;
    }
  }

  /** For one person's eyes. The `key` keeps its place in the line. */
  async whisper(
    spot: Spot,
    user: string,
    message: SlackMessage,
    key: string = randomUUID(),
    saying: Saying = {},
  ): Promise<void> {
    await this.#persist(
      { method: "chat.postEphemeral", channel: spot.channel, ticket: key, ...saying },
      async () => {
        await this.#drawn.send(message, (blocks) =>
          this.client.chat.postEphemeral({
            channel: spot.channel,
            user,
            text: message.text,
            blocks: [...blocks],
            ...(spot.threadTs === undefined ? {} : { thread_ts: spot.threadTs }),
            link_names: false,
            parse: "none",
          }),
        );
      },
    );
  }

  /** Replaces what a person sees in the app's home tab. */
  async publish(user: string, blocks: SlackMessage["blocks"]): Promise<void> {
    await this.#persist({ method: "views.publish", channel: "", ticket: user, patienceMs: 5000 }, () =>
      this.client.views.publish({ user_id: user, view: { type: "home", blocks: [...blocks] } }),
    );
  }

  /** Reads something of Slack at its turn; `about` keeps the place in the line. Throws when Slack refuses it. */
  async ask<Answer>(
    method: string,
    about: string,
    call: () => Promise<Answer>,
    saying: Saying = {},
  ): Promise<Answer> {
    return this.#persist({ method, channel: "", ticket: about, rank: "verdict", ...saying }, call);
  }

  /** Files in one message of the thread; `says` is that message's text, in Slack's markup. */
  async upload(
    spot: Spot & { readonly threadTs: string },
    files: readonly Upload[],
    says: string,
    saying: Saying = {},
  ): Promise<void> {
    const since = Date.now();
    const [first] = files;
    if (!first) return;
    let contents: readonly Buffer[] | undefined;
    const onTurn = async (): Promise<void> => {
      contents ??= await Promise.all(files.map(({ content }) => content()));
      await saying.onTurn?.();
    };
    await this.#persist(
      {
        method: "files.completeUploadExternal",
        channel: spot.channel,
        ticket: first.name,
        ...saying,
        onTurn,
      },
      async () => {
        await this.client.filesUploadV2({
          channel_id: spot.channel,
          thread_ts: spot.threadTs,
          initial_comment: says,
          file_uploads: files.map(({ name, title, altText }, index) => ({
            file: contents?.[index] ?? Buffer.alloc(0),
            filename: name,
            title,
            ...(altText === undefined ? {} : { alt_text: altText.slice(0, 1000) }),
          })),
        });
        return "uploaded";
      },
      () => this.find(spot, { fileName: first.name, since }, saying),
    );
  }

  async #edit(channel: string, ts: string, message: SlackMessage): Promise<void> {
    await this.#drawn.send(message, (blocks) =>
      this.client.chat.update({
        channel,
        ts,
        text: message.text,
        blocks: [...blocks],
        link_names: false,
        parse: "none",
      }),
    );
  }

  /** `lookBack` finds the result of a call whose answer was lost; without it the call may simply be repeated. */
  async #persist<Result>(
    wanted: Saying & Call,
    call: () => Promise<Result>,
    lookBack?: () => Promise<Result | undefined>,
  ): Promise<Result> {
    const end = performance.now() + (wanted.patienceMs ?? this.#patienceMs);
    const turn = this.#turn(wanted);
    for (let attempt = 0; ; attempt += 1) {
      await this.#turnOf(turn, wanted, Math.min(end, performance.now() + (wanted.lineMs ?? Infinity)));
      await wanted.onTurn?.();
      try {
        return await call();
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble.kind === "refused") throw error;
        if (trouble.kind === "rate-limited") await this.#pace.refused(turn, trouble.waitMs);
        const wait = trouble.kind === "rate-limited" ? trouble.waitMs : Math.min(250 * 2 ** attempt, 5000);
        await patient(wait, end, wanted.method, error);
        const found = trouble.kind === "unconfirmed" ? await lookBack?.() : undefined;
        if (found !== undefined) return found;
      }
    }
  }

  /** Waits in the line, which keeps the place for whoever comes back after NotNow. */
  async #turnOf(turn: Turn, { method }: Call, end: number): Promise<void> {
    for (;;) {
      const wait = await this.#pace.take(turn);
      if (wait === 0) return;
      await patient(wait, end, method);
    }
  }

  #turn({ method, channel, ticket, rank = "detail" }: Call): Turn {
    return turnFor({ method, channel, ticket, rank }, this.#speed);
  }
}

interface Call {
  readonly method: string;
  readonly channel: string;
  readonly ticket: string;
  readonly rank?: Rank;
}

/** Waits, or throws NotNow when that would take longer than until `end`. */
async function patient(waitMs: number, end: number, method: string, cause?: unknown): Promise<void> {
  if (performance.now() + waitMs > end)
    throw new NotNow(waitMs, `Slack takes ${method} in ${Math.ceil(waitMs / 1000)} s at the earliest`, {
      cause,
    });
  await delay(waitMs);
}
