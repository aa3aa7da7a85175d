import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { RedisConnection } from "./connect.ts";
import { z } from "zod";
import { Bundle } from "../../model/bundle.ts";
import { Report } from "../../model/report.ts";
import { Subject } from "../../model/subject.ts";
import { subjectsKept } from "../../access/subject.ts";
import type { EvidenceStore } from "../../ports.ts";
import { defaultPrefix } from "./prefix.ts";

const Saved = z.object({ bundle: Bundle, report: Report });

/** A saved diagnosis larger than this, unpacked, is not read back: bytes. Twice what a run keeps, for what JSON adds. */
const maxUnpacked = 32 * 1024 * 1024;

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
      return Saved.parse(JSON.parse(text.toString("utf8")));
    },
    about: async (id) => {
      const text = await redis.get(`${at(id)}:about`);
      return text === null ? undefined : z.array(Subject).parse(JSON.parse(text));
    },
  };
}
