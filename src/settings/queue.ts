/** Where the queue is and what it takes to be believed there: for bot and worker. */
import { z } from "zod";
import { about, list } from "./about.ts";

export const clusterName = about(
  "the cluster's name in headlines; equal questions are recognised by it too",
  "prod-1",
);

/** As rules have patterns of them, and as they are typed. */
const clusterNamed = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);

/** Of a bot. */
export const otherClusters = {
  NETDIAG_CLUSTERS: list
    .pipe(z.array(clusterNamed))
    .default([])
    .meta(
      about(
        "other clusters that are asked about through this bot, each with workers that are called so and have NETDIAG_DEFAULT_CLUSTER",
        "prod-2,staging",
      ),
    ),
};

/** Of a worker. */
export const defaultCluster = {
  NETDIAG_DEFAULT_CLUSTER: z
    .string()
    .optional()
    .meta(
      about(
        "the bot's NETDIAG_CLUSTER_NAME, where this worker's is another one: then it takes only questions about its own",
        "prod-1",
      ),
    ),
};

const jobKey = z.string().min(32);
const redisUrl = z.url({ protocol: /^rediss?$/ });
export const queue = {
  REDIS_URL: list
    .refine((urls) => urls.length > 0 && urls.every((url) => redisUrl.safeParse(url).success), {
      error: "is not a list of redis:// or rediss:// addresses",
    })
    .meta(
      about(
        "the Redis of the queue (maxmemory-policy noeviction); several addresses where Sentinels or a Cluster are",
        "rediss://netdiag:password@redis.netdiag.svc:6379",
      ),
    ),
  REDIS_TOPOLOGY: z
    .enum(["single", "sentinel", "cluster"])
    .default("single")
    .meta(
      about("what REDIS_URL names: a server, the Sentinels that know it, or nodes of a Cluster", "sentinel"),
    ),
  REDIS_SENTINEL_MASTER: z
    .string()
    .default("mymaster")
    .meta(about("the server's name with Sentinels", "mymaster")),
  REDIS_SENTINEL_PASSWORD: z
    .string()
    .optional()
    .meta(about("password of the Sentinels themselves, where they have one", "a-long-password")),
  REDIS_CA_FILE: z
    .string()
    .optional()
    .meta(
      about(
        "PEM file with the authority of Redis' certificate; without it those that Node.js trusts",
        "/etc/netdiag/redis/ca.crt",
      ),
    ),
  REDIS_TLS_NAME: z
    .string()
    .optional()
    .meta(about("the name in Redis' certificate, where servers are known by addresses", "redis.netdiag.svc")),
  NETDIAG_JOB_KEY: list
    .pipe(z.tuple([jobKey], jobKey))
    .optional()
    .meta(
      about(
        "signs jobs, the same for bot and workers, without it one made from the bot's token; while it is changed the new one, a comma and the old one",
        "4f1c0d9e8b7a6f5e4d3c2b1a0f9e8d7c4f1c0d9e8b7a6f5e4d3c2b1a0f9e8d7c",
      ),
    ),
  NETDIAG_CLUSTER_NAME: z.string().default("kubernetes").meta(clusterName),
};

/** The default cluster and the worker's own; undefined where that is the same. */
export function clustersOfWorker(config: {
  readonly NETDIAG_CLUSTER_NAME: string;
  readonly NETDIAG_DEFAULT_CLUSTER?: string | undefined;
}): { readonly byDefault: string; readonly others: readonly string[] } | undefined {
  const { NETDIAG_CLUSTER_NAME: own, NETDIAG_DEFAULT_CLUSTER: byDefault = own } = config;
  return byDefault === own ? undefined : { byDefault, others: [own] };
}

/** All that are asked about; undefined where that is one only. */
export function clustersOfBot(config: {
  readonly NETDIAG_CLUSTER_NAME: string;
  readonly NETDIAG_CLUSTERS: readonly string[];
}): { readonly byDefault: string; readonly others: readonly string[] } | undefined {
  const { NETDIAG_CLUSTER_NAME: byDefault, NETDIAG_CLUSTERS } = config;
  const others = [...new Set(NETDIAG_CLUSTERS)].filter((name) => name !== byDefault);
  return others.length === 0 ? undefined : { byDefault, others };
}

type Queue = z.infer<z.ZodObject<typeof queue>>;

/** Where the queue's Redis is, as the adapter for it takes it. */
export function redisOf(config: Queue): {
  readonly urls: readonly string[];
  readonly topology: Queue["REDIS_TOPOLOGY"];
  readonly master: string;
  readonly sentinelPassword?: string;
  readonly caFile?: string;
  readonly tlsName?: string;
} {
  const {
    REDIS_SENTINEL_PASSWORD: sentinelPassword,
    REDIS_CA_FILE: caFile,
    REDIS_TLS_NAME: tlsName,
  } = config;
  return {
    urls: config.REDIS_URL,
    topology: config.REDIS_TOPOLOGY,
    master: config.REDIS_SENTINEL_MASTER,
    ...(sentinelPassword !== undefined && { sentinelPassword }),
    ...(caFile !== undefined && { caFile }),
    ...(tlsName !== undefined && { tlsName }),
  };
}
