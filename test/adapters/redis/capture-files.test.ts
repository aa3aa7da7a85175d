/** The files of captures, sealed, in a real Redis. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createCaptureEnds } from "../../../src/adapters/redis/capture-ends.ts";
import { createCaptureFiles } from "../../../src/adapters/redis/capture-files.ts";
import { connectRedis } from "../../../src/adapters/redis/connect.ts";
import { placeOf, seal, tokenForm, tokenOf, unseal } from "../../../src/adapters/redis/sealed.ts";
import { asked, marker, traffic } from "../../captures/asked.ts";
import { jobKey } from "../../job-key.ts";
import { anyRedis, redisMissing } from "../../redis.ts";
import { memoryLedger } from "../slack/memory-ledger.ts";

test("of one capture the token is always the same, and another one of every other capture and key", () => {
  const token = tokenOf(jobKey, "nc-1");
  expect(token).toMatch(tokenForm);
  expect(tokenOf(jobKey, "nc-1")).toBe(token);
  expect(new Set([token, tokenOf(jobKey, "nc-2"), tokenOf("another key", "nc-1")]).size).toBe(3);
  expect(placeOf(token)).not.toContain(token.slice(0, 8));
});

test("what was sealed opens with its token alone, and not when a bit of it was changed", () => {
  const [token, plain] = [tokenOf(jobKey, "nc-1"), randomBytes(500)];
  const sealed = seal(token, plain);
  expect(unseal(token, sealed)).toEqual(plain);
  expect(seal(token, plain)).not.toEqual(sealed);
  expect(unseal(tokenOf(jobKey, "nc-2"), sealed)).toBeUndefined();
  for (const at of [0, 12, 28, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unseal(token, changed)).toBeUndefined();
  }
  expect(unseal(token, sealed.subarray(0, 20))).toBeUndefined();
});

test("how a capture ended is remembered once, and cannot be read where it lies", async () => {
  const ledger = memoryLedger();
  const ends = createCaptureEnds(ledger, (id) => tokenOf(jobKey, id));
  const end = { kind: "captured", traffic, file: { kind: "nothing-in-it" } } as const;
  expect(await ends.note(asked.id, end)).toEqual(end);
  const late = { kind: "none", why: "died", sentence: "x" } as const;
  expect(await ends.note(asked.id, late)).toEqual(end);
  expect(await ends.of(asked.id)).toEqual(end);
  const lying = [...ledger.entries.values()].map((text) => Buffer.from(text, "base64").toString("latin1"));
  expect(lying.join()).not.toMatch(/10\.233|productpage/);
  const strangers = createCaptureEnds(ledger, (id) => tokenOf("another key", id));
  expect(await strangers.of(asked.id)).toBeUndefined();
});

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED test/adapters/redis/capture-files.test.ts: ${missing}\n`);

describe.skipIf(missing !== undefined)("in Redis", () => {
  let redis: Awaited<ReturnType<typeof anyRedis>>;
  beforeAll(async () => {
    redis = await anyRedis();
  }, 30_000);
  afterAll(() => redis.stop());

  const open = (prefix: string) => {
    const connection = connectRedis(redis.url, () => undefined);
    onTestFinished(() => {
      connection.disconnect();
    });
    return { connection, files: createCaptureFiles(connection, prefix) };
  };
  const token = tokenOf(jobKey, asked.id);
  const file = Buffer.from(marker.repeat(50));

  test("who has the token reads the file; Redis has neither the token nor a byte of the file in clear", async () => {
    const { connection, files } = open("{files-1}");
    expect(await files.keep(token, { id: asked.id, file }, 60_000)).toBe(true);
    expect(await files.isKept(token)).toBe(true);
    expect(await files.open(token)).toEqual({ id: asked.id, file });
    const keys = await connection.keys("{files-1}*");
    expect(keys).toHaveLength(1);
    const all = Buffer.concat([
      Buffer.from(keys.join()),
      ...(await Promise.all(keys.map((key) => connection.getBuffer(key)))).flatMap((each) => each ?? []),
    ]);
    for (const secret of [token, Buffer.from(token, "base64url"), marker, asked.id])
      expect(all.includes(secret)).toBe(false);
    expect(await connection.pttl(keys[0] ?? "")).toBeGreaterThan(0);
  });

  test.each(["", "x", "../../etc/passwd", "constructor", tokenOf(jobKey, "nc-9"), "a".repeat(43)])(
    "a token that is none opens nothing: %s",
    async (wrong) => {
      const { files } = open("{files-2}");
      await files.keep(token, { id: asked.id, file }, 60_000);
      expect(await files.open(wrong)).toBeUndefined();
    },
  );

  test("when its time is over nothing is left of it", async () => {
    const { connection, files } = open("{files-3}");
    await files.keep(token, { id: asked.id, file }, 40);
    await expect.poll(() => files.open(token), { interval: 20 }).toBeUndefined();
    expect(await connection.keys("{files-3}*")).toEqual([]);
  });

  test("what is too large, packed, is not kept", async () => {
    const { files } = open("{files-4}");
    const large = randomBytes(2 * 1024 * 1024 + 1);
    expect(await files.keep(token, { id: asked.id, file: large }, 60_000)).toBe(false);
    expect(await files.isKept(token)).toBe(false);
  });
});
