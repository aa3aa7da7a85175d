import { z } from "zod";
import { Question } from "../../model/question.ts";
import type { EvidenceStore, History, Past, Told } from "../../ports.ts";
import { redact, redactJson } from "../../report/redact.ts";
import { verdictSentence } from "../../report/words.ts";
import type { RedisConnection } from "./connect.ts";
import { defaultPrefix } from "./prefix.ts";

/** Of each person and of each channel so many are kept. */
const kept = 50;

// Told again after a crash, it keeps its place. At once: a process that dies in between would leave the list for ever.
const listed = `
redis.call('ZADD', KEYS[1], 'NX', ARGV[1], ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, ${-kept - 1})
redis.call('EXPIRE', KEYS[1], ARGV[3])`;

/** Of the line so many characters. */
const longest = 300;

const Noted = z.object({
  id: z.string(),
  question: Question,
  key: z.string(),
  channel: z.string(),
  user: z.string(),
  at: z.number(),
  line: z.string(),
  /** Then its evidence says what it is about. */
  verdict: z.boolean(),
});

/**
 * What was asked and how it ended, in Redis, each for `keepSeconds`; beside them, of each person and each channel, which
 * those are.
 */
export function createHistory(
  redis: RedisConnection,
  store: Pick<EvidenceStore, "about">,
  keepSeconds = 24 * 3600,
  prefix = defaultPrefix,
): History {
  const one = (key: string): string => `${prefix}:history:one:${key}`;
  const list = (name: string): string => `${prefix}:history:${name}`;

  const read = async (text: string | null | undefined): Promise<Past | undefined> => {
    const noted = Noted.safeParse(parsed(text)).data;
    if (!noted) return undefined;
    const { id, question, key, channel, user, at, line, verdict } = noted;
    const about = verdict ? await store.about(id) : [];
    return { id, question, origin: { key, channel, user }, at, line, verdict, about };
  };

  return {
    note: async (told) => {
      const { key, user, channel } = told.origin;
      const at = Date.now();
      await redis.set(one(key), JSON.stringify(noted(told, at)), "EX", keepSeconds, "NX");
      for (const name of [`of ${user}`, `in ${channel}`]) {
        await redis.eval(listed, 1, list(name), at, key, keepSeconds);
      }
    },
    last: async (of) => {
      const name = "user" in of ? `of ${of.user}` : `in ${of.channel}`;
      const keys = await redis.zrevrange(list(name), 0, kept - 1);
      if (keys.length === 0) return [];
      const texts = await redis.mget(keys.map(one));
      return (await Promise.all(texts.map(read))).flatMap((each) => each ?? []);
    },
  };
}

function noted({ id, question, origin, ending }: Told, at: number): z.infer<typeof Noted> {
  const { key, channel, user } = origin;
  const line =
    ending.kind === "verdict" ? verdictSentence(redactJson(ending.report)) : redact(ending.sentence);
  return {
    id,
    question: redactJson({ ...question, symptom: undefined }),
    key,
    channel,
    user,
    at,
    line: line.slice(0, longest),
    verdict: ending.kind === "verdict",
  };
}

/** Undefined, which nobody reads as noted, for what is not there or is no JSON. */
function parsed(text: string | null | undefined): unknown {
  try {
    return text === null || text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
