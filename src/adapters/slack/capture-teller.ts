/** How people are told of a capture: one message in the thread of the answer, which becomes what was seen. */
import { setTimeout as delay } from "node:timers/promises";
import type { CaptureTold } from "../../captures/doors.ts";
import { english, tongueOf } from "../../language/tongue.ts";
import type { CaptureAsked, CaptureEnd, CapturePlace } from "../../model/capture-asked.ts";
import type { CaptureProgress } from "../../model/captured-traffic.ts";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import { renderCaptureBegun, renderCaptureEnd, renderCapturing } from "../../report/slack/capture.ts";
import { renderElsewhere } from "../../report/slack/elsewhere.ts";
import { noLongerEdited, Once } from "./once.ts";
import type { Outbox, Saying } from "./outbox.ts";
import type { Spot } from "./read-back.ts";
import { notBelieved, plainSentence } from "./sentences.ts";
import { placeGone, refusalOf } from "./slack-trouble.ts";
import { partKey } from "./spots.ts";
import type { TellerParts } from "./teller.ts";

const saying: Saying = { rank: "verdict", patienceMs: 5000 };
const quickly: Saying = { rank: "status", patienceMs: 3000 };

/** So soon the end of a capture is noticed by an edit that waits for its turn, milliseconds. */
const longestWaitMs = 500;

/** Under this it is noted that the end was told: whoever comes back says nothing more. */
const toldKey = ({ id }: CaptureAsked): string => partKey(id, "told");
const messageKey = ({ id }: CaptureAsked): string => partKey(id, "capture");

export class CaptureTeller implements CaptureTold {
  readonly #outbox: Outbox;
  readonly #once: Once;
  readonly #place: CapturePlace | undefined;
  readonly #onTrouble: (what: string, error: unknown) => void;
  /** Of captures of this process how far they are, and the edit that is on its way: none comes after the end. */
  readonly #newest = new Map<string, CaptureProgress>();
  readonly #editing = new Map<string, Promise<void>>();
  readonly #ended = new Set<string>();

  constructor(
    { outbox, ledger, onTrouble }: Pick<TellerParts, "outbox" | "ledger" | "onTrouble">,
    place: CapturePlace | undefined,
  ) {
    this.#outbox = outbox;
    this.#once = new Once(outbox, ledger);
    this.#place = place;
    this.#onTrouble = onTrouble;
  }

  /** Resolves when the message shows it, or something newer; what happens while Slack has no time for an edit is shown together. */
  async progress(asked: CaptureAsked, progress: CaptureProgress): Promise<void> {
    const { id } = asked;
    if (this.#ended.has(id)) return;
    this.#newest.set(id, progress);
    const editing =
      this.#editing.get(id) ??
      this.#showNewest(asked).finally(() => {
        this.#editing.delete(id);
        this.#newest.delete(id);
      });
    this.#editing.set(id, editing);
    await editing;
  }

  async #showNewest(asked: CaptureAsked): Promise<void> {
    for (;;) {
      const progress = this.#newest.get(asked.id);
      if (progress === undefined || this.#ended.has(asked.id)) return;
      const wait = await this.#show(asked, progress);
      if (wait === 0 && progress === this.#newest.get(asked.id)) return;
      await delay(Math.min(wait, longestWaitMs), undefined, { ref: false });
    }
  }

  /** Milliseconds until there may be room, 0 when it was shown or there is nothing to show it in. */
  async #show(asked: CaptureAsked, progress: CaptureProgress): Promise<number> {
    const key = messageKey(asked);
    if ((await this.#once.noted(toldKey(asked))) !== undefined) return 0;
    const ts = (await this.#once.wasSent(key))
      ? await this.#once.noted(key)
      : await this.#once.say(key, spotOf(asked), renderCaptureBegun(asked), quickly);
    return ts === undefined
      ? 0
      : this.#outbox.progress(asked.by.channel, ts, renderCapturing(asked, progress));
  }

  /**
   * Edited without `Once.become`, which writes what a message becomes into Redis: the link is nobody's but Slack's. Where the channel
   * takes nothing any more, whoever asked is told directly.
   */
  async end(asked: CaptureAsked, end: CaptureEnd, link: string | undefined): Promise<void> {
    if ((await this.#once.noted(toldKey(asked))) !== undefined) return;
    this.#ended.add(asked.id);
    await this.#editing.get(asked.id)?.catch(() => undefined);
    const { forward } = this.#place ?? {};
    const words = renderCaptureEnd(asked, end, {
      ...(link !== undefined && { link }),
      ...(forward !== undefined && { forward }),
    });
    try {
      await this.#once.note(toldKey(asked), await this.#become(asked, words));
    } finally {
      this.#ended.delete(asked.id);
    }
  }

  async #become(asked: CaptureAsked, words: SlackMessage): Promise<string> {
    const { channel, user } = asked.by;
    const key = messageKey(asked);
    try {
      // Where the message may be there and its place is not known, it is found first, or posted now.
      const ts = await this.#once.say(key, spotOf(asked), renderCaptureBegun(asked), saying);
      try {
        await this.#outbox.update(channel, ts, words, saying);
        return ts;
      } catch (error) {
        if (!noLongerEdited.has(refusalOf(error) ?? "")) throw error;
        return await this.#once.say(`${key}:whole`, spotOf(asked), words, saying);
      }
    } catch (error) {
      if (!placeGone.has(refusalOf(error) ?? "")) throw error;
      this.#onTrouble("a capture was not told where it was asked for", error);
      const elsewhere = renderElsewhere(channel, words, tongueOf(asked.question.language));
      return this.#once.say(`${key}:directly`, { channel: user }, elsewhere, saying);
    }
  }

  /** To whom the job names, alone: nothing else of it is used. */
  async notBelieved({ id, by }: CaptureAsked): Promise<void> {
    const message = plainSentence(notBelieved)(english);
    await this.#outbox.whisper({ channel: by.channel }, by.user, message, partKey(id, "alone"), saying);
  }
}

function spotOf({ by, threadTs }: CaptureAsked): Spot {
  return { channel: by.channel, threadTs };
}
