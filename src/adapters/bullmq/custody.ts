import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { RedisConnection } from "./connection.ts";
import { epochKey, passedKey, steps, takenKey, type Step } from "./names.ts";

/** How long it is remembered that a step is over, seconds: longer than anybody holds it. */
const rememberedSeconds = 24 * 3600;

/** What this process saw to its end lately, for a Redis that forgot it. */
const rememberedHere = 5000;

/** One step of one question, as long as this process does not know that it is over. */
interface Held {
  readonly step: Step;
  readonly key: string;
  readonly putBack: () => Promise<void>;
  /** In this process' hands at this moment. */
  inHand: boolean;
  /** Since when Redis may have forgotten it; put back a moment later. */
  doubtedAt: number | undefined;
}

export interface CustodyOptions {
  readonly redis: RedisConnection;
  readonly prefix: string;
  readonly onError: (error: Error) => void;
  readonly onPutBack?: () => void;
}

/** Between two looks, milliseconds. */
const lookMs = 1000;
/**
 * First everybody says what is over and what is in hand, then everybody puts back the rest and goes on: milliseconds in
 * between. Longer than the slowest of us takes to find Redis again after the first one has.
 */
const settleMs = 3000;
/** So many are put back beside each other, and for so long, milliseconds, before it is said again what is in hand. */
const atOnce = 50;
const puttingBackMs = 2000;
/** A process that has a step in hand says so again at each look; silent for this long, it is gone: seconds. */
const inHandSeconds = 8;

/**
 * Nothing is lost when Redis loses its data, restarts or fails over to a copy that lags: each process keeps in memory
 * what it took and does not yet know as over, and puts it back. Putting back is adding a job with the id it had, so
 * several may do it, and where the job is still there it does nothing.
 */
export class Custody {
  readonly #redis: RedisConnection;
  readonly #prefix: string;
  readonly #onError: (error: Error) => void;
  readonly #onPutBack: (() => void) | undefined;
  readonly #me = randomUUID();
  readonly #held = new Map<string, Held>();
  readonly #over = new Map<string, { readonly step: Step; readonly key: string }>();
  #epoch: string | undefined;
  #doubtful = false;
  #foundAgainAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor({ redis, prefix, onError, onPutBack }: CustodyOptions) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#onError = onError;
    this.#onPutBack = onPutBack;
    // Another server may answer now, which never saw the last things that were written.
    redis.on("ready", () => {
      if (this.#epoch === undefined) return;
      this.#doubtful = true;
      this.#foundAgainAt = performance.now();
      this.#lookSafely();
    });
    this.#timer = setInterval(() => {
      this.#lookSafely();
    }, lookMs);
    this.#timer.unref();
  }

  /** Takes a step into custody until it is known as over. Holding it again changes how it is put back. */
  hold(step: Step, key: string, putBack: () => Promise<void>): void {
    const name = `${step}:${key}`;
    const before = this.#held.get(name);
    this.#held.set(name, {
      step,
      key,
      putBack,
      inHand: before?.inHand ?? false,
      doubtedAt: before?.doubtedAt,
    });
  }

  holds(step: Step, key: string): boolean {
    return this.#held.has(`${step}:${key}`);
  }

  /** Whether some process says that it works on a step of this question, though Redis may have lost its job. */
  async isInHand(key: string): Promise<boolean> {
    return (await this.#redis.exists(...steps.map((step) => takenKey(this.#prefix, step, key)))) > 0;
  }

  /** Like `hold`, and this process works on it until the returned function is called. */
  takeInHand(step: Step, key: string, putBack: () => Promise<void>): () => void {
    this.hold(step, key, putBack);
    const held = this.#held.get(`${step}:${key}`);
    if (held) held.inHand = true;
    return () => {
      const now = this.#held.get(`${step}:${key}`);
      if (now) now.inHand = false;
    };
  }

  /**
   * Working on it ended in a way that may have cost its job, as when Redis is full and takes nothing: should nobody say
   * that the step is over, it is put back as soon as Redis takes it.
   */
  doubt(step: Step, key: string): void {
    const held = this.#held.get(`${step}:${key}`);
    if (held) held.doubtedAt ??= performance.now();
  }

  /** The step is over for this question: for all processes, and in custody of none. */
  async passed(step: Step, key: string): Promise<void> {
    this.#forget(step, key);
    await this.#redis.set(passedKey(this.#prefix, step, key), "1", "EX", rememberedSeconds);
  }

  async isPassed(step: Step, key: string): Promise<boolean> {
    for (;;) {
      if (this.#over.has(`${step}:${key}`)) return true;
      await this.settled();
      const found = this.#foundAgainAt;
      const passed = await this.#redis.exists(passedKey(this.#prefix, step, key));
      // A call that waited through an outage was answered by a Redis that nobody has told anything yet.
      if (found === this.#foundAgainAt) return passed === 1;
    }
  }

  /** Resolves when everybody had the time to say what is over, should Redis have been away or be another one. */
  async settled(): Promise<void> {
    await delay(Math.max(0, this.#foundAgainAt + settleMs - performance.now()));
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  #forget(step: Step, key: string): void {
    const name = `${step}:${key}`;
    this.#held.delete(name);
    this.#over.delete(name);
    this.#over.set(name, { step, key });
    const [oldest] = this.#over.keys();
    if (this.#over.size > rememberedHere && oldest !== undefined) this.#over.delete(oldest);
  }

  #lookSafely(): void {
    this.#looking ??= this.#look()
      .catch((error: unknown) => {
        this.#onError(asError(error));
      })
      .finally(() => {
        this.#looking = undefined;
      });
  }

  async #look(): Promise<void> {
    if (this.#redis.status !== "ready") return;
    const held = [...this.#held.values()];
    const [epoch, ...passed] = await this.#redis.mget(
      epochKey(this.#prefix),
      ...held.map(({ step, key }) => passedKey(this.#prefix, step, key)),
    );
    held.forEach(({ step, key }, index) => {
      if (typeof passed[index] === "string") this.#forget(step, key);
    });
    await this.#checkEpoch(epoch ?? undefined);
    await this.#settleAll();
  }

  /** What is in hand is said to be so first, and again before that runs out: what else is doubted waits for the next look. */
  async #settleAll(): Promise<void> {
    const doubted = [...this.#held.values()].filter(({ doubtedAt }) => doubtedAt !== undefined);
    const saying = this.#redis.pipeline();
    for (const { step, key, inHand } of doubted)
      if (inHand) saying.set(takenKey(this.#prefix, step, key), this.#me, "EX", inHandSeconds);
    await saying.exec();
    let failure: unknown;
    const end = performance.now() + puttingBackMs;
    for (let first = 0; first < doubted.length && performance.now() < end; first += atOnce)
      for (const settled of await Promise.allSettled(
        doubted.slice(first, first + atOnce).map((each) => this.#settle(each)),
      ))
        if (settled.status === "rejected") failure ??= settled.reason;
    // One that cannot be put back, as while Redis is full, keeps no other from it.
    if (failure !== undefined) this.#onError(asError(failure));
  }

  async #checkEpoch(epoch: string | undefined): Promise<void> {
    const key = epochKey(this.#prefix);
    await this.#redis.expire(key, rememberedSeconds);
    if (epoch === undefined || epoch !== this.#epoch) {
      await this.#redis.set(key, randomUUID(), "EX", rememberedSeconds, "NX");
      this.#doubtful ||= this.#epoch !== undefined;
      this.#epoch = (await this.#redis.get(key)) ?? undefined;
    }
    if (!this.#doubtful) return;
    this.#doubtful = false;
    const memory = this.#redis.pipeline();
    for (const { step, key } of this.#over.values())
      memory.set(passedKey(this.#prefix, step, key), "1", "EX", rememberedSeconds);
    await memory.exec();
    const now = performance.now();
    for (const held of this.#held.values()) held.doubtedAt = now;
  }

  async #settle(held: Held): Promise<void> {
    const { step, key, inHand, doubtedAt } = held;
    if (this.#held.get(`${step}:${key}`) !== held || inHand || doubtedAt === undefined) return;
    if (performance.now() - doubtedAt < settleMs) return;
    const taken = takenKey(this.#prefix, step, key);
    const found = this.#foundAgainAt;
    const [by, passed] = await this.#redis.mget(taken, passedKey(this.#prefix, step, key));
    if (found !== this.#foundAgainAt || (typeof by === "string" && by !== this.#me)) return;
    if (typeof passed === "string" || this.#over.has(`${step}:${key}`)) {
      this.#forget(step, key);
      return;
    }
    await held.putBack();
    held.doubtedAt = undefined;
    this.#onPutBack?.();
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
