import { z } from "zod";
import type { Asked, Ending, Telling } from "../../ports.ts";
import { Askers } from "./askers.ts";
import { readDiagnosis, writeDiagnosis } from "./job-data.ts";
import { unansweredKey } from "./names.ts";
import type { Queues } from "./queues.ts";
import { refusedEnding, unverified } from "./refused.ts";
import { NotSigned } from "./signed.ts";

const Noted = z.object({ id: z.string(), data: z.unknown() });

/** Longer than anything waits, seconds. */
const remembered = 48 * 3600;

/** The questions that were taken and not yet told an ending, whatever becomes of their jobs. */
export class Unanswered {
  readonly #queues: Queues;
  readonly #at: string;
  /** Entries that cannot be read, each reported once. */
  #unread = new Set<string>();
  /** Keys that stood there when it was last adopted. */
  #seen = new Set<string>();

  constructor(queues: Queues) {
    this.#queues = queues;
    this.#at = unansweredKey(queues.prefix);
  }

  async note(asked: Asked): Promise<void> {
    const { redis, signer } = this.#queues;
    const { id, origin } = asked;
    const data = signer.sign({ queue: "unanswered", id }, writeDiagnosis(asked));
    const text = JSON.stringify({ id, data });
    this.#hold(origin.key, text);
    await redis.hset(this.#at, origin.key, text);
    await redis.expire(this.#at, remembered);
  }

  /**
   * Takes what is new of it into this process' custody: whoever noted it may have ended since. After Redis lost it, and
   * every job of it, the question is here still, and is told that it was lost.
   */
  async adopt(): Promise<void> {
    const { custody, redis } = this.#queues;
    const keys = await redis.hkeys(this.#at);
    const fresh = keys.filter((key) => !this.#seen.has(key));
    const texts = fresh.length === 0 ? [] : await redis.hmget(this.#at, ...fresh);
    fresh.forEach((key, index) => {
      const text = texts[index];
      if (typeof text !== "string" || custody.holds("told", key) || !this.#isBelieved(key, text)) return;
      this.#hold(key, text);
    });
    this.#seen = new Set(keys);
  }

  /** What cannot be read is reported by who sweeps. */
  #isBelieved(key: string, text: string): boolean {
    try {
      return this.#read(key, text).believed;
    } catch {
      return false;
    }
  }

  #hold(key: string, text: string): void {
    const { custody, redis } = this.#queues;
    custody.hold("told", key, async () => {
      await redis.hsetnx(this.#at, key, text);
      await redis.expire(this.#at, remembered);
    });
  }

  async forget(key: string): Promise<void> {
    await this.#queues.redis.hdel(this.#at, key);
  }

  /** Those that were written by netdiag. */
  async open(): Promise<readonly Asked[]> {
    return (await this.all()).flatMap(({ asked, believed }) => (believed ? [asked] : []));
  }

  /** Throws while Redis takes nothing, as when it is full: then jobs are missing that their holders put back later. */
  async isWritten(): Promise<void> {
    await this.#queues.redis.set(`${this.#at}:swept`, "1", "EX", remembered);
  }

  /** One that cannot be read, as of a newer version, keeps nobody else from an ending. */
  async all(): Promise<readonly Nobodys[]> {
    const entries = Object.entries(await this.#queues.redis.hgetall(this.#at));
    const before = this.#unread;
    this.#unread = new Set();
    return entries.flatMap(([key, text]) => {
      try {
        return [this.#read(key, text)];
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.#unread.add(key);
        if (!before.has(key))
          this.#queues.onError(new Error(`the question noted for ${key} cannot be read: ${why}`));
        return [];
      }
    });
  }

  /** Of what is not believed, as after a change of the key, whoever it names is told nothing but that. */
  #read(key: string, text: string): Nobodys {
    const { id, data } = Noted.parse(JSON.parse(text));
    const read = (from: unknown): Asked => {
      const asked = readDiagnosis(id, from);
      if (asked.origin.key !== key) throw new Error(`it is of ${asked.origin.key}`);
      return asked;
    };
    try {
      const asked = read(this.#queues.signer.open({ queue: "unanswered", id }, data));
      const sentence = `This question was lost on the way, id ${id}. Ask again: ${asked.question.text}`;
      return { asked, ending: { kind: "failed", sentence }, believed: true };
    } catch (error) {
      const claimed = error instanceof NotSigned && unverified(data, read);
      if (!claimed) throw error;
      return { asked: claimed, ending: refusedEnding(error), believed: false };
    }
  }
}

/** A question, and what is told when nobody works on it any more. */
interface Nobodys {
  readonly asked: Asked;
  readonly ending: Ending;
  /** Its signature says that netdiag wrote it. */
  readonly believed: boolean;
}

export interface SweepSettings {
  readonly queues: Queues;
  readonly telling: Telling;
  readonly onSwept: (asked: Asked) => void;
  /** Between two looks, milliseconds. What nobody works on at two of them is nobody's. */
  readonly everyMs?: number;
}

/**
 * Tells people whose question is nobody's any more: its job failed or vanished and nobody told them. That should not
 * happen; it is the last net.
 */
export function sweepUnanswered({ queues, telling, onSwept, everyMs = 5000 }: SweepSettings): {
  readonly close: () => void;
} {
  const unanswered = new Unanswered(queues);
  const askers = new Askers(queues);
  let suspects = new Set<string>();

  const look = async (): Promise<void> => {
    const before = suspects;
    suspects = new Set();
    if (queues.redis.status !== "ready") return;
    await unanswered.isWritten();
    const found = new Set<string>();
    const all = await unanswered.all();
    for (const { asked, ending, believed } of all) {
      const { key } = asked.origin;
      if (await isSomebodys(asked, believed)) continue;
      found.add(key);
      if (!before.has(key)) continue;
      onSwept(asked);
      await telling.tell({ ...asked, ending });
    }
    suspects = found;
  };

  /** Asked in the order in which a question goes on, so that one that goes on in this moment is met at a later step. */
  const isSomebodys = async ({ id, question, origin }: Asked, believed: boolean): Promise<boolean> => {
    const { key } = origin;
    const cluster = believed ? question.cluster : undefined;
    if (await alive("asked", key)) return true;
    if ((await askers.has(id, key)) && (await alive("diagnosis", id, cluster))) return true;
    if (await alive("told", key)) return true;
    if (await queues.custody.isInHand(key)) return true;
    if (!(await queues.custody.isPassed("told", key))) return false;
    await unanswered.forget(key);
    return true;
  };

  const alive = async (
    step: "asked" | "diagnosis" | "told",
    id: string,
    cluster?: string,
  ): Promise<boolean> => {
    const state = await queues.of(step, cluster).getJobState(id);
    return state !== "unknown" && state !== "completed" && state !== "failed";
  };

  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error: unknown) => {
        queues.onError(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        looking = false;
      });
  }, everyMs);
  return {
    close: () => {
      clearInterval(timer);
    },
  };
}
