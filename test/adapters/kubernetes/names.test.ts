import { afterAll, beforeAll, expect, test } from "vitest";
import { readNames } from "../../../src/adapters/kubernetes/names.ts";
import { mostNames } from "../../../src/model/names.ts";
import { type Answer, type FakeApi, startFakeApi } from "./fake-api.ts";

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());

const named = (name: string, namespace?: string, more: object = {}): object => ({
  metadata: { name, ...(namespace === undefined ? {} : { namespace }), annotations: { secret: "hunter2" } },
  ...more,
});
const list = (...items: readonly object[]): Answer => ({ code: 200, body: { metadata: {}, items } });
const forbidden: Answer = { code: 403, body: { message: "no", reason: "Forbidden" } };
const read = () => readNames(api.connection, new AbortController().signal);

test("namespaces, Services with their ports and what owns pods, of each the name alone", async () => {
  const ports = [
    { name: "http", port: 80, protocol: "TCP", targetPort: 8080 },
    { port: 53, protocol: "UDP" },
  ];
  const lists: Record<string, Answer> = {
    "/api/v1/namespaces": list(named("shop")),
    "/api/v1/services": list(named("web", "shop", { spec: { ports, clusterIP: "10.0.0.1" } })),
    "/apis/apps/v1/deployments": list(named("web", "shop"), named("../etc", "shop")),
    "/apis/apps/v1/statefulsets": forbidden,
    "/apis/apps/v1/daemonsets": list(),
    "/apis/batch/v1/cronjobs": list(named("report", "shop")),
    "/apis/batch/v1/jobs": list(
      { metadata: { name: "report-1", namespace: "shop", ownerReferences: [{ controller: true }] } },
      named("once", "shop"),
    ),
  };
  api.routes = ({ path }) => lists[path];
  const names = await read();
  expect(JSON.parse(JSON.stringify({ ...names }))).toEqual({
    namespaces: ["shop"],
    objects: [
      {
        kind: "Service",
        namespace: "shop",
        name: "web",
        ports: [
          { port: 80, name: "http" },
          { port: 53, protocol: "UDP" },
        ],
      },
      { kind: "Deployment", namespace: "shop", name: "web" },
      { kind: "CronJob", namespace: "shop", name: "report" },
      { kind: "Job", namespace: "shop", name: "once" },
    ],
  });
});

test("the first page of workloads is read with the ports of their containers, and no more of what stands in their specs", async () => {
  const container = (ports: readonly object[]): object => ({ env: [{ value: "hunter2" }], ports });
  const spec = (...containers: readonly object[]): object => ({
    spec: { template: { spec: { containers } } },
  });
  const asked: string[] = [];
  api.routes = ({ path, query, accept }) => {
    if (path !== "/apis/apps/v1/deployments") return list();
    const page = query.get("continue") ?? "first";
    asked.push(`${page} ${accept.includes("PartialObjectMetadataList") ? "names" : "whole"}`);
    const ports = [
      { containerPort: 8080, name: "http" },
      { containerPort: 53, protocol: "UDP" },
    ];
    const item = named("web", "shop", spec(container([]), container(ports)));
    return page === "first"
      ? { code: 200, body: { metadata: { continue: "second" }, items: [item] } }
      : list(named("db", "shop"));
  };
  const { objects } = await read();
  expect(asked).toEqual(["first whole", "second names"]);
  const ports = [
    { port: 8080, name: "http" },
    { port: 53, protocol: "UDP" },
  ];
  expect(objects).toEqual([
    { kind: "Deployment", namespace: "shop", name: "web", ports },
    { kind: "Deployment", namespace: "shop", name: "db" },
  ]);
});

test("a large cluster is read page by page, up to a bound", async () => {
  let pages = 0;
  api.routes = ({ path, query }) => {
    if (path !== "/api/v1/services") return list();
    pages += 1;
    expect(query.get("limit")).toBe("500");
    const items = Array.from({ length: 500 }, (_, at) => named(`web-${pages}-${at}`, "shop", { spec: {} }));
    return { code: 200, body: { metadata: { continue: String(pages) }, items } };
  };
  const { objects } = await read();
  expect(objects).toHaveLength(mostNames.names);
  expect(JSON.stringify(objects).length).toBeLessThan(mostNames.characters + 1000);
  expect(pages).toBeLessThanOrEqual(41);
});

test("where nothing may be listed that is told", async () => {
  api.routes = () => forbidden;
  await expect(read()).rejects.toThrow("not allowed to list");
});
