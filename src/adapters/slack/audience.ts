import type { Progress } from "../../model/progress.ts";
import type { Asked } from "../../ports.ts";
import { SlackConversation, type ConversationParts } from "./conversation.ts";

/** A diagnosis that runs, as far as showing it goes. */
export interface Shown {
  /** Those who wait for it now; others may join. */
  readonly askers: () => readonly Asked[];
  readonly mayShow: (asker: Asked) => Promise<boolean>;
}

/** Shows one diagnosis to everybody who asked, each in a message of their own. */
export class SlackAudience {
  readonly #shown: Shown;
  readonly #parts: ConversationParts;
  readonly #conversations = new Map<string, SlackConversation>();
  readonly #events: Progress[] = [];

  constructor(shown: Shown, parts: ConversationParts) {
    this.#shown = shown;
    this.#parts = parts;
  }

  /** Does not wait for Slack. Who joined since is shown all of it. */
  progress(event: Progress): void {
    this.#events.push(event);
    for (const asker of this.#shown.askers()) {
      const { key } = asker.origin;
      const known = this.#conversations.get(key);
      const conversation = known ?? this.#welcome(asker);
      this.#conversations.set(key, conversation);
      for (const each of known ? [event] : this.#events) conversation.progress(each);
    }
  }

  /** Resolves when no edit is on its way any more that could overtake the verdict. */
  async end(): Promise<void> {
    await Promise.all([...this.#conversations.values()].map((each) => each.end()));
  }

  #welcome(asker: Asked): SlackConversation {
    return new SlackConversation(asker, {
      ...this.#parts,
      mayShow: () => this.#shown.mayShow(asker),
    });
  }
}
