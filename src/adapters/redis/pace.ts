/**
 * One pace for all processes, in Redis and by Redis' clock. Token buckets with a line before each, because what matters
 * more must overtake: libraries count (rate-limiter-flexible) or are kept no longer (bottleneck), and none has both.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { RedisConnection } from "./connect.ts";
import type { Pace } from "../../ports.ts";
import { LocalPace, needed, recoveryMs } from "./local-pace.ts";
import { defaultPrefix } from "./prefix.ts";

/** Nobody waits longer without asking again: those before may have gone away, milliseconds. */
const longestWaitMs = 10_000;

/** A Redis that stands still counts as away after this, milliseconds: a person waits for a word within Slack's three seconds. */
const redisMs = 1000;

/** Who does not come back within this after its wait loses its place: its process died. */
const absentMs = 15_000;

// A lane is three keys: bucket (a hash: tokens, when they were counted, rate), line (a sorted set of tickets: who wants
// when, later for what matters less) and until when each ticket is waited for. `at` lies in the future while a lane is
// stopped; then it begins with one token, so that nobody rushes.
const library = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function filled(bucket, top, least, burst)
  local kept = redis.call('HMGET', bucket, 'tokens', 'at', 'rate')
  local tokens, at, rate = tonumber(kept[1]) or burst, tonumber(kept[2]) or now, tonumber(kept[3]) or top
  local passed = now - at
  if passed > 0 then
    rate = math.min(top, rate + passed / ${recoveryMs} * (top - least))
    tokens = math.min(burst, tokens + passed * rate / 1000)
    at = now
  end
  return tokens, at, rate
end
local function keep(bucket, tokens, at, rate)
  redis.call('HSET', bucket, 'tokens', tostring(tokens), 'at', tostring(at), 'rate', tostring(rate))
  redis.call('PEXPIRE', bucket, ${recoveryMs} + at - now)
end
`;

// ARGV: ticket, yields or -1, then for each lane: rate, least rate, burst, tokens needed.
const take = `${library}
local ticket, yields = ARGV[1], tonumber(ARGV[2])
local wait, lanes = 0, {}
for i = 0, #KEYS / 3 - 1 do
  local bucket, line, awaited = KEYS[3 * i + 1], KEYS[3 * i + 2], KEYS[3 * i + 3]
  local gone = redis.call('ZRANGEBYSCORE', awaited, '-inf', now, 'LIMIT', 0, 100)
  if #gone > 0 then
    redis.call('ZREM', awaited, unpack(gone))
    redis.call('ZREM', line, unpack(gone))
  end
  if yields >= 0 and wait > 0 then
    redis.call('ZREM', line, ticket)
    redis.call('ZREM', awaited, ticket)
  else
    local tokens, at, rate =
      filled(bucket, tonumber(ARGV[4 * i + 3]), tonumber(ARGV[4 * i + 4]), tonumber(ARGV[4 * i + 5]))
    local ahead
    if yields >= 0 then
      redis.call('ZADD', line, 'LT', now + yields, ticket)
      ahead = redis.call('ZRANK', line, ticket)
    else
      ahead = redis.call('ZCARD', line)
    end
    local lack = tonumber(ARGV[4 * i + 6]) + ahead - tokens
    wait = math.max(wait, math.max(0, at - now) + math.max(0, lack * 1000 / rate))
    lanes[#lanes + 1] = { bucket, line, awaited, tokens, at, rate }
  end
end
wait = math.min(math.ceil(wait), ${longestWaitMs})
for _, lane in ipairs(lanes) do
  local bucket, line, awaited, tokens, at, rate = unpack(lane)
  if wait == 0 then
    keep(bucket, tokens - 1, at, rate)
    redis.call('ZREM', line, ticket)
    redis.call('ZREM', awaited, ticket)
  elseif yields >= 0 then
    redis.call('ZADD', awaited, now + wait + ${absentMs}, ticket)
    redis.call('PEXPIRE', line, 3600000)
    redis.call('PEXPIRE', awaited, 3600000)
  end
end
return wait`;

// ARGV: milliseconds, then for each lane: rate, least rate, burst, whether it stops.
const refused = `${library}
for i, bucket in ipairs(KEYS) do
  local least, burst = tonumber(ARGV[4 * i - 1]), tonumber(ARGV[4 * i])
  local tokens, at, rate = filled(bucket, tonumber(ARGV[4 * i - 2]), least, burst)
  rate = math.max(least, rate / 2)
  if ARGV[4 * i + 1] == '1' then
    tokens = math.min(1, burst)
    at = math.max(at, now + tonumber(ARGV[1]))
  end
  keep(bucket, tokens, at, rate)
end`;

/** With Redis away, each process keeps to the pace by itself and hears only the refusals it got. */
export function createPace(redis: RedisConnection, prefix = defaultPrefix): Pace {
  const alone = new LocalPace();
  const bucketOf = (lane: string): string => `${prefix}:pace:${lane}`;
  const lineOf = (lane: string): readonly string[] => [
    `${prefix}:pace:${lane}:line`,
    `${prefix}:pace:${lane}:awaited`,
  ];
  let aloneUntil = 0;
  const shared = async <T>(work: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> => {
    if (redis.status !== "ready" || performance.now() < aloneUntil) return otherwise();
    const late = delay(redisMs, undefined, { ref: false }).then(() => {
      throw new Error(`Redis does not answer within ${redisMs} ms`);
    });
    try {
      return await Promise.race([work(), late]);
    } catch {
      // A Redis that hangs is not asked again at once: each command takes as long to fail.
      aloneUntil = performance.now() + 1000;
      return otherwise();
    }
  };
  return {
    take: (turn) =>
      shared(
        async () => {
          const keys = turn.lanes.flatMap(({ name }) => [bucketOf(name), ...lineOf(name)]);
          const numbers = turn.lanes.flatMap((lane) => [
            lane.perSecond,
            lane.atLeast,
            lane.burst,
            needed(lane, turn.yields),
          ]);
          const yields = turn.yields === "drop" ? -1 : turn.yields;
          return Number(await redis.eval(take, keys.length, ...keys, turn.ticket, yields, ...numbers));
        },
        () => alone.take(turn),
      ),
    refused: async (turn, waitMs) => {
      await alone.refused(turn, waitMs);
      const keys = turn.lanes.map(({ name }) => bucketOf(name));
      const numbers = turn.lanes.flatMap((lane) => [
        lane.perSecond,
        lane.atLeast,
        lane.burst,
        lane.stops ? 1 : 0,
      ]);
      await shared(
        async () => {
          await redis.eval(refused, keys.length, ...keys, waitMs, ...numbers);
        },
        () => Promise.resolve(),
      );
    },
  };
}
