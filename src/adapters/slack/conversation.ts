import { setTimeout as delay } from "node:timers/promises";
import type { Progress } from "../../model/progress.ts";
import type { Question } from "../../model/question.ts";
import type { Report } from "../../model/report.ts";
import type { Conversation, Ledger, Origin } from "../../ports.ts";
import { renderPicture } from "../../report/picture.ts";
import { renderAskBack, renderFailure, type Choice } from "../../report/slack/ask.ts";
import { plainText, type SlackMessage } from "../../report/slack/blocks.ts";
import { advance, queued, renderStatus, type Asked, type StatusState } from "../../report/slack/status.ts";
import { renderThread } from "../../report/slack/thread.ts";
import { renderVerdict } from "../../report/slack/verdict.ts";
import { pathSentence } from "../../report/words.ts";
import { Once } from "./once.ts";
import type { Outbox, Saying } from "./outbox.ts";
import type { Spot } from "./read-back.ts";

/** Which diagnosis is answered where. */
export interface Answered {
  readonly id: string;
  readonly question: Question;
  readonly origin: Origin;
}

export interface ConversationParts {
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  /** The cluster's name for people. */
  readonly cluster: string;
  /** Draws an SVG as PNG. */
  readonly png: (svg: string) => Promise<Buffer>;
  /** Keeps the origin with the job, once the status message has its place. */
  readonly remember?: (origin: Origin) => Promise<void>;
  /** False once another worker took the diagnosis over: then nothing more is said from here. */
  readonly stillMine?: () => Promise<boolean>;
  /** Trouble that does not end the diagnosis. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/**
 * The answer to one question in Slack: a status message edited in place, which becomes the verdict, and the detail in
 * its thread. A second worker with the same id continues the same messages.
 */
export class SlackConversation implements Conversation {
  readonly #parts: ConversationParts;
  readonly #origin: Origin;
  readonly #asked: Asked & { readonly id: string };
  readonly #once: Once;
  readonly #ended = new AbortController();
  #state: StatusState = queued;
  /** The edit that is waiting for its turn or on its way. */
  #editing: Promise<void> | undefined;
  #shown = "";

  constructor({ id, question, origin }: Answered, parts: ConversationParts) {
    this.#parts = parts;
    this.#origin = origin;
    this.#asked = { id, question, by: origin.user, cluster: parts.cluster };
    this.#once = new Once(parts.outbox, parts.ledger);
  }

  /** Shows the state with the channel's next turn; events in between are shown together. Does not wait for Slack. */
  progress(progress: Progress): Promise<void> {
    this.#state = advance(this.#state, progress);
    if (!this.#ended.signal.aborted)
      this.#editing ??= this.#editInTurn().finally(() => {
        this.#editing = undefined;
      });
    return Promise.resolve();
  }

  /** The status message becomes the verdict; then the thread. Rejects when Slack does not take the verdict. */
  async verdict(report: Report): Promise<void> {
    const root = await this.#end(renderVerdict(this.#asked, report));
    if (root === undefined) return;
    const thread = { channel: this.#origin.channel, threadTs: this.#origin.threadTs ?? root };
    await this.#aside("the picture was not shown", () => this.#showPicture(thread, report));
    for (const { part, message } of renderThread(report))
      await this.#aside("a part of the thread was not posted", () =>
        this.#once.say(this.#key(part), thread, message, { rank: "detail" }),
      );
  }

  async failed(sentence: string): Promise<void> {
    await this.#end(renderFailure(this.#asked, sentence));
  }

  /** Asks which of several was meant; each candidate is a button. */
  async askBack(sentence: string, candidates: readonly Choice[]): Promise<void> {
    await this.#end(renderAskBack(this.#asked, sentence, candidates));
  }

  /** The last edit: waits for no turn, only for an edit already on its way, lest that one overtake it. */
  async #end(message: SlackMessage): Promise<string | undefined> {
    this.#ended.abort();
    await this.#editing;
    return this.#show(message, { rank: "verdict" });
  }

  async #editInTurn(): Promise<void> {
    const { signal } = this.#ended;
    for (;;) {
      const state = this.#state;
      let wait = 0;
      await this.#aside("the status was not shown", async () => {
        wait = await this.#showProgress(renderStatus(this.#asked, state));
      });
      // What happened while Slack was slow gets a turn of its own.
      if (wait === 0 && state === this.#state) return;
      await delay(wait, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  /** Edits the status message if there is room; returns milliseconds until there may be some, 0 when it was shown. */
  async #showProgress(message: SlackMessage): Promise<number> {
    const { channel } = this.#origin;
    const there = await this.#once.where(this.#key("status"), this.#spot());
    if (there === undefined) {
      await this.#show(message, { rank: "status" });
      return 0;
    }
    if (!(await this.#mayTalk())) return 0;
    return this.#parts.outbox.progress(channel, there, message);
  }

  #spot(): Spot {
    const { channel, threadTs } = this.#origin;
    return { channel, ...(threadTs === undefined ? {} : { threadTs }) };
  }

  async #mayTalk(): Promise<boolean> {
    return this.#parts.stillMine === undefined || this.#parts.stillMine();
  }

  /** The status message's ts, or undefined when it is another worker's by now. */
  async #show(message: SlackMessage, saying: Saying): Promise<string | undefined> {
    if (!(await this.#mayTalk())) return undefined;
    const key = this.#key("status");
    const { statusTs } = this.#origin;
    if (statusTs !== undefined && (await this.#parts.ledger.get(key)) === undefined)
      await this.#once.note(key, statusTs);
    const ts = await this.#once.say(key, this.#spot(), message, saying);
    if (ts !== this.#shown && ts !== statusTs)
      await this.#parts.remember?.({ ...this.#origin, statusTs: ts });
    this.#shown = ts;
    return ts;
  }

  async #showPicture(thread: { channel: string; threadTs: string }, report: Report): Promise<void> {
    const svg = renderPicture(report);
    if (svg === undefined) return;
    const way = pathSentence(report);
    const picture = {
      name: `netdiag-${this.#asked.id}.png`,
      title: "The way of the packets",
      content: await this.#parts.png(svg),
      altText: way,
    };
    await this.#once.upload(this.#key("picture"), thread, [picture], plainText(way), { rank: "detail" });
  }

  /** What is beside the verdict may fail without ending it. */
  async #aside(what: string, say: () => Promise<unknown>): Promise<void> {
    try {
      await say();
    } catch (error) {
      this.#parts.onTrouble(what, error);
    }
  }

  #key(part: string): string {
    return `slack:${this.#asked.id}:${part}`;
  }
}
