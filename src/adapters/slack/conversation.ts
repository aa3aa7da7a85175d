import { setTimeout as delay } from "node:timers/promises";
import type { Progress } from "../../model/progress.ts";
import type { Asked as Answered, Ledger } from "../../ports.ts";
import { renderHeard } from "../../report/slack/heard.ts";
import { advance, queued, renderStatus, type Asked, type StatusState } from "../../report/slack/status.ts";
import { Once } from "./once.ts";
import type { Outbox } from "./outbox.ts";
import { refusalOf } from "./slack-trouble.ts";
import { spotOf, statusKey } from "./spots.ts";

export interface ConversationParts {
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  /** The cluster's name for people. */
  readonly cluster: string;
  /** False once another worker took the diagnosis over, or it was ended for this asker: then nothing more is shown. */
  readonly mayShow?: () => Promise<boolean>;
  /** Trouble that does not end the diagnosis. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/**
 * The status message of one asker while the diagnosis runs, edited in place. A second worker with the same asker
 * continues the same message.
 */
export class SlackConversation {
  readonly #parts: ConversationParts;
  readonly #answered: Answered;
  readonly #asked: Asked & { readonly id: string };
  readonly #once: Once;
  readonly #ended = new AbortController();
  #state: StatusState = queued;
  /** The edit that is waiting for its turn or on its way. */
  #editing: Promise<void> | undefined;

  constructor(answered: Answered, parts: ConversationParts) {
    const { id, question, origin } = answered;
    this.#parts = parts;
    this.#answered = answered;
    this.#asked = { id, question, by: origin.user, cluster: question.cluster ?? parts.cluster };
    this.#once = new Once(parts.outbox, parts.ledger);
  }

  /** Shows the state with the channel's next turn; events in between are shown together. Does not wait for Slack. */
  progress(progress: Progress): void {
    this.#state = advance(this.#state, progress);
    if (!this.#ended.signal.aborted)
      this.#editing ??= this.#editInTurn().finally(() => {
        this.#editing = undefined;
      });
  }

  /** Shows nothing more. Resolves when no edit is on its way that could overtake the verdict. */
  async end(): Promise<void> {
    this.#ended.abort();
    await this.#editing;
  }

  async #editInTurn(): Promise<void> {
    const { signal } = this.#ended;
    for (;;) {
      const state = this.#state;
      const wait = await this.#show(state).catch((error: unknown) => {
        // Somebody deleted it; the ending gets a message of its own.
        if (refusalOf(error) !== "message_not_found")
          this.#parts.onTrouble("the status was not shown", error);
        return 0;
      });
      // What happened while Slack was slow gets a turn of its own.
      if (wait === 0 && state === this.#state) return;
      await delay(wait, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  /** Edits the status message if there is room; returns milliseconds until there may be some, 0 when it was shown. */
  async #show(state: StatusState): Promise<number> {
    const { mayShow } = this.#parts;
    const { origin } = this.#answered;
    const key = statusKey(origin);
    if (origin.statusTs !== undefined && !(await this.#once.wasSent(key)))
      await this.#once.note(key, origin.statusTs);
    if (mayShow && !(await mayShow())) return 0;
    const ts = await this.#place(key);
    if (ts === undefined) return 0;
    return this.#once.meanwhile(key, origin.channel, ts, renderStatus(this.#asked, state));
  }

  /** Where the status message is; posted now when it never was. One whose place is not known is let be. */
  async #place(key: string): Promise<string | undefined> {
    // It is not looked for: what Slack lets us read, endings need.
    if (await this.#once.wasSent(key)) return this.#once.noted(key);
    const patience = { rank: "status", patienceMs: 3000 } as const;
    return this.#once.say(key, spotOf(this.#answered.origin), renderHeard(this.#asked), patience);
  }
}
