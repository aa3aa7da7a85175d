import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { connectRedis, type RedisConnection } from "../../../src/adapters/redis/connect.ts";
import { createEvidenceStore } from "../../../src/adapters/redis/evidence-store.ts";
import { createHistory } from "../../../src/adapters/redis/history.ts";
import { createLedger } from "../../../src/adapters/redis/ledger.ts";
import type { Bundle } from "../../../src/model/bundle.ts";
import type { Report } from "../../../src/model/report.ts";
import type { Told } from "../../../src/ports.ts";
import { anyRedis, canRunRedis, redisMissing, startRedis, type PrivateRedis } from "../../redis.ts";
import { emptySnapshot } from "../../empty-snapshot.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

const question = {
  text: "ingress-nginx -> productpage",
  from: { type: "object" as const, name: "ingress-nginx" },
  to: { type: "object" as const, name: "productpage" },
};
const inShop = { from: [{ kind: "Service", namespace: "shop", name: "web" }], to: [] };
const timings = { firstAnswerMs: 120, totalMs: 900, nodes: [] };
const bundle: Bundle = {
  version: 1,
  recordedAt: "2026-11-23T14:02:00.000Z",
  question,
  flows: [],
  totalEndpoints: 2,
  snapshot: emptySnapshot,
  evidence: [
    {
      round: "standing",
      place: { kind: "node", node: "node3" },
      probe: "rules",
      subject: "",
      output: {
        argv: ["iptables-save", "-c"],
        stdout: "*filter\n".repeat(20_000),
        stderr: "",
        exitCode: 0,
        timedOut: false,
        truncated: false,
        durationMs: 12,
      },
    },
  ],
  timings,
};
const report: Report = {
  version: 1,
  question,
  verdict: "blocked",
  headline: "productpage does not accept connections from ingress-nginx.",
  also: [],
  flows: [],
  endpoints: { answered: 0, probed: 2, total: 2 },
  notes: [],
  notChecked: [],
  timings,
};

describe.skipIf(missing !== undefined)("what outlives a process", () => {
  let server: Pick<PrivateRedis, "url" | "stop">;
  let redis: RedisConnection;
  const prefix = `{stores-${process.pid}}`;
  beforeAll(async () => {
    server = await anyRedis();
    redis = connectRedis(server.url, () => undefined);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  test("a saved diagnosis comes back as it was, packed small, and expires", async () => {
    const store = createEvidenceStore(redis, 3600, prefix);
    await store.save("nd-1", bundle, report);
    expect(await store.load("nd-1")).toEqual({ bundle, report });
    expect(await redis.strlen(`${prefix}:evidence:nd-1`)).toBeLessThan(5000);
    expect(await redis.ttl(`${prefix}:evidence:nd-1`)).toBeGreaterThan(3590);
  });

  test("what people say of an answer is kept with it, one each, the last they said, so many and no more", async () => {
    const store = createEvidenceStore(redis, 3600, prefix);
    const said = (says: "right" | "wrong", minute: number) => ({
      says,
      at: `2026-11-28T10:${minute}:00.000Z`,
    });
    expect(await store.rate("nd-rated", "U1", said("right", 10))).toBeUndefined();
    await store.save("nd-rated", bundle, report);
    expect(await store.rate("nd-rated", "U1", said("right", 10))).toEqual({ kept: true });
    expect(await store.rate("nd-rated", "U2", said("wrong", 11))).toEqual({ kept: true });
    expect(await store.rate("nd-rated", "U1", said("wrong", 12))).toEqual({ kept: true, before: "right" });
    const kept = await store.load("nd-rated");
    expect(kept?.bundle.feedback).toEqual([said("wrong", 11), said("wrong", 12)]);
    expect(await redis.ttl(`${prefix}:evidence:nd-rated:feedback`)).toBeGreaterThan(3590);
    for (let nth = 3; nth <= 50; nth += 1) await store.rate("nd-rated", `U${nth}`, said("right", 13));
    expect(await store.rate("nd-rated", "U51", said("right", 14))).toEqual({ kept: false });
    expect(await store.rate("nd-rated", "U1", said("right", 15))).toEqual({ kept: true, before: "wrong" });
  });

  test("what was told is the newest of its person and its channel, once, with what its answer is about, bounded and expiring", async () => {
    const store = createEvidenceStore(redis, 3600, prefix);
    const history = createHistory(redis, store, 3600, prefix);
    const told = (nth: number, user: string, channel: string): Told => ({
      id: `nd-h${nth}`,
      question: { ...question, text: `question ${nth}` },
      origin: { key: `history-key-${nth}`, user, channel },
      ending: nth === 1 ? { kind: "verdict", report } : { kind: "failed", sentence: "password=hunter2 No." },
    });
    await store.save("nd-h1", { ...bundle, snapshot: { ...bundle.snapshot, asked: inShop } }, report);
    for (const nth of [1, 2, 2, 3]) {
      await history.note(told(nth, nth === 3 ? "U2" : "U1", "C1"));
      await delay(2);
    }
    const own = await history.last({ user: "U1" });
    expect(own.map(({ question: asked, line, about }) => [asked.text, line, about])).toEqual([
      ["question 2", expect.not.stringContaining("hunter2"), []],
      ["question 1", expect.stringContaining("productpage does not accept"), [{ namespace: "shop" }]],
    ]);
    expect((await history.last({ channel: "C1" })).map(({ id }) => id)).toEqual(["nd-h3", "nd-h2", "nd-h1"]);
    expect(await history.last({ user: "U9" })).toEqual([]);
    expect(await redis.ttl(`${prefix}:history:one:history-key-1`)).toBeGreaterThan(3590);
    for (let nth = 10; nth < 70; nth += 1) await history.note(told(nth, "U3", "C3"));
    expect(await history.last({ channel: "C3" })).toHaveLength(50);
    const keys = await redis.keys(`${prefix}:history:*`);
    for (const key of keys) expect(await redis.ttl(key), key).toBeGreaterThan(0);
    await redis.del(`${prefix}:evidence:nd-h1:about`);
    await redis.set(`${prefix}:history:one:history-key-2`, "not what netdiag writes");
    expect((await history.last({ user: "U1" })).map(({ id, about }) => [id, about])).toEqual([
      ["nd-h1", undefined],
    ]);
  });

  test("a diagnosis that was never saved, or is forgotten, is undefined", async () => {
    expect(await createEvidenceStore(redis, 3600, prefix).load("nd-unknown")).toBeUndefined();
  });

  test("what does not read as a diagnosis is an error, not an empty one", async () => {
    await redis.set(`${prefix}:evidence:nd-2`, "not gzip");
    await expect(createEvidenceStore(redis, 3600, prefix).load("nd-2")).rejects.toThrow();
  });

  test("of many who note the same thing at once, one wins", async () => {
    const ledger = createLedger(redis, prefix);
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, asker) => ledger.setIfAbsent("event:Ev1", String(asker), 60)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await ledger.get("event:Ev1")).toBe(String(won.indexOf(true)));
    await ledger.set("event:Ev1", "again", 60);
    expect(await ledger.get("event:Ev1")).toBe("again");
    expect(await ledger.get("event:Ev2")).toBeUndefined();
  });

  test("every process knows what any of them wrote, also when Redis lost it, until it expires or is removed", async () => {
    const [mine, theirs] = [createLedger(redis, prefix), createLedger(redis, prefix)];
    await mine.set("status:1", "1.1", 100);
    await mine.set("status:2", "1.2", 1);
    await mine.set("status:3", "1.3", 100);
    await mine.set("status:4", "long ".repeat(100), 100);
    await theirs.remove("status:3");
    await redis.del(["1", "2", "3", "4"].map((each) => `${prefix}:ledger:status:${each}`));
    await delay(1050);
    expect(await mine.get("status:1")).toBe("1.1");
    expect(await theirs.get("status:1")).toBe("1.1");
    expect(await theirs.setIfAbsent("status:1", "1.9", 100)).toBe(false);
    expect(await mine.get("status:2")).toBeUndefined();
    expect(await mine.get("status:3")).toBeUndefined();
    expect(await mine.get("status:4")).toBe("long ".repeat(100));
    await theirs.set("status:1", "2.1", 100);
    expect(await mine.get("status:1")).toBe("2.1");
  });

  test("what is set and what is removed is known in its order, whoever did it", async () => {
    const [mine, theirs] = [createLedger(redis, prefix), createLedger(redis, prefix)];
    for (let round = 0; round < 20; round += 1) {
      await mine.set("turned", String(round), 100);
      expect(await theirs.get("turned")).toBe(String(round));
      await theirs.remove("turned");
      expect(await mine.get("turned")).toBeUndefined();
      expect(await mine.setIfAbsent("turned", "again", 100)).toBe(true);
      expect(await theirs.setIfAbsent("turned", "mine", 100)).toBe(false);
    }
  });

  test("a process that begins later knows thousands of facts of before", async () => {
    const own = `{facts-${process.pid}}`;
    const before = createLedger(redis, own);
    const facts = Array.from({ length: 2500 }, (_, nth) => `fact:${nth}`);
    await Promise.all(facts.map((fact) => before.set(fact, "1.1", 100)));
    const later = createLedger(redis, own);
    await later.get("of no matter");
    await redis.del(facts.map((fact) => `${own}:ledger:${fact}`));
    for (const fact of [facts[0], facts[999], facts[1000], facts[2499]])
      expect(await later.get(fact ?? "")).toBe("1.1");
    expect(await redis.ttl(`${own}:ledger-journal`)).toBeGreaterThan(3600);
  });

  describe.skipIf(!canRunRedis)("when Redis is back without its data", () => {
    /** Ledgers of processes of their own, and how one of them ends. */
    const scene = async () => {
      let server = await startRedis();
      const connections: RedisConnection[] = [];
      onTestFinished(async () => {
        for (const each of connections) each.disconnect();
        await server.stop();
      });
      return {
        begin: () => {
          const connection = connectRedis(server.url, () => undefined);
          connections.push(connection);
          const end = (): void => {
            connection.disconnect();
          };
          return { connection, ledger: createLedger(connection), end };
        },
        lose: async () => {
          await server.stop();
          server = await startRedis(server.port);
        },
      };
    };

    test("one process finds what another one wrote, and not what was given back", async () => {
      const { begin, lose } = await scene();
      const [{ ledger: mine }, { ledger: theirs }] = [begin(), begin()];
      await mine.set("status:1", "1.1", 100);
      await mine.setIfAbsent("chosen", "me", 100);
      await mine.setIfAbsent("kept", "me", 100);
      await theirs.remove("chosen");
      await delay(600);
      await lose();
      expect(await theirs.get("status:1")).toBe("1.1");
      expect(await theirs.setIfAbsent("kept", "them", 100)).toBe(false);
      expect(await theirs.get("status:2")).toBeUndefined();
      expect(await mine.setIfAbsent("chosen", "again", 100)).toBe(true);
    });

    test("what was written by one that has ended is known to those who were there, and to one that began after it", async () => {
      const { begin, lose } = await scene();
      const [writer, witness] = [begin(), begin()];
      await writer.ledger.set("status:1", "1.1", 100);
      writer.end();
      await delay(600);
      const later = begin();
      await later.ledger.get("of no matter");
      witness.end();
      await lose();
      const last = begin();
      expect(await later.ledger.get("status:1")).toBe("1.1");
      await delay(3000);
      expect(await last.ledger.get("status:1")).toBe("1.1");
    });

    test("what could not be written, for Redis was full, is known here and written when there is room", async () => {
      const { begin } = await scene();
      const [mine, theirs] = [begin(), begin()];
      await mine.ledger.get("of no matter");
      await mine.connection.config("SET", "maxmemory", "1000");
      await expect(mine.ledger.set("status:1", "1.1", 100)).rejects.toThrow("OOM");
      expect(await mine.ledger.get("status:1")).toBe("1.1");
      expect(await theirs.ledger.get("status:1")).toBeUndefined();
      await mine.connection.config("SET", "maxmemory", "0");
      await expect.poll(() => theirs.ledger.get("status:1"), { timeout: 5000 }).toBe("1.1");
    });

    test("it is noticed also where the connection was not lost", async () => {
      const { begin } = await scene();
      const [mine, theirs] = [begin(), begin()];
      await mine.ledger.set("status:1", "1.1", 100);
      await theirs.ledger.get("of no matter");
      mine.end();
      const other = begin();
      await other.ledger.set("status:2", "1.2", 100);
      await delay(600);
      await other.connection.flushall();
      expect(await theirs.ledger.get("status:2")).toBe("1.2");
      expect(await other.ledger.get("status:1")).toBe("1.1");
    });
  });

  test.skipIf(!canRunRedis)("with Redis gone a store throws instead of hanging", async () => {
    const gone = await startRedis();
    const lost = connectRedis(gone.url, () => undefined);
    await lost.ping();
    await gone.stop();
    const start = performance.now();
    await expect(createLedger(lost).get("anything")).rejects.toThrow();
    expect(performance.now() - start).toBeLessThan(10_000);
    lost.disconnect();
  });
});
