import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { RedisConnection } from "./connect.ts";
import { z } from "zod";
import { Bundle } from "../../model/bundle.ts";
import { Feedback } from "../../model/feedback.ts";
import { Report } from "../../model/report.ts";
import { Subject } from "../../model/subject.ts";
import { subjectsKept } from "../../access/subject.ts";
import type { EvidenceStore } from "../../ports.ts";
import { defaultPrefix } from "./prefix.ts";

const Saved = z.object({ bundle: Bundle, report: Report });

/** A saved diagnosis larger than this, unpacked, is not read back: bytes. Twice what a run keeps, for what JSON adds. */
const maxUnpacked = 32 * 1024 * 1024;

/** Of one answer so many people's words are kept. */
const mostFeedback = 50;

// At once: a process that dies in between would leave it for ever.
const rated = `
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])`;

/**
 * Bundles and reports, gzipped, in Redis, for `keepSeconds`. Whoever can read this Redis can read packet headers and
 * rulesets of the nodes; it keeps them no longer than it must.
 */
export function createEvidenceStore(
  redis: RedisConnection,
  keepSeconds = 24 * 3600,
  prefix = defaultPrefix,
): EvidenceStore {
  const at = (id: string): string => `${prefix}:evidence:${id}`;
  return {
    save: async (id, bundle, report) => {
      const packed = await promisify(gzip)(JSON.stringify({ bundle, report }));
      await redis.set(at(id), packed, "EX", keepSeconds);
      await redis.set(`${at(id)}:about`, JSON.stringify(subjectsKept(bundle)), "EX", keepSeconds);
    },
    load: async (id) => {
      const packed = await redis.getBuffer(at(id));
      if (packed === null) return undefined;
      const text = await promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)(packed, {
        maxOutputLength: maxUnpacked,
      });
      const { bundle, report } = Saved.parse(JSON.parse(text.toString("utf8")));
      const said = Object.values(await redis.hgetall(`${at(id)}:feedback`)).map(readFeedback);
      if (said.length === 0) return { bundle, report };
      return { bundle: { ...bundle, feedback: said.sort((a, b) => a.at.localeCompare(b.at)) }, report };
    },
    about: async (id) => {
      const text = await redis.get(`${at(id)}:about`);
      return text === null ? undefined : z.array(Subject).parse(JSON.parse(text));
    },
    rate: async (id, user, feedback) => {
      const left = await redis.ttl(at(id));
      if (left <= 0) return undefined;
      const key = `${at(id)}:feedback`;
      const before = await redis.hget(key, user);
      if (before === null && (await redis.hlen(key)) >= mostFeedback) return { kept: false };
      await redis.eval(rated, 1, key, user, JSON.stringify(feedback), left);
      return { kept: true, ...(before === null ? {} : { before: readFeedback(before).says }) };
    },
  };
}

function readFeedback(text: string): Feedback {
  return Feedback.parse(JSON.parse(text));
}
