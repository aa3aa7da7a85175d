/** What Slack says about people, channels and groups, kept for a while. */
import { z } from "zod";
import { NotNow } from "../../ports.ts";
import type { Known } from "./authorize.ts";
import { refusalOf } from "./slack-trouble.ts";

/** Answers of Slack are good for five minutes; failures for nothing. */
const freshMs = 5 * 60_000;
/** Of so many people or channels; the oldest are asked about again. */
const keptAtMost = 5000;
/** How long the turn to ask is waited for here, milliseconds; then what is asked waits in the queue, as Slack says. */
const patienceMs = 1000;

/** How long asking may take, and how much of that the line before it. */
export interface Patience {
  readonly patienceMs: number;
  readonly lineMs?: number;
}

/** Slack's list of all there are, a page at a time. */
export type ReadList<Facts> = (
  found: (key: string, facts: Facts) => void,
  patience: Patience,
) => Promise<void>;

interface Dated<Value> {
  readonly until: number;
  readonly value: Value;
}

/**
 * Facts by their key. Two who ask at once share one call. Slack answers about a hundred people a minute, one by one, and
 * about hundreds with one page of its list: when many ask at once whom nobody knew, the list is read instead of waiting
 * for each one's turn.
 */
export class Fresh<Facts> {
  readonly #method: string;
  readonly #scopes: string;
  readonly #list: ReadList<Facts> | undefined;
  readonly #known = new Map<string, Dated<Promise<Facts>>>();
  #listed = new Map<string, Dated<Facts>>();
  #reading: Dated<Promise<void>> | undefined;

  constructor(method: string, scopes: string, list?: ReadList<Facts>) {
    this.#method = method;
    this.#scopes = scopes;
    this.#list = list;
  }

  /** What cannot be found out is said with its reason. Rejects with NotNow alone, while Slack does not answer. */
  async get(key: string, ask: (patience: Patience) => Promise<Facts>): Promise<Known<Facts>> {
    const known = fresh(this.#known.get(key));
    // Not kept once more: it would count as new from now on.
    const listed = known === undefined ? fresh(this.#listed.get(key)) : undefined;
    if (listed !== undefined) return listed;
    const facts = known ?? this.#found(key, ask);
    if (known === undefined) this.#keep(key, facts);
    try {
      return await facts;
    } catch (error) {
      this.#known.delete(key);
      if (error instanceof NotNow) throw error;
      if (refusalOf(error) === undefined && !(error instanceof z.ZodError))
        throw new NotNow(2000, `Slack does not answer ${this.#method}`, { cause: error });
      return { unknown: whyNot(error, this.#method, this.#scopes) };
    }
  }

  async #found(key: string, ask: (patience: Patience) => Promise<Facts>): Promise<Facts> {
    if (!this.#list) return ask({ patienceMs });
    try {
      return await ask({ patienceMs, lineMs: 0 });
    } catch (error) {
      if (!(error instanceof NotNow)) throw error;
      await this.#readList(this.#list);
      return fresh(this.#listed.get(key)) ?? ask({ patienceMs });
    }
  }

  /** At most once in the time that answers are good for: who is not on it is asked about alone. */
  async #readList(list: ReadList<Facts>): Promise<void> {
    const until = performance.now() + freshMs;
    if (fresh(this.#reading) === undefined) {
      const listed = new Map<string, Dated<Facts>>();
      this.#listed = listed;
      const reading = list((key, value) => listed.set(key, { until, value }), { patienceMs });
      // Where an app may not read it, or Slack does not answer, each is asked about alone as before.
      this.#reading = { until, value: reading.catch(() => undefined) };
    }
    await this.#reading?.value;
  }

  #keep(key: string, facts: Promise<Facts>): void {
    this.#known.delete(key);
    this.#known.set(key, { until: performance.now() + freshMs, value: facts });
    for (const [oldest, { until }] of this.#known) {
      if (until > performance.now() && this.#known.size <= keptAtMost) break;
      this.#known.delete(oldest);
    }
  }
}

function fresh<Value>(dated: Dated<Value> | undefined): Value | undefined {
  return dated && dated.until > performance.now() ? dated.value : undefined;
}

function whyNot(error: unknown, method: string, scopes: string): string {
  switch (refusalOf(error)) {
    case "missing_scope":
      return `${method} needs the scope ${scopes}; add it to the Slack app.`;
    case "channel_not_found":
      return "I am not in it. Invite me first: /invite @netdiag";
    case "plan_upgrade_required":
      return "this Slack plan has no user groups; list people in NETDIAG_ALLOWED_USERS instead.";
    case undefined:
      return `Slack did not answer ${method}; try again in a moment.`;
    default:
      return `${method} was refused (${refusalOf(error) ?? ""}).`;
  }
}
