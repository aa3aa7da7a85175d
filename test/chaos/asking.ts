/** Who asks what, where and how: drawn from the seed. Every question carries a number that no other has. */
import { actionIds } from "../../src/report/slack/action-ids.ts";
import type { Random } from "../bench/random.ts";
import type { FakeSlack } from "../fake-slack/fake-slack.ts";
import { botUser } from "../fake-slack/people.ts";
import { listOf, type Message } from "../fake-slack/types.ts";
import { directOf, type Crowd } from "./people.ts";

export type Entry = "slash" | "mention" | "thread" | "dm" | "shortcut" | "modal" | "recheck" | "candidate";

export const everyEntry: readonly [Entry, ...Entry[]] = [
  "slash",
  "mention",
  "thread",
  "dm",
  "shortcut",
  "modal",
  "recheck",
  "candidate",
];

/** One question of one person at one place, as the person knows it. */
export interface Ask {
  readonly entry: Entry;
  readonly by: string;
  readonly channel: string;
  /** Root of the thread where the answer belongs; undefined for the channel itself. */
  readonly threadTs: string | undefined;
  /** Its number, which stands in the words. */
  readonly number: string;
  readonly words: string;
  readonly at: number;
  acked: boolean;
  ackMs: number;
}

export interface Wish {
  readonly entry?: Entry;
  readonly by?: string;
  readonly channel?: string;
  readonly words?: (number: string) => string;
  /** Of a question that somebody else has asked. */
  readonly number?: string;
}

/** Cheap ones and ones that look at nodes, and some that have to be asked back. */
const kinds: readonly [(number: string) => string, ...((number: string) => string)[]] = [
  (number) => `demo/client -> test/productpage:${number}`,
  (number) => `red/api -> red/db:${number}`,
  (number) => `shop/client -> shop/web:${number}`,
  (number) => `red/web -> nobody-${number}`,
  (number) => `absent-${number} -> shop/web`,
  (number) => `client -> red/web:${number}`,
];

export class Askers {
  readonly asks: Ask[] = [];
  readonly #slack: FakeSlack;
  readonly #crowd: Crowd;
  readonly #random: Random;
  #number = 20_000;
  #turn = 0;

  constructor(slack: FakeSlack, crowd: Crowd, random: Random) {
    this.#slack = slack;
    this.#crowd = crowd;
    this.#random = random;
    this.#number += random.below(2000);
  }

  nextNumber(): string {
    this.#number += 1;
    return String(this.#number);
  }

  /** Asks once; resolves when it was acknowledged or not. Never rejects. */
  async ask(wish: Wish = {}): Promise<Ask> {
    const { people, channels } = this.#crowd;
    const drawn = wish.entry ?? this.#random.pick(everyEntry);
    // Each in turn, so that nobody has many open questions by chance.
    const by = wish.by ?? people[this.#turn++ % people.length] ?? people[0];
    const button = drawn === "recheck" || drawn === "candidate" ? this.#button(drawn, by) : undefined;
    const entry = button || (drawn !== "recheck" && drawn !== "candidate") ? drawn : "slash";
    const channel = entry === "dm" ? directOf(by) : (wish.channel ?? this.#random.pick(channels));
    const number = wish.number ?? this.nextNumber();
    const words = (wish.words ?? this.#random.pick(kinds))(number);
    const begun = { by, number, words, at: Date.now(), acked: false, ackMs: 0 };
    const note = (more: Pick<Ask, "entry" | "channel" | "threadTs"> & Partial<Ask>): Ask => {
      const ask: Ask = { ...begun, ...more };
      this.asks.push(ask);
      return ask;
    };
    const settle = async (ask: Ask, sent: Promise<{ acked: boolean }>): Promise<Ask> => {
      const began = performance.now();
      // A person whose message or modal is gone sees that it did not work.
      const { acked } = await sent.catch(() => ({ acked: false }));
      ask.ackMs = performance.now() - began;
      ask.acked = acked;
      return ask;
    };
    const { people: act } = this.#slack;
    switch (entry) {
      case "slash":
        return settle(note({ entry, channel, threadTs: undefined }), act.slash(by, channel, words));
      case "dm":
        return settle(note({ entry, channel, threadTs: undefined }), act.dm(by, words));
      case "mention": {
        // The thread is the message's own, whose ts is not known yet.
        const ask = { entry, channel, threadTs: "" };
        const noted = note(ask);
        const sent = act.mention(by, channel, "", words);
        const own = this.#lastOf(by, channel);
        return settle(this.#replaced(noted, { ...noted, threadTs: own?.ts ?? "" }), sent);
      }
      case "thread": {
        const root = act.say(by, channel, "the checkout is slow again");
        return settle(note({ entry, channel, threadTs: root.ts }), act.mention(by, channel, root.ts, words));
      }
      case "shortcut": {
        const pasted = act.say(this.#random.pick(people), channel, words);
        const ask = note({ entry, channel, threadTs: pasted.ts });
        return settle(ask, act.messageShortcut(by, { channel, ts: pasted.ts }));
      }
      case "modal": {
        const pasted = act.say(this.#random.pick(people), channel, "everything is broken!");
        const ask = note({ entry, channel, threadTs: pasted.ts });
        return settle(ask, this.#throughModal(by, { channel, ts: pasted.ts }, words));
      }
      case "recheck":
      case "candidate": {
        if (!button)
          return settle(
            note({ entry: "slash", channel, threadTs: undefined }),
            act.slash(by, channel, words),
          );
        const { message, action, number: known } = button;
        const ask = note({
          entry,
          channel: message.channel,
          // Re-check answers under the verdict; a candidate's question goes on in the message that asked.
          threadTs: entry === "recheck" ? (message.threadTs ?? message.ts) : message.threadTs,
          number: known,
          words: message.text,
        });
        return settle(ask, act.click(by, { channel: message.channel, ts: message.ts }, action));
      }
    }
  }

  async #throughModal(
    by: string,
    place: { channel: string; ts: string },
    words: string,
  ): Promise<{ acked: boolean }> {
    const before = this.#slack.workspace.views.size;
    const { acked } = await this.#slack.people.messageShortcut(by, place);
    if (!acked) return { acked };
    await this.#slack.until(
      "the modal",
      () =>
        this.#slack.workspace.views.size > before &&
        [...this.#slack.workspace.views.values()].some((view) => view.user === by && view.open),
      3500,
    );
    return this.#slack.people.submit(by, { question: { text: words } });
  }

  /** A message whose button this person may press: with a number of ours, not yet theirs. */
  #button(
    entry: "recheck" | "candidate",
    by: string,
  ): { message: Message; action: string; number: string } | undefined {
    const wanted = entry === "recheck" ? actionIds.recheck : `${actionIds.choose}0`;
    const mine = new Set(this.asks.filter((ask) => ask.by === by).map((ask) => ask.number));
    const pressed = new Set(
      this.asks.filter((ask) => ask.entry === "candidate").map((ask) => `${ask.channel} ${ask.number}`),
    );
    const found = [...this.#slack.workspace.messages.values()]
      .filter((message) => message.user === botUser)
      .slice(-200)
      .flatMap((message) => {
        const has = message.blocks.some((block) =>
          listOf(block, "elements").some((element) => element["action_id"] === wanted),
        );
        const number = /\b2\d{4}\b/.exec(readable(message))?.[0];
        if (!has || number === undefined || mine.has(number)) return [];
        if (entry === "candidate" && pressed.has(`${message.channel} ${number}`)) return [];
        return message.channel.startsWith("D") && message.channel !== directOf(by)
          ? []
          : [{ message, action: wanted, number }];
      });
    return found[this.#random.below(Math.max(1, found.length))];
  }

  #lastOf(user: string, channel: string): Message | undefined {
    return [...this.#slack.workspace.messages.values()]
      .slice(-50)
      .findLast((message) => message.user === user && message.channel === channel);
  }

  #replaced(old: Ask, next: Ask): Ask {
    this.asks[this.asks.indexOf(old)] = next;
    return next;
  }
}

/** All words of a message. */
export function readable({ text, blocks }: Pick<Message, "text" | "blocks">): string {
  return `${text} ${JSON.stringify(blocks)}`;
}
