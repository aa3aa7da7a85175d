import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAdmission } from "../../../src/adapters/redis/admission.ts";
import { createWorkforce } from "../../../src/adapters/redis/workforce.ts";
import type { Admission, Admitted } from "../../../src/ports.ts";
import { anyRedis, redisMissing } from "../../redis.ts";

const missing = redisMissing();
if (missing) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== undefined)("admission", () => {
  let server: Awaited<ReturnType<typeof anyRedis>>;
  let redis: Redis;
  let admission: Admission;
  let tests = 0;
  let prefix = "";
  beforeAll(async () => {
    server = await anyRedis();
    redis = new Redis(server.url);
  });
  beforeEach(() => {
    tests += 1;
    prefix = `{admission-${process.pid}-${tests}}`;
    admission = createAdmission(redis, prefix);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  const ask = (key: string, user: string, channel: string): Promise<Admitted> =>
    admission.admit({ key, user, channel }, { perPerson: 5, perChannel: 8, inAll: 12 });
  const priority = async (key: string, user: string, channel: string): Promise<number> => {
    const answer = await ask(key, user, channel);
    if (!answer.admitted) throw new Error(`full: ${answer.full}`);
    return answer.priority;
  };

  test("the first question of a quiet channel goes before all but the first of a busy one", async () => {
    for (let index = 1; index <= 5; index += 1) expect(await priority(`b${index}`, "A", "busy")).toBe(index);
    expect(await priority("q", "Z", "quiet")).toBe(1);
  });

  test("in one channel the first question of each person goes before the second of any", async () => {
    for (let index = 1; index <= 4; index += 1) await priority(`a${index}`, "A", "C");
    const second = 2;
    expect(await priority("b1", "B", "C")).toBe(second);
    expect(await priority("b2", "B", "C")).toBe(4);
  });

  test("a person who asks in many channels stands behind in each of them", async () => {
    const places = [];
    for (const channel of ["C1", "C2", "C3"]) places.push(await priority(channel, "A", channel));
    expect(places).toEqual([1, 2, 3]);
  });

  test("nothing starves: who asks later stands beside what has begun, and has one turn in each round", async () => {
    for (let index = 1; index <= 5; index += 1) await priority(`b${index}`, "A", "busy");
    await admission.begin({ key: "b4", priority: 4 });
    await admission.begin({ key: "b2", priority: 2 });
    expect(await priority("new", "Z", "quiet")).toBe(4);
    await admission.begin({ key: "new", priority: 4 });
    await admission.rested("new");
    await admission.ended("new");
    expect(await priority("next", "Z", "quiet")).toBe(5);
  });

  test("the counting begins anew when nothing is open", async () => {
    await priority("a", "A", "C");
    await admission.begin({ key: "a", priority: 700 });
    await admission.ended("a");
    expect(await priority("b", "A", "C")).toBe(1);
  });

  test("a channel has a share of the workers while others ask, and all of them while nobody does", async () => {
    const leave = createWorkforce(redis, prefix).join({ name: "w", places: 4 });
    for (const key of ["b1", "b2", "b3", "b4"]) await priority(key, key, "busy");
    const begins = async (key: string): Promise<boolean> =>
      (await admission.begin({ key, priority: 1 })) === 0;
    for (const key of ["b1", "b2", "b3"]) expect(await begins(key)).toBe(true);
    await priority("q", "Z", "quiet");
    expect(await begins("b4")).toBe(false);
    expect(await begins("q")).toBe(true);
    await admission.rested("b1");
    await admission.ended("b2");
    expect(await begins("b4")).toBe(true);
    // Begun again after its worker died, it is still the same one.
    expect(await begins("b4")).toBe(true);
    await leave();
  });

  test("who had begun and is begun again gives way to nobody: of two whose worker died, each would wait for the other", async () => {
    const leave = createWorkforce(redis, prefix).join({ name: "w", places: 8 });
    for (const key of ["b1", "b2"]) await priority(key, key, "busy");
    const begins = (key: string): Promise<number> => admission.begin({ key, priority: 1 });
    expect([await begins("b1"), await begins("b2")]).toEqual([0, 0]);
    // So many others ask meanwhile that a channel's share is one place.
    for (const channel of ["C1", "C2", "C3", "C4", "C5", "C6", "C7"])
      await priority(channel, channel, channel);
    expect([await begins("b1"), await begins("b2")]).toEqual([0, 0]);
    await leave();
  });

  test("of many channels each has the same share, and who gives way comes back in the order of the line", async () => {
    const leave = createWorkforce(redis, prefix).join({ name: "w", places: 6 });
    for (const key of ["b1", "b2", "b3", "b4", "b5"]) await priority(key, key, "busy");
    for (const channel of ["C1", "C2", "C3", "C4", "C5"]) await priority(channel, channel, channel);
    const waits = [];
    for (const [key, place] of [
      ["b1", 1],
      ["b2", 2],
      ["b3", 3],
      ["b4", 4],
    ] as const)
      waits.push(await admission.begin({ key, priority: place }));
    expect(waits).toEqual([0, 250, 500, 750]);
    await leave();
  });

  test("a channel that only waits to be told more takes no share from another", async () => {
    const leave = createWorkforce(redis, prefix).join({ name: "w", places: 2 });
    for (const key of ["b1", "b2"]) await priority(key, key, "busy");
    await priority("q", "Z", "quiet");
    for (const key of ["b1", "q"]) expect(await admission.begin({ key, priority: 1 })).toBe(0);
    expect(await admission.begin({ key: "b2", priority: 2 })).toBeGreaterThan(0);
    await admission.rested("q");
    expect(await admission.begin({ key: "b2", priority: 2 })).toBe(0);
    await leave();
  });

  test("who asks about another cluster takes no share of this one's places", async () => {
    const workforce = createWorkforce(redis, prefix);
    const leave = workforce.join({ name: "w", places: 2, cluster: "prod-2" });
    const caps = { perPerson: 10, perChannel: 10, inAll: 100 };
    for (const key of ["b1", "b2", "b3"])
      await admission.admit({ key, user: key, channel: "busy", cluster: "prod-2" }, caps);
    await priority("q", "Z", "quiet");
    const begin = (key: string) => admission.begin({ key, priority: 1, cluster: "prod-2" });
    expect([await begin("b1"), await begin("b2")]).toEqual([0, 0]);
    expect(await begin("b3")).toBeGreaterThan(0);
    await leave();
  });

  test("what nobody admitted may begin: Redis lost its data, or an older bot asked", async () => {
    expect(await admission.begin({ key: "unknown", priority: 0 })).toBe(0);
  });

  test("asked again with the same key it is the same question, even when all places are taken since", async () => {
    const first = await priority("k", "A", "C");
    for (let index = 0; index < 4; index += 1) await priority(`a${index}`, "A", "C");
    expect(await ask("one more", "A", "C")).toEqual({ admitted: false, full: "perPerson", limit: 5 });
    expect(await priority("k", "A", "C")).toBe(first);
  });

  test("person, channel and all together have a bound, and an end makes room", async () => {
    for (let index = 0; index < 5; index += 1) await priority(`a${index}`, "A", "C");
    for (let index = 0; index < 3; index += 1) await priority(`b${index}`, "B", "C");
    expect(await ask("c", "X", "C")).toEqual({ admitted: false, full: "perChannel", limit: 8 });
    for (let index = 0; index < 4; index += 1) await priority(`d${index}`, `P${index}`, `D${index}`);
    expect(await ask("e", "Y", "D9")).toEqual({ admitted: false, full: "inAll", limit: 12 });
    await admission.ended("a0");
    expect(await ask("e", "Y", "D9")).toMatchObject({ admitted: true });
  });
});
