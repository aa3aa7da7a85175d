import type { Job } from "bullmq";
import type { Ending } from "../../ports.ts";
import type { Queues } from "./queues.ts";
import type { NotSigned } from "./signed.ts";

/** What is told in the place of what a job that may not be believed would have led to. */
export function refusedEnding({ why }: NotSigned): Ending {
  const wrote = {
    unsigned: "it carries no signature, so the version before wrote it, or somebody who is not netdiag",
    forged:
      "its signature does not fit, so somebody changed it, or bot and workers have different keys (NETDIAG_JOB_KEY)",
    old: "it was signed days ago, so somebody put an old one back",
  };
  return {
    kind: "failed",
    sentence: `What the queue said of this question is not believed: ${wrote[why]}. It was not acted on. Ask again; if that is refused too, look at who can write to Redis`,
  };
}

/**
 * What such a job says, for nothing but telling whom it names that it was not believed. Undefined when it does not even
 * read as a job.
 */
export function unverified<Item>(data: unknown, read: (data: unknown) => Item): Item | undefined {
  try {
    return read(bodyOf(data));
  } catch {
    return undefined;
  }
}

function bodyOf(data: unknown): unknown {
  if (typeof data !== "object" || data === null || !("body" in data) || typeof data.body !== "string")
    return data;
  const body: unknown = JSON.parse(data.body);
  return body;
}

/** netdiag signed it, and it cannot be read here: a newer version wrote it, and can. */
export class NotOurs extends Error {
  constructor(id: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${id} is of another version of netdiag: ${why}`, { cause });
  }
}

/** For how long it is left for a newer process, and looked at again after how long: milliseconds. */
const leftFor = { atMost: 5 * 60_000, again: 5000 };

/** Leaves a job for a process that can read it. False when it has lain for minutes: there is none, and this one ends it. */
export async function leaveForNewer(
  { now }: Pick<Queues, "now">,
  job: Job,
  token?: string,
): Promise<boolean> {
  if (now() - job.timestamp > leftFor.atMost) return false;
  await job.moveToDelayed(Date.now() + leftFor.again, token);
  return true;
}

/** What is told in the place of an ending that nobody who runs can read. */
export function unreadEnding(asked: string): Ending {
  return {
    kind: "failed",
    sentence: `The answer lies there as another version of netdiag wrote it, and for minutes none was running that can read it, as after going back to an older one. Ask again: ${asked}`,
  };
}
