/** Redis as clusters have it: with TLS and password, with users, behind Sentinels, as a Cluster. Real servers on loopback. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Queue, Worker } from "bullmq";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  connectRedis,
  type Patience,
  type RedisAt,
  type RedisConnection,
} from "../../../src/adapters/redis/connect.ts";
import { createLedger } from "../../../src/adapters/redis/ledger.ts";
import { answers, argvOf, canRunRedis, freePort, inMemory, runRedis } from "../../redis.ts";

const canMakeCertificates = spawnSync("openssl", ["version"]).status === 0;
const runs = canRunRedis && canMakeCertificates;
if (!runs)
  process.stderr.write("SKIPPED: Redis with TLS, Sentinels and Cluster needs redis-server and openssl\n");

describe.skipIf(!runs)("a connection to Redis", { timeout: 20_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "netdiag-redis-"));
  const caFile = join(folder, "ca.crt");
  const stops: (() => Promise<void>)[] = [];
  const open: RedisConnection[] = [];
  const errors: string[] = [];
  const connect = (at: RedisAt, patience?: Patience): RedisConnection => {
    const redis = connectRedis(at, (error) => errors.push(error.message), patience);
    open.push(redis);
    return redis;
  };
  const password = "p@ss/word";
  let port: number;
  /** Of the server with TLS. */
  let url: string;

  beforeAll(async () => {
    certificates(folder);
    port = await freePort();
    url = `rediss://netdiag:${encodeURIComponent(password)}@localhost:${port}`;
    const users = join(folder, "users.conf");
    // With the rights that deploy/with-redis gives.
    writeFileSync(
      users,
      `user netdiag on >${password} ~{netdiag}* &{netdiag}* +@all -@admin -@dangerous +info\n`,
    );
    stops.push(
      await runRedis(
        [
          users,
          ...argvOf({
            ...inMemory,
            "--port": "0",
            "--tls-port": String(port),
            "--tls-cert-file": join(folder, "redis.crt"),
            "--tls-key-file": join(folder, "redis.key"),
            "--tls-ca-cert-file": caFile,
            "--tls-auth-clients": "no",
            "--requirepass": "nobody uses the default user",
          }),
        ],
        () => answers(url, { ca: readFileSync(caFile) }),
      ),
    );
  });
  afterEach(() => {
    for (const redis of open.splice(0)) redis.disconnect();
    errors.length = 0;
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    rmSync(folder, { recursive: true });
  });

  test("with TLS, the authority's file, and a user whose password has signs of URLs in it", async () => {
    const ledger = createLedger(connect({ urls: [url], topology: "single", caFile }));
    expect(await ledger.setIfAbsent("one", "a", 60)).toBe(true);
    expect(await ledger.get("one")).toBe("a");
  });

  test("a certificate of an authority that nobody named is not trusted", async () => {
    const redis = connect({ urls: [url], topology: "single" }, { for: "asking", withinMs: 1000 });
    await expect(redis.ping()).rejects.toThrow();
    await expect.poll(() => errors.join()).toMatch(/certificate/);
  });

  test("a certificate made for another name is not trusted, unless that name is told", async () => {
    const at = { urls: [url.replace("localhost", "127.0.0.1")], topology: "single", caFile } as const;
    await expect(connect(at, { for: "asking", withinMs: 1000 }).ping()).rejects.toThrow();
    await expect.poll(() => errors.join()).toMatch(/altnames|not in the cert/);
    expect(await connect({ ...at, tlsName: "localhost" }).ping()).toBe("PONG");
  });

  test("a wrong password is told and lets nobody in", async () => {
    const at = { urls: [url.replace(/netdiag:.*@/, "netdiag:wrong@")], topology: "single", caFile } as const;
    await expect(connect(at).ping()).rejects.toThrow(/WRONGPASS|NOAUTH/);
  });

  test("an authority's file that is not there ends the start with its name", () => {
    expect(() => connect({ urls: [url], topology: "single", caFile: "/nowhere/ca.crt" })).toThrow(
      /\/nowhere\/ca\.crt/,
    );
  });

  test("the queue's jobs pass through a server with TLS and a user of its own", async () => {
    await oneJob(
      connect({ urls: [url], topology: "single", caFile }, { for: "asking", withinMs: 1000 }),
      connect({ urls: [url], topology: "single", caFile }, { for: "working" }),
    );
  });

  test("Sentinels name the server, each with a password of its own", async () => {
    const [server, sentinel] = [await freePort(), await freePort()];
    stops.push(
      await runRedis(argvOf({ ...inMemory, "--port": String(server), "--requirepass": "server" }), () =>
        answers(`redis://:server@127.0.0.1:${server}`),
      ),
    );
    const file = join(folder, "sentinel.conf");
    writeFileSync(
      file,
      `port ${sentinel}\nbind 127.0.0.1\nrequirepass sentinel\nsentinel monitor netdiag 127.0.0.1 ${server} 1\nsentinel auth-pass netdiag server\n`,
    );
    stops.push(
      await runRedis([file, "--sentinel"], () => answers(`redis://:sentinel@127.0.0.1:${sentinel}`)),
    );
    const at = {
      // One that is down is passed over.
      urls: [`redis://:server@127.0.0.1:${await freePort()}`, `redis://127.0.0.1:${sentinel}`],
      topology: "sentinel",
      master: "netdiag",
      sentinelPassword: "sentinel",
    } as const;
    expect(await connect(at).info("server")).toContain(`tcp_port:${server}`);
    await oneJob(connect(at), connect(at, { for: "working" }));
  });

  test("a Cluster keeps every key of netdiag in one slot, and its queue works", async () => {
    const node = await freePort();
    const at = { urls: [`redis://:node@127.0.0.1:${node}`], topology: "cluster" } as const;
    stops.push(
      await runRedis(
        argvOf({
          ...inMemory,
          "--port": String(node),
          "--requirepass": "node",
          "--cluster-enabled": "yes",
          "--cluster-config-file": join(folder, "nodes.conf"),
          "--cluster-port": String(await freePort()),
          "--cluster-announce-ip": "127.0.0.1",
        }),
        () => answers(at.urls[0]),
      ),
    );
    const cli = ["-p", String(node), "-a", "node", "cluster", "addslotsrange", "0", "16383"];
    expect(spawnSync("redis-cli", cli, { encoding: "utf8" }).stdout).toContain("OK");
    const redis = connect(at);
    const ledger = createLedger(redis);
    const first = (): Promise<unknown> => ledger.setIfAbsent("one", "a", 60).catch(String);
    await expect.poll(first, { timeout: 10_000 }).toBe(true);
    await oneJob(connect(at), connect(at, { for: "working" }));
  });

  /** One job, put with one connection and done with the other. */
  async function oneJob(asking: RedisConnection, working: RedisConnection): Promise<void> {
    const prefix = "{netdiag}";
    const done: unknown[] = [];
    await expect.poll(() => asking.status, { timeout: 5000 }).toBe("ready");
    const queue = new Queue("connect", { connection: asking, prefix });
    const worker = new Worker(
      "connect",
      (job) => {
        done.push(job.data);
        return Promise.resolve();
      },
      { connection: working, prefix },
    );
    queue.on("error", (error) => errors.push(error.message));
    worker.on("error", (error) => errors.push(error.message));
    await queue.add("one", { asked: "a -> b" });
    await expect.poll(() => done, { timeout: 5000 }).toEqual([{ asked: "a -> b" }]);
    await worker.close();
    await queue.close();
    expect(errors).toEqual([]);
  }
});

/** An authority and a certificate for `localhost`, as the page about running netdiag makes them. */
function certificates(folder: string): void {
  const script = `set -eu; cd "$1"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test -keyout ca.key -out ca.crt
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout redis.key -out redis.csr
printf 'subjectAltName=DNS:localhost' >san
openssl x509 -req -in redis.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile san -out redis.crt`;
  const made = spawnSync("sh", ["-c", script, "sh", folder], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
}
