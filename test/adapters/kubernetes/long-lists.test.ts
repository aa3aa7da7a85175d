/** Questions about large namespaces, several at once in one process. */
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import { LongLists } from "../../../src/adapters/kubernetes/long-lists.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";

const path = "/api/v1/namespaces/shop/pods";
const note = "x".repeat(1000);
const pods = Array.from({ length: 3000 }, (_, at) => ({
  metadata: { name: `web-${at}`, namespace: "shop", labels: { note } },
  spec: { containers: [] },
}));

let api: FakeApi;
let pages: number;
beforeAll(async () => {
  api = await startFakeApi();
  api.routes = ({ path: asked, query }) => {
    if (asked !== path) return undefined;
    pages += 1;
    const from = Number(query.get("continue") ?? 0);
    const to = from + Number(query.get("limit"));
    const metadata = to < pods.length ? { continue: String(to) } : {};
    return { code: 200, body: { metadata, items: pods.slice(from, to) } };
  };
});
afterAll(() => api.stop());

/** Whether it has resolved when everything that can go on has gone on. */
async function isOver(work: Promise<unknown>): Promise<boolean> {
  return Promise.race([work.then(() => true), delay(20).then(() => false)]);
}

test("so many as have a place hold long lists, the next one when one of them leaves", async () => {
  const lists = new LongLists(2);
  const [one, two, three, four] = [lists.forOne(), lists.forOne(), lists.forOne(), lists.forOne()];
  await Promise.all([one.enter(), one.enter(), two.enter()]);
  const third = three.enter();
  const fourth = four.enter();
  expect(await isOver(third)).toBe(false);
  one.leave();
  one.leave();
  await third;
  expect(await isOver(fourth)).toBe(false);
  // It ends while it waits: its place is another's.
  four.leave();
  two.leave();
  three.leave();
  await fourth;
  const late = [lists.forOne(), lists.forOne()];
  await Promise.all(late.map((each) => each.enter()));
});

test("a long list is read on when there is a place for it, and then whole", async () => {
  const lists = new LongLists(1);
  const before = lists.forOne();
  await before.enter();
  pages = 0;
  const reading = createCluster(api.connection, { long: lists.forOne() }).list("Pod", { namespace: "shop" });
  await expect.poll(() => pages, { timeout: 20_000 }).toBeGreaterThan(1);
  expect(await Promise.race([reading.then(() => "read"), delay(200).then(() => "waits")])).toBe("waits");
  expect(pages).toBeLessThan(6);
  before.leave();
  expect(await reading).toHaveLength(3000);
});

test("who is stopped while it waits for a place is told so", async () => {
  const lists = new LongLists(1);
  await lists.forOne().enter();
  const stop = new AbortController();
  pages = 0;
  const cluster = createCluster(api.connection, { signal: stop.signal, long: lists.forOne() });
  const reading = cluster.list("Pod", { namespace: "shop" });
  const failed = expect(reading).rejects.toThrow("the diagnosis was stopped");
  await expect.poll(() => pages, { timeout: 20_000 }).toBeGreaterThan(1);
  stop.abort();
  await failed;
});
