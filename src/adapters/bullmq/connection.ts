import type { Cluster, Redis } from "ioredis";

/** Made by the programs, which know where Redis is. */
export type RedisConnection = Redis | Cluster;

/** Redis' own words for taking nothing at this moment: it is full, a copy, or cannot write to its disk. */
const takesNothing = /\b(OOM|READONLY|NOREPLICAS|MISCONF|LOADING|BUSY|CLUSTERDOWN|MASTERDOWN)\b/;

/** Whether Redis answered that it does not take what was written, and may take it later. */
export function isRefusedByRedis(error: unknown): boolean {
  return error instanceof Error && error.name === "ReplyError" && takesNothing.test(error.message);
}
