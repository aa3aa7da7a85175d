import { z } from "zod";
import type { Asked } from "../../ports.ts";
import { readDiagnosis, type DiagnosisData } from "./job-data.ts";
import { cancelKey, closedKey, originsKey } from "./names.ts";
import type { Queues } from "./queues.ts";
import { unverified } from "./refused.ts";
import { NotSigned } from "./signed.ts";

/** How long who asked is remembered, seconds: longer than any diagnosis waits. */
const remembered = 24 * 3600;

/** Of those who are not believed so many are told it: whoever can write to Redis names as many as they like. */
const toldAtMost = 50;

const join = `
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ${remembered})
return 1`;

// The last one to leave closes the diagnosis: who asks in that moment starts another.
const leave = `
if redis.call('EXISTS', KEYS[2]) == 1 or redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return -1 end
local left = redis.call('HLEN', KEYS[1])
if left == 0 then redis.call('SET', KEYS[2], '1', 'EX', ${remembered}) end
return left`;

// 'ats' counts the starts of a job: a higher number than ours says that another worker took it over.
const close = `
local starts = redis.call('HGET', KEYS[3], 'ats')
if starts and ARGV[1] ~= '' and starts ~= ARGV[1] then return false end
redis.call('SET', KEYS[2], '1', 'EX', ${remembered})
return redis.call('HVALS', KEYS[1])`;

const open = `
if redis.call('EXISTS', KEYS[3]) == 0 then redis.call('DEL', KEYS[2]) end
return 1`;

/** Those who wait for one diagnosis. Each call is one step for Redis: nobody joins what is closed, nobody is left out. */
export class Askers {
  readonly #redis: Queues["redis"];
  readonly #prefix: string;
  readonly #signer: Queues["signer"];
  readonly #onError: Queues["onError"];

  constructor({ redis, prefix, signer, onError }: Pick<Queues, "redis" | "prefix" | "signer" | "onError">) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#signer = signer;
    this.#onError = onError;
  }

  /** False when the diagnosis has ended. */
  async join(id: string, data: DiagnosisData): Promise<boolean> {
    const signed = this.#signer.sign({ queue: "askers", id }, data);
    return (await this.#run(join, id, [], data.origin.key, JSON.stringify(signed))) === 1;
  }

  /** How many are left; undefined when nobody of that key was waiting any more. */
  async leave(id: string, key: string): Promise<number | undefined> {
    const left = z.number().parse(await this.#run(leave, id, [], key));
    return left < 0 ? undefined : left;
  }

  /** All of them, and nobody can join from now on. Undefined when the job was started again after this attempt. */
  async close(id: string, jobKey: string, attempt?: number): Promise<readonly Asked[] | undefined> {
    const values = await this.#run(close, id, [jobKey], attempt ?? "");
    return values === null ? undefined : this.#read(id, z.array(z.string()).parse(values));
  }

  /** Like `close`, of a job that is not believed: with those who are not believed either. They are told nothing but that. */
  async closeRefused(id: string, jobKey: string): Promise<readonly Asked[]> {
    const values = await this.#run(close, id, [jobKey], "");
    return this.#claimed(id, z.array(z.string()).parse(values ?? []));
  }

  /** A diagnosis that is started again can be joined again; not one that was stopped. */
  async open(id: string): Promise<void> {
    await this.#run(open, id, [cancelKey(this.#prefix, id)]);
  }

  async isClosed(id: string): Promise<boolean> {
    return (await this.#redis.exists(closedKey(this.#prefix, id))) === 1;
  }

  async now(id: string): Promise<readonly Asked[]> {
    return this.#read(id, await this.#redis.hvals(originsKey(this.#prefix, id)));
  }

  /** Whether somebody of that key is written down, be it by somebody who is not netdiag. */
  async has(id: string, key: string): Promise<boolean> {
    return (await this.#redis.hexists(originsKey(this.#prefix, id), key)) === 1;
  }

  async forget(id: string): Promise<void> {
    await this.#redis.del(originsKey(this.#prefix, id));
  }

  #read(id: string, values: readonly string[]): readonly Asked[] {
    return values.flatMap((text) => {
      try {
        return [readDiagnosis(id, this.#signer.open({ queue: "askers", id }, JSON.parse(text)))];
      } catch (error) {
        // Somebody else would like to hear the verdict too.
        if (!(error instanceof NotSigned)) this.#onError(unreadable(id, error));
        return [];
      }
    });
  }

  #claimed(id: string, values: readonly string[]): readonly Asked[] {
    return values.slice(0, toldAtMost).flatMap((text) => {
      const asked = unverified(parsed(text), (data) => readDiagnosis(id, data));
      return asked ? [asked] : [];
    });
  }

  async #run(
    script: string,
    id: string,
    more: readonly string[],
    ...args: (string | number)[]
  ): Promise<unknown> {
    const keys = [originsKey(this.#prefix, id), closedKey(this.#prefix, id), ...more];
    return this.#redis.eval(script, keys.length, ...keys, ...args);
  }
}

/** Undefined, which nobody reads as an asker, when it is no JSON. */
function parsed(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return data;
  } catch {
    return undefined;
  }
}

/** One who waits in words of a newer version, or of somebody else's, keeps the verdict from nobody. */
function unreadable(id: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`one who waits for ${id} cannot be read: ${why}`, { cause });
}
