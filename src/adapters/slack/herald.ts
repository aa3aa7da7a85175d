import { randomUUID } from "node:crypto";
import type { Question } from "../../model/question.ts";
import type { InLine, Ledger, Line, Origin, Workforce, WorkforceNow } from "../../ports.ts";
import { queued, renderStatus, type Waiting } from "../../report/slack/status.ts";
import { Once } from "./once.ts";
import type { Outbox } from "./outbox.ts";
import { refusalOf } from "./slack-trouble.ts";
import { statusKey } from "./spots.ts";

export interface HeraldParts {
  readonly line: Line;
  readonly workforce: Pick<Workforce, "look">;
  readonly outbox: Outbox;
  readonly ledger: Ledger;
  /** The cluster's name for people. */
  readonly cluster: string;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** Between two looks at the line, milliseconds. */
  readonly everyMs?: number;
  /** How long a question waits without a worker before that is said, milliseconds. */
  readonly noWorkerAfterMs?: number;
}

function noWorker({ cluster }: Question): Waiting {
  return { kind: "no-worker", ...(cluster === undefined ? {} : { cluster }) };
}

/** Of those that wait, so many are told their place. */
const told = 200;

/** A place in the line is not worth a word before, milliseconds. */
const worthSayingMs = 2000;

/** One process tells at a time; another takes over when it is silent for this long, seconds. */
const officeSeconds = 8;
const office = "slack:herald";

/** An edit is on its way no longer than the client waits for an answer, seconds. */
const onItsWaySeconds = 11;

/** Set while an edit of a message that waits is on its way; an ending waits, lest the edit come after it. */
export function heraldKey(channel: string, ts: string): string {
  return `slack:herald:${channel}:${ts}`;
}

/**
 * Tells people who wait: their place in the line, about how long, or that no worker is running. It looks at the queue
 * itself, so it tells also what another process took in.
 */
export class Herald {
  readonly #parts: HeraldParts;
  readonly #me = randomUUID();
  /** What stands in a message, and since when: the oldest is renewed first. */
  readonly #shown = new Map<string, { readonly text: string; readonly at: number }>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(parts: HeraldParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.look()
        .catch((error: unknown) => {
          this.#parts.onTrouble("people who wait were not told their place", error);
        })
        .finally(() => {
          this.#looking = undefined;
        });
    }, this.#parts.everyMs ?? 1000);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** One round: every message whose words have changed, as far as Slack has room. */
  async look(): Promise<void> {
    if (!(await this.#inOffice())) return;
    const { line, workforce } = this.#parts;
    const waiting = await line.waiting(told);
    const clusters = [...new Set(waiting.map(({ question }) => question.cluster))];
    const looked = await Promise.all(
      clusters.map(async (cluster) => [cluster, await workforce.look(cluster)] as const),
    );
    const workers = new Map(looked);
    const places = waiting.flatMap((each) => each.origins.map((origin) => ({ each, origin })));
    this.#forgetAllBut(places.map(({ origin }) => origin.key));
    const oldestFirst = places
      .map((place) => ({ ...place, at: this.#shown.get(place.origin.key)?.at ?? 0 }))
      .sort((a, b) => a.at - b.at || a.each.place - b.each.place);
    const full = new Set<string>();
    for (const { each, origin } of oldestFirst) {
      const now = workers.get(each.question.cluster);
      if (now && !full.has(origin.channel) && !(await this.#tell(each, origin, now)))
        full.add(origin.channel);
    }
  }

  async #inOffice(): Promise<boolean> {
    const { ledger } = this.#parts;
    if ((await ledger.get(office)) !== this.#me) return ledger.setIfAbsent(office, this.#me, officeSeconds);
    await ledger.set(office, this.#me, officeSeconds);
    return true;
  }

  /** False when Slack has no room in that channel now. */
  async #tell(each: InLine, origin: Origin, now: WorkforceNow): Promise<boolean> {
    const { line, outbox, ledger, onTrouble } = this.#parts;
    const { cluster = this.#parts.cluster } = each.question;
    const { channel, user } = origin;
    const waiting = this.#waiting(each, now);
    if (waiting === undefined) return true;
    const once = new Once(outbox, ledger);
    const statusTs = origin.statusTs ?? (await once.noted(statusKey(origin)));
    if (statusTs === undefined) return true;
    const asked = { id: each.id, question: each.question, by: user, cluster };
    const message = renderStatus(asked, { ...queued, waiting });
    const name = origin.key;
    if (this.#shown.get(name)?.text === message.text) return true;
    const key = heraldKey(channel, statusTs);
    await ledger.set(key, this.#me, onItsWaySeconds);
    try {
      // Looked at after the mark was set: whoever tells an ending from now on sees it.
      if (!(await line.waits(each.id, origin, each.question.cluster))) return true;
      const wait = await once.meanwhile(statusKey(origin), channel, statusTs, message);
      if (wait === 0) this.#shown.set(name, { text: message.text, at: Date.now() });
      return wait === 0;
    } catch (error) {
      // Somebody deleted it: then nobody reads it.
      if (refusalOf(error) !== "message_not_found") onTrouble("a place in the line was not shown", error);
      this.#shown.set(name, { text: message.text, at: Date.now() });
      return true;
    } finally {
      await ledger.remove(key);
    }
  }

  #waiting(
    { place, waitedMs, question }: InLine,
    { workers, places, diagnosisMs }: WorkforceNow,
  ): Waiting | undefined {
    if (workers === 0)
      return waitedMs < (this.#parts.noWorkerAfterMs ?? 10_000) ? undefined : noWorker(question);
    if (waitedMs < worthSayingMs) return undefined;
    const expectedMs =
      diagnosisMs === undefined || places === 0 ? undefined : Math.ceil(place / places) * diagnosisMs;
    return { kind: "in-line", place, ...(expectedMs === undefined ? {} : { expectedMs }) };
  }

  #forgetAllBut(names: readonly string[]): void {
    const still = new Set(names);
    for (const name of this.#shown.keys()) if (!still.has(name)) this.#shown.delete(name);
  }
}
