import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { mostNames, Names } from "../../model/names.ts";
import type { NameStore } from "../../ports.ts";
import type { RedisConnection } from "./connect.ts";
import { defaultPrefix } from "./prefix.ts";

/** Names that nobody read again for this long are no help any more, seconds. */
const keptFor = 3600;
/** A process that knows the names looks for newer ones after this, milliseconds. */
const freshMs = 20_000;

// KEYS: when names were read last, milliseconds of Redis' clock.
const turn = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if now - tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], now, 'EX', ${keptFor})
return 1`;

interface Known {
  readonly names: Names | undefined;
  readonly until: number;
}

/** The names of clusters in Redis, gzipped; each process keeps those it was asked for lately. */
export function createNameStore(redis: RedisConnection, prefix = defaultPrefix): NameStore {
  const at = (cluster: string): string => `${prefix}:names:${cluster}`;
  const known = new Map<string, Known>();
  const reading = new Map<string, Promise<Names | undefined>>();

  const read = async (cluster: string): Promise<Names | undefined> => {
    const packed = await redis.getBuffer(at(cluster));
    const names = packed === null ? undefined : await unpacked(packed);
    known.set(cluster, { names, until: performance.now() + freshMs });
    return names;
  };

  return {
    turn: async (cluster, everyMs) => (await redis.eval(turn, 1, `${at(cluster)}:read`, everyMs)) === 1,
    save: async (cluster, names) => {
      await redis.set(at(cluster), await promisify(gzip)(JSON.stringify(names)), "EX", keptFor);
    },
    load: async (cluster) => {
      const own = known.get(cluster);
      if (own && own.until > performance.now()) return own.names;
      const asked = reading.get(cluster) ?? read(cluster).finally(() => reading.delete(cluster));
      reading.set(cluster, asked);
      return asked;
    },
  };
}

/** Undefined for what is none, as another version may have written it. */
async function unpacked(packed: Buffer): Promise<Names | undefined> {
  try {
    const text = await promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)(packed, {
      maxOutputLength: 4 * mostNames.characters,
    });
    return Names.safeParse(JSON.parse(text.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
