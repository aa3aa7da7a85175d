/** The Redis of deploy/with-redis as it is shipped: its own script's secrets, its own arguments, a real server on loopback. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { connectRedis } from "../../src/adapters/redis/connect.ts";
import { createLedger } from "../../src/adapters/redis/ledger.ts";
import { withNodeLeases } from "../../src/adapters/redis/node-leases.ts";
import { answers, canRunRedis, freePort, runRedis } from "../redis.ts";
import { manifest, root } from "./manifests.ts";

const canRun = canRunRedis && spawnSync("openssl", ["version"]).status === 0;
if (!canRun) process.stderr.write("SKIPPED: the shipped Redis needs redis-server and openssl here\n");

const Secret = z.object({
  kind: z.literal("Secret"),
  metadata: z.object({ name: z.string(), namespace: z.literal("netdiag") }),
  data: z.record(z.string(), z.string()),
});

describe.skipIf(!canRun)("the Redis that comes along", { timeout: 20_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "netdiag-shipped-redis-"));
  const file = (name: string): string => join(folder, name);
  let url: string;
  let port: number;
  let queue: Readonly<Record<string, string>>;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const made = spawnSync("sh", [join(root, "deploy/with-redis/secrets.sh")], { encoding: "utf8" });
    expect(made.stderr).toBe("");
    const secrets = parseAllDocuments(made.stdout).map((document) => Secret.parse(document.toJS()));
    const plain = (name: string): Record<string, string> =>
      Object.fromEntries(
        Object.entries(secrets.find(({ metadata }) => metadata.name === name)?.data ?? {}).map(
          ([key, value]) => [key, Buffer.from(value, "base64").toString("utf8")],
        ),
      );
    queue = plain("netdiag-queue");
    for (const [name, text] of Object.entries(plain("redis"))) writeFileSync(file(name), text);
    port = await freePort();
    url = (queue["REDIS_URL"] ?? "").replace("redis.netdiag.svc:6379", `localhost:${port}`);
    const Args = z.looseObject({ args: z.array(z.string()) });
    const { args } = Args.parse(manifest("StatefulSet", "redis").spec?.template?.spec.containers[0]);
    const argv = args.map((word) =>
      word === "6379" ? String(port) : word.replace(/^\/run\/redis\//, `${folder}/`),
    );
    stop = await runRedis([...argv, "--bind", "127.0.0.1", "--dir", folder], () =>
      answers(url, { ca: readFileSync(file("ca.crt")) }),
    );
  }, 20_000);
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  });

  const settings = () => ({ urls: [url], topology: "single", caFile: file("ca.crt") }) as const;

  test("keeps what it is told, evicts nothing, and says so to its user", async () => {
    const redis = connectRedis(settings(), () => undefined);
    expect(await redis.info("memory")).toContain("maxmemory_policy:noeviction");
    expect(await redis.info("persistence")).toContain("aof_enabled:1");
    redis.disconnect();
  });

  test("does all that netdiag asks of it: ledger, leases, and the queue's scripts", async () => {
    const redis = connectRedis(settings(), (error) => expect.unreachable(error.message));
    expect(await createLedger(redis).setIfAbsent("one", "a", 60)).toBe(true);
    const shell = { open: () => Promise.reject(new Error("stood there")) };
    const leased = withNodeLeases(shell, { redis, perNode: 1, waitMs: 1000 });
    await expect(leased.open("node1")).rejects.toThrow("stood there");
    redis.disconnect();
  });

  test("lets nobody in without TLS, without a password, or at keys that are not netdiag's", async () => {
    const ca = readFileSync(file("ca.crt"));
    const once = { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0, enableReadyCheck: false };
    const tried = async (client: Redis, work: (client: Redis) => Promise<unknown>): Promise<unknown> => {
      client.on("error", () => undefined);
      try {
        await client.connect();
        return await work(client);
      } finally {
        client.disconnect();
      }
    };
    const ping = (client: Redis) => client.ping();
    await expect(tried(new Redis({ ...once, port }), ping)).rejects.toThrow();
    await expect(tried(new Redis({ ...once, port, host: "localhost", tls: { ca } }), ping)).rejects.toThrow(
      /NOAUTH/,
    );
    const netdiag = () => new Redis(url, { ...once, tls: { ca } });
    await expect(tried(netdiag(), (client) => client.get("somebody"))).rejects.toThrow(/NOPERM/);
    await expect(tried(netdiag(), (client) => client.flushall())).rejects.toThrow(/NOPERM/);
    await expect(tried(netdiag(), (client) => client.config("GET", "*"))).rejects.toThrow(/NOPERM/);
    expect(await tried(netdiag(), (client) => client.set("{netdiag}:x", "1"))).toBe("OK");
  });

  test("the kubelet's probes hear PONG, with a user that may do nothing else", () => {
    const Probe = z.looseObject({ exec: z.object({ command: z.array(z.string()) }) });
    const container = manifest("StatefulSet", "redis").spec?.template?.spec.containers[0];
    for (const name of ["startupProbe", "livenessProbe", "readinessProbe"]) {
      const [program = "", ...argv] = Probe.parse(container?.[name]).exec.command.map((word) =>
        word.replaceAll("/run/redis/", `${folder}/`).replaceAll("redis-cli", `redis-cli -p ${port}`),
      );
      expect(spawnSync(program, argv).status, name).toBe(0);
      const dead = argv.map((word) => word.replace(`-p ${port}`, "-p 1"));
      expect(spawnSync(program, dead).status, name).not.toBe(0);
    }
    const as = [
      "-p",
      String(port),
      "--tls",
      "--cacert",
      file("ca.crt"),
      "-h",
      "localhost",
      "--user",
      "probe",
    ];
    const get = spawnSync("redis-cli", [...as, "--pass", "x", "get", "{netdiag}:x"], { encoding: "utf8" });
    expect(get.stdout).toContain("NOPERM");
  });

  test("two runs of the script share nothing, and keys are long", () => {
    const again = spawnSync("sh", [join(root, "deploy/with-redis/secrets.sh")], { encoding: "utf8" }).stdout;
    for (const value of Object.values(queue))
      expect(again).not.toContain(Buffer.from(value, "utf8").toString("base64"));
    expect(queue["NETDIAG_JOB_KEY"]).toMatch(/^[0-9a-f]{64}$/);
  });
});
