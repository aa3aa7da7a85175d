import type { Admission, Admitted, Caps } from "../../ports.ts";
import type { RedisConnection } from "./connect.ts";
import { defaultPrefix } from "./prefix.ts";
import { workersKey } from "./workforce.ts";

/** A question that nobody ever ended is not counted any more after this, milliseconds: longer than telling is tried. */
const forgottenMs = 3 * 3600_000;

/** BullMQ takes no larger priority. */
const lastPriority = 2_000_000;

// KEYS: the open questions (a hash: key -> JSON array of user, channel, how manieth of that person, priority, since, cluster), those
// whose diagnosis is over, and the turns: which priority began last, of all and of each channel. Start-time fair queueing:
// who asks stands beside what runs now, or as many places behind it as its channel, or the person anywhere, has questions
// that go before; and behind what its channel had in this round already. In a channel, everybody's first question goes
// before anybody's second.
const admit = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local key, user, channel = ARGV[1], ARGV[2], ARGV[3]
local mine = redis.call('HGET', KEYS[1], key)
if mine then return { 1, cjson.decode(mine)[4] } end
local inAll, ofPerson, ofChannel, waiting, theirs = 0, 0, 0, 0, {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local open = cjson.decode(all[i + 1])
  if now - open[5] > ${forgottenMs} then
    redis.call('HDEL', KEYS[1], all[i])
    redis.call('SREM', KEYS[2], all[i])
  else
    local over = redis.call('SISMEMBER', KEYS[2], all[i]) == 1
    inAll = inAll + 1
    if open[1] == user then
      ofPerson = ofPerson + 1
      if not over then waiting = waiting + 1 end
    end
    if open[2] == channel then
      ofChannel = ofChannel + 1
      if not over then theirs[#theirs + 1] = open[3] end
    end
  end
end
if ofPerson >= tonumber(ARGV[4]) then return { 0, 'perPerson' } end
if ofChannel >= tonumber(ARGV[5]) then return { 0, 'perChannel' } end
if inAll >= tonumber(ARGV[6]) then return { 0, 'inAll' } end
if inAll == 0 then redis.call('DEL', KEYS[3]) end
local before = 0
for _, manieth in ipairs(theirs) do
  if manieth <= waiting + 1 then before = before + 1 end
end
local turn = tonumber(redis.call('HGET', KEYS[3], 'all') or '1')
local had = tonumber(redis.call('HGET', KEYS[3], 'of ' .. channel) or '0')
local priority = math.min(${lastPriority}, math.max(turn + math.max(before, waiting), had + 1))
redis.call('HSET', KEYS[1], key, cjson.encode({ user, channel, waiting + 1, priority, now, ARGV[7] }))
redis.call('PEXPIRE', KEYS[1], ${2 * forgottenMs})
return { 1, priority }`;

/** Who has to give way asks again after this for itself and for each question of its channel that goes before it; at most after that. */
const givesWayMs = [250, 5000] as const;

/** A worker that was not heard of for this long has no places, milliseconds; as the workforce counts. */
const silentMs = 10_000;

// KEYS: the open questions, those that a worker has begun (a set), the turns, the workers, those whose diagnosis is over.
// While others have questions about the same cluster that wait or run, a channel has its share of the workers' places, each channel the same.
const begin = `
local key, priority = ARGV[1], tonumber(ARGV[2])
local mine = redis.call('HGET', KEYS[1], key)
-- Begun again, after its worker died or Redis forgot the end, it has its place: two of one channel would give way to each other for ever.
if mine and redis.call('SISMEMBER', KEYS[2], key) == 0 then
  local channel = cjson.decode(mine)[2]
  local time = redis.call('TIME')
  local since = time[1] * 1000 + math.floor(time[2] / 1000) - ${silentMs}
  local places = 0
  for _, worker in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], since, '+inf')) do
    places = places + tonumber(string.match(worker, '|(%d+)$') or '0')
  end
  local over, channels, asking, running, before = {}, {}, 0, 0, 0
  for _, each in ipairs(redis.call('SMEMBERS', KEYS[5])) do over[each] = true end
  local all = redis.call('HGETALL', KEYS[1])
  for i = 1, #all, 2 do
    local open = cjson.decode(all[i + 1])
    local same = (open[6] or '') == ARGV[3]
    if same and not channels[open[2]] and not over[all[i]] then
      channels[open[2]] = true
      asking = asking + 1
    end
    if same and open[2] == channel and all[i] ~= key then
      if redis.call('SISMEMBER', KEYS[2], all[i]) == 1 then running = running + 1
      elseif open[4] < priority and not over[all[i]] then before = before + 1 end
    end
  end
  if places > 0 and running >= math.ceil(places / asking) then
    return math.min(${givesWayMs[1]}, (before + 1) * ${givesWayMs[0]})
  end
  redis.call('SADD', KEYS[2], key)
  redis.call('SREM', KEYS[5], key)
  redis.call('PEXPIRE', KEYS[2], ${forgottenMs})
  for _, of in ipairs({ 'all', 'of ' .. channel }) do
    if priority > tonumber(redis.call('HGET', KEYS[3], of) or '0') then
      redis.call('HSET', KEYS[3], of, priority)
    end
  end
  redis.call('PEXPIRE', KEYS[3], ${2 * forgottenMs})
end
return 0`;

const rested = `
if redis.call('SMOVE', KEYS[1], KEYS[2], ARGV[1]) == 1 then redis.call('PEXPIRE', KEYS[2], ${forgottenMs}) end`;

/** Admission in Redis, for all bots and workers together. */
export function createAdmission(redis: RedisConnection, prefix = defaultPrefix): Admission {
  const open = `${prefix}:open`;
  const turns = `${prefix}:open:turns`;
  const over = `${prefix}:open:over`;
  const running = `${prefix}:open:running`;
  return {
    admit: async ({ key, user, channel, cluster = "" }, caps) => {
      const asked = [key, user, channel, caps.perPerson, caps.perChannel, caps.inAll, cluster];
      return read(await redis.eval(admit, 3, open, over, turns, ...asked), caps);
    },
    begin: async ({ key, priority, cluster }) => {
      const keys = [open, running, turns, workersKey(prefix, cluster), over];
      return Number(await redis.eval(begin, keys.length, ...keys, key, priority, cluster ?? ""));
    },
    rested: async (key) => {
      await redis.eval(rested, 2, running, over, key);
    },
    ended: async (key) => {
      await redis.srem(running, key);
      await redis.srem(over, key);
      await redis.hdel(open, key);
    },
  };
}

function read(answer: unknown, caps: Caps): Admitted {
  const said: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const [admitted, about] = said;
  if (admitted === 1) return { admitted: true, priority: Number(about) };
  const full = about === "perPerson" || about === "perChannel" ? about : "inAll";
  return { admitted: false, full, limit: caps[full] };
}
