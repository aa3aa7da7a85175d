/** What an API server sends is bounded: an answer, an object, and all of a question together. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import { sizeUpTo } from "../../../src/adapters/kubernetes/size.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());

const policies = "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies";

/** As kubectl's users make them: one port an entry. */
function policy(name: string, ports: number) {
  return {
    metadata: { name, namespace: "shop" },
    spec: {
      podSelector: {},
      ingress: [{ ports: Array.from({ length: ports }, (_, at) => ({ port: at + 1, protocol: "TCP" })) }],
    },
  };
}

function serve(path: string, items: readonly object[]): void {
  api.routes = ({ path: asked, query }) => {
    if (asked !== path) return undefined;
    const from = Number(query.get("continue") ?? 0);
    const to = query.has("limit") ? from + Number(query.get("limit")) : items.length;
    return {
      code: 200,
      body: {
        metadata: to < items.length ? { continue: String(to) } : {},
        items: items.slice(from, to),
      },
    };
  };
}

test("a policy that is too big is not read, and that is told with what to do", async () => {
  serve(policies, [policy("small", 10), policy("huge", 40_000)]);
  const cluster = createCluster(api.connection);
  const read = await cluster.list("NetworkPolicy", { namespace: "shop" });
  expect(read.map(({ metadata }) => metadata.name)).toEqual(["small"]);
  expect(cluster.unreadable).toMatchObject([
    {
      what: "NetworkPolicy shop/huge",
      reason: expect.stringContaining("not read: too big") as string,
      next: expect.stringContaining("make several of it") as string,
      policiesOf: ["shop"],
    },
  ]);
  expect(cluster.listedWhole).toEqual([]);
});

test("pages that are too large are asked for in smaller ones", { timeout: 60_000 }, async () => {
  const note = "x".repeat(700_000);
  serve(
    "/api/v1/namespaces/shop/pods",
    Array.from({ length: 60 }, (_, at) => ({
      metadata: { name: `web-${at}`, namespace: "shop", annotations: { note } },
      spec: { containers: [] },
    })),
  );
  const read = await createCluster(api.connection).list("Pod", { namespace: "shop" });
  expect(read.map(({ metadata }) => metadata.name)).toEqual(
    Array.from({ length: 60 }, (_, at) => `web-${at}`),
  );
});

test("objects that are too large together are not read", { timeout: 60_000 }, async () => {
  serve(
    policies,
    Array.from({ length: 120 }, (_, at) => policy(`large-${at}`, 15_000)),
  );
  await expect(
    createCluster(api.connection).list("NetworkPolicy", { namespace: "shop" }),
  ).rejects.toMatchObject({
    name: "CouldNotRead",
    message: expect.stringContaining("not read: too big") as string,
  });
});

test("an answer that unpacks to more than is read of one is left", async () => {
  const bomb = gzipSync(Buffer.alloc(200_000_000, " "));
  expect(bomb.length).toBeLessThan(1_000_000);
  api.routes = () => ({ code: 200, headers: { "content-encoding": "gzip" }, body: bomb });
  const before = process.memoryUsage().rss;
  await expect(createCluster(api.connection).get("Pod", "web", "shop")).rejects.toMatchObject({
    name: "CouldNotRead",
    message: expect.stringContaining("too big") as string,
  });
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
});

test("a size is counted no further than it matters", () => {
  expect(sizeUpTo({ a: ["bc", 1, null, true] }, 100)).toBeCloseTo(
    JSON.stringify({ a: ["bc", 1, null, true] }).length,
    -1,
  );
  const began = process.cpuUsage();
  expect(
    sizeUpTo(
      Array.from({ length: 5_000_000 }, () => "x"),
      1000,
    ),
  ).toBeGreaterThan(1000);
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(1000);
});
