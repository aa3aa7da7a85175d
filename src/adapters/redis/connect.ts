/** The one place where connections to Redis are made: a single server, one found by Sentinels, or a Cluster. */
import { readFileSync } from "node:fs";
import { Cluster, Redis, type RedisOptions } from "ioredis";

/** Where Redis is and what it takes to be let in. */
export interface RedisSettings {
  /** `redis://` or `rediss://` with TLS, user (ACL), password and database; several of Sentinels or of a Cluster. */
  readonly urls: readonly string[];
  readonly topology: "single" | "sentinel" | "cluster";
  /** What Sentinels call the server. */
  readonly master?: string;
  /** Of the Sentinels themselves; that of the servers stands in the URLs. */
  readonly sentinelPassword?: string;
  /** PEM file with the authority that signed the server's certificate; without it those that Node.js trusts. */
  readonly caFile?: string;
  /** The name in the certificate, where servers are known by addresses. */
  readonly tlsName?: string;
}

/** A URL stands for a single server. */
export type RedisAt = string | RedisSettings;

export type RedisConnection = Redis | Cluster;

/**
 * How long a command may wait while the connection is lost.
 * - `stores`: about two seconds, then it throws.
 * - `asking`: not at all: a person waits. With `withinMs` for making the connection.
 * - `working`: for ever, as BullMQ's workers need it.
 */
export type Patience =
  | { readonly for: "stores" }
  | { readonly for: "asking"; readonly withinMs: number }
  | { readonly for: "working" };

/** Connects in the background, and again whenever it is lost. Throws when the authority's file cannot be read. */
export function connectRedis(
  at: RedisAt,
  onError: (error: Error) => void,
  patience: Patience = { for: "stores" },
): RedisConnection {
  const settings: RedisSettings = typeof at === "string" ? { urls: [at], topology: "single" } : at;
  const redis = connect(settings, optionsFor(patience));
  redis.on("error", onError);
  return redis;
}

function optionsFor(patience: Patience): RedisOptions {
  switch (patience.for) {
    case "stores":
      return { maxRetriesPerRequest: 5, commandTimeout: 2000, connectTimeout: 2000, ...retrying(1000) };
    case "asking":
      return {
        maxRetriesPerRequest: 1,
        enableOfflineQueue: false,
        connectTimeout: patience.withinMs,
        ...retrying(1000),
      };
    case "working":
      return { maxRetriesPerRequest: null, ...retrying(2000) };
  }
}

function retrying(mostMs: number): RedisOptions {
  return { retryStrategy: (times) => Math.min(times * 100, mostMs) };
}

function connect(settings: RedisSettings, options: RedisOptions): RedisConnection {
  const servers = settings.urls.map((url) => new URL(url));
  const [first = new URL("redis://127.0.0.1")] = servers;
  const { tls, ...account } = access(first, settings);
  const secured = { ...options, ...account, ...(tls && { tls }) };
  const nodes = servers.map((url) => addressOf(url, settings.topology === "sentinel" ? 26379 : 6379));
  switch (settings.topology) {
    case "single":
      return new Redis({ ...secured, ...addressOf(first, 6379) });
    case "sentinel":
      return new Redis({
        ...secured,
        sentinels: nodes,
        name: settings.master ?? "mymaster",
        sentinelRetryStrategy: (times) => Math.min(times * 100, 1000),
        ...(settings.sentinelPassword !== undefined && { sentinelPassword: settings.sentinelPassword }),
        ...(tls && { sentinelTLS: tls, enableTLSForSentinelMode: true }),
      });
    case "cluster": {
      const { enableOfflineQueue = true, ...ofNodes } = secured;
      return new Cluster(nodes, {
        enableOfflineQueue,
        clusterRetryStrategy: (times) => Math.min(times * 100, 1000),
        // Certificates name hosts, and a resolver between would leave addresses.
        ...(tls && {
          dnsLookup: (address, done) => {
            done(null, address);
          },
        }),
        redisOptions: ofNodes,
      });
    }
  }
}

function addressOf({ hostname, port }: URL, usual: number): { readonly host: string; readonly port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? usual : Number(port) };
}

/** User, password, database and TLS. */
function access(
  { protocol, username, password, pathname }: URL,
  { caFile, tlsName }: RedisSettings,
): Pick<RedisOptions, "username" | "password" | "db" | "tls"> {
  const database = pathname.replace("/", "");
  return {
    ...(username !== "" && { username: decodeURIComponent(username) }),
    ...(password !== "" && { password: decodeURIComponent(password) }),
    ...(database !== "" && { db: Number(database) }),
    ...(protocol === "rediss:" && {
      tls: {
        ...(caFile !== undefined && { ca: readFileSync(caFile) }),
        ...(tlsName !== undefined && { servername: tlsName }),
      },
    }),
  };
}
