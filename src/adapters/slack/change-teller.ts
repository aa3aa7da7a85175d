/** How people are told of a request to change the cluster: it stands in the thread of the answer, and becomes how it ended. */
import { objectName, yamlOf } from "../../apply/manifest.ts";
import { undoOf } from "../../apply/undo.ts";
import type { ChangeAsked, ChangeEnd, ChangeJob, ChangeRequest } from "../../model/change.ts";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import {
  renderAfter,
  renderNotAsked,
  renderRequest,
  renderRequestEnd,
  type Shown,
} from "../../report/slack/change.ts";
import { english } from "../../language/tongue.ts";
import { Once } from "./once.ts";
import type { Outbox, Saying } from "./outbox.ts";
import type { Spot } from "./read-back.ts";
import { failedItself, notBelieved, plainSentence } from "./sentences.ts";
import { refusalOf } from "./slack-trouble.ts";
import { partKey } from "./spots.ts";
import type { TellerParts } from "./teller.ts";

const saying: Saying = { rank: "verdict", patienceMs: 5000 };

export class ChangeTeller {
  readonly #outbox: Outbox;
  readonly #once: Once;
  readonly #onTrouble: (what: string, error: unknown) => void;

  constructor({ outbox, ledger, onTrouble }: Pick<TellerParts, "outbox" | "ledger" | "onTrouble">) {
    this.#outbox = outbox;
    this.#once = new Once(outbox, ledger);
    this.#onTrouble = onTrouble;
  }

  /** With the buttons to approve it. Saying it again says nothing. */
  async ask(request: ChangeRequest): Promise<void> {
    await this.#say(request, "request", renderRequest(request, shownOf(request)));
  }

  /** To who asked, in the same thread: nobody is asked to approve it. */
  async notAsked(asked: ChangeAsked, why: string): Promise<void> {
    await this.#say(asked, "not-asked", renderNotAsked(asked, objectName(asked.manifest), why));
  }

  /** The request becomes how it ended; of what was applied the thread is told more. */
  async end(request: ChangeRequest, end: ChangeEnd): Promise<void> {
    const shown = shownOf(request);
    const over = renderRequestEnd(request, shown, end);
    const key = partKey(request.id, "request");
    await this.#orDirectly(request, "end", over, () =>
      this.#once.become(key, spotOf(request), over, over, saying),
    );
    const after = renderAfter(request, shown, end, undoOf(request));
    if (after) await this.#say(request, "after", after);
  }

  async #say(asked: ChangeAsked, part: string, message: SlackMessage): Promise<void> {
    const key = partKey(asked.id, part);
    await this.#orDirectly(asked, part, message, () => this.#once.say(key, spotOf(asked), message, saying));
  }

  /** Where the thread takes nothing any more, to who asked. */
  async #orDirectly(
    { id, by }: ChangeAsked,
    part: string,
    message: SlackMessage,
    say: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await say();
    } catch (error) {
      if (refusalOf(error) === undefined) throw error;
      try {
        await this.#once.say(partKey(id, `${part}-directly`), { channel: by.user }, message, saying);
      } catch (other) {
        if (refusalOf(other) === undefined) throw other;
        this.#onTrouble("who asked for a change was not told", other);
      }
    }
  }

  /** Of a request that is not kept any more, to whoever approved it alone. */
  async endAlone({ id, approver }: Extract<ChangeJob, { kind: "apply" }>, end: ChangeEnd): Promise<void> {
    const says = "sentence" in end ? end.sentence : end.kind;
    await this.#whisper(id, approver, says);
  }

  /** To whom the job names, alone: nothing else of it is used. */
  async notBelieved(claimed: ChangeJob): Promise<void> {
    if (claimed.kind === "try") await this.#whisper(claimed.asked.id, claimed.asked.by, notBelieved);
    if (claimed.kind === "apply") await this.#whisper(claimed.id, claimed.approver, notBelieved);
  }

  /** netdiag itself could not do it, tried again and again. */
  async failed(job: ChangeJob): Promise<void> {
    if (job.kind === "try") await this.#whisper(job.asked.id, job.asked.by, failedItself(job.asked.id));
    if (job.kind === "apply") await this.#whisper(job.id, job.approver, failedItself(job.id));
  }

  async #whisper(
    id: string,
    to: { readonly user: string; readonly channel: string },
    says: string,
  ): Promise<void> {
    const message = plainSentence(says)(english);
    await this.#outbox.whisper({ channel: to.channel }, to.user, message, partKey(id, "alone"), saying);
  }
}

function spotOf({ by, threadTs }: ChangeAsked): Spot {
  return { channel: by.channel, threadTs };
}

function shownOf({ manifest }: ChangeAsked): Shown {
  return { object: objectName(manifest), yaml: yamlOf(manifest) };
}
