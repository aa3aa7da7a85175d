import { z } from "zod";
import type { RedisConnection } from "./connect.ts";

/** So many changes can be read, about: those of a thousand questions; for so long, seconds. */
const changesKept = 20_000;
const secondsKept = 7 * 24 * 3600;

const pageOf = 1000;

const note = `redis.call('XADD', journal, 'MAXLEN', '~', ${changesKept}, '*', unpack(line))
redis.call('EXPIRE', journal, ${secondsKept})`;

// A value and its line in the journal are there together or not at all.
const writeScript = `
local journal = KEYS[2]
local args = {KEYS[1], ARGV[2], 'PX', ARGV[3]}
if ARGV[4] == 'NX' then args[5] = 'NX' end
if not redis.call('SET', unpack(args)) then return 0 end
if ARGV[5] == '1' then
  local line = {'key', ARGV[1], 'ms', ARGV[3], 'value', ARGV[2]}
  ${note}
end
return 1`;

const removeScript = `
local journal = KEYS[2]
local line = {'key', ARGV[1]}
if redis.call('DEL', KEYS[1]) == 1 or ARGV[2] == '1' then
  ${note}
end
return 1`;

const readScript = `
local now = redis.call('TIME')
local lines = redis.call('XRANGE', KEYS[1], ARGV[1], '+', 'COUNT', ${pageOf})
return {now[1] * 1000 + math.floor(now[2] / 1000), lines}`;

const Page = z.tuple([z.number(), z.array(z.tuple([z.string(), z.array(z.string())]))]);

/** One change of the ledger, whoever made it. */
export interface Change {
  readonly key: string;
  /** Undefined when it was removed. */
  readonly value: string | undefined;
  /** How long the value is good for from now on, milliseconds; none of a value that expired. */
  readonly leftMs: number;
}

export interface Writing {
  readonly value: string;
  readonly ms: number;
  /** Only where nothing stands. */
  readonly ifAbsent?: boolean;
  /** Whether the others get to know it. */
  readonly noted: boolean;
}

/**
 * The ledger's values in Redis, and beside them a journal of the last changes (a stream), so that each process can know
 * what any other one wrote.
 */
export class Journal {
  readonly #redis: RedisConnection;
  readonly #at: (key: string) => string;
  readonly #journal: string;
  /** The last change that was read. */
  #place: string | undefined;

  constructor(redis: RedisConnection, prefix: string) {
    this.#redis = redis;
    this.#at = (key) => `${prefix}:ledger:${key}`;
    this.#journal = `${prefix}:ledger-journal`;
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#redis.get(this.#at(key))) ?? undefined;
  }

  /** False when it was only to be written where nothing stood, and something did. */
  async write(key: string, { value, ms, ifAbsent = false, noted }: Writing): Promise<boolean> {
    const args = [key, value, Math.ceil(ms), ifAbsent ? "NX" : "", noted ? "1" : "0"];
    return (await this.#redis.eval(writeScript, 2, this.#at(key), this.#journal, ...args)) === 1;
  }

  /** `noted`: others may know it, though Redis lost it. */
  async remove(key: string, noted: boolean): Promise<void> {
    await this.#redis.eval(removeScript, 2, this.#at(key), this.#journal, key, noted ? "1" : "0");
  }

  /**
   * What changed since the last call. `lost` when this is not the Redis that was read before, or one that lags, or so much
   * has changed that not all can be read: then the changes are all there are.
   */
  async news(): Promise<{ readonly changes: readonly Change[]; readonly lost: boolean }> {
    const changes: Change[] = [];
    for (;;) {
      const from: string | undefined = this.#place;
      const [now, lines] = Page.parse(await this.#redis.eval(readScript, 1, this.#journal, from ?? "-"));
      if (from !== undefined && lines[0]?.[0] !== from) {
        this.#place = undefined;
        return { changes: (await this.news()).changes, lost: true };
      }
      const fresh = from === undefined ? lines : lines.slice(1);
      for (const [id, fields] of fresh) changes.push(changeOf(fields, now - Number(id.split("-")[0])));
      this.#place = fresh.at(-1)?.[0] ?? from;
      if (lines.length < pageOf) return { changes, lost: false };
    }
  }
}

function changeOf(fields: readonly string[], ageMs: number): Change {
  const of = (name: string): string | undefined => {
    const index = fields.indexOf(name);
    return index % 2 === 0 ? fields[index + 1] : undefined;
  };
  const ms = Number(of("ms"));
  return { key: of("key") ?? "", value: of("value"), leftMs: Number.isFinite(ms) ? ms - ageMs : 0 };
}
