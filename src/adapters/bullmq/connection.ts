import type { Cluster, Redis } from "ioredis";

/** Made by the programs, which know where Redis is. */
export type RedisConnection = Redis | Cluster;
