import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as library from "../../src/policy/index.ts";
import { namespace, other as client, pod, policy, web } from "./cluster.ts";

const { diff, explain, flowsOf, matrix, suggest } = library;
const deny = policy("shop/deny", { podSelector: {} });
const objects = [namespace("shop"), web, client, deny];
const flow = { from: { pod: client }, to: { pod: web }, protocol: "TCP", port: 80 } as const;
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("plain objects in, plain JSON out", () => {
  test("one flow is explained from an array of any kinds", () => {
    expect(explain(objects, flow)).toMatchObject({
      verdict: "deny",
      ingress: { isolatedBy: [{ name: "deny" }] },
    });
  });

  test("a compiled model answers as its objects do", () => {
    expect(explain(library.compile(objects), flow)).toEqual(explain(objects, flow));
  });

  test("lists as kubectl prints them are taken apart", () => {
    const list = { apiVersion: "v1", kind: "List", metadata: { resourceVersion: "" }, items: objects };
    expect(explain([list], flow)).toEqual(explain(objects, flow));
    const typed = {
      apiVersion: "v1",
      kind: "PodList",
      metadata: {},
      items: [{ ...web, kind: undefined }, client],
    };
    expect(explain([namespace("shop"), deny, typed], flow)).toEqual(explain(objects, flow));
  });

  test("a workload without pods stands for one", () => {
    const deployment = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "api", namespace: "shop" },
      spec: {
        template: {
          metadata: { labels: { app: "api" } },
          spec: { containers: [{ name: "main", ports: [{ containerPort: 8080 }] }] },
        },
      },
    };
    const asked = flowsOf([...objects, deployment], {
      from: { type: "object", name: "client" },
      to: { type: "object", kind: "deployment", name: "api" },
    });
    expect(asked).toMatchObject({ flows: [{ port: 8080, protocol: "TCP", to: { pod: { kind: "Pod" } } }] });
  });

  test("replicas of one workload that differ in a label are asked one by one", () => {
    const spec = { selector: { app: "web" }, ports: [{ port: 80 }] };
    const service = { apiVersion: "v1", kind: "Service", metadata: { namespace: "shop", name: "web" }, spec };
    const canary = pod("shop/web-2", { ip: "10.0.0.9", labels: { app: "web", track: "canary" } });
    const guarded = policy("shop/canary", { podSelector: { matchLabels: { track: "canary" } } });
    const asked = flowsOf([namespace("shop"), web, canary, client, service, guarded], {
      from: { type: "object", name: "client" },
      to: { type: "object", kind: "service", name: "web" },
    });
    if ("unclear" in asked) throw new Error(asked.unclear);
    const model = [namespace("shop"), web, canary, client, guarded];
    expect(asked.flows.map((one) => explain(model, one).verdict).sort()).toEqual(["allow", "deny"]);
  });

  test.each([
    ["explain", explain(objects, flow)],
    ["suggest", suggest(objects, flow)],
    ["diff", diff(objects, objects.slice(0, 3))],
    ["matrix", matrix(objects)],
  ])("%s survives being written and read as JSON", (_, answer) => {
    expect(throughJson(answer)).toEqual(answer);
  });

  test("objects are left as they were", () => {
    const before = throughJson(objects);
    suggest(objects, flow);
    matrix(objects);
    expect(throughJson(objects)).toEqual(before);
  });

  test("what is no object is named, and the rest answers", () => {
    const model = library.compile([...objects, { kind: "Pod", metadata: {} }]);
    expect(model.problems).toMatchObject([{ object: { kind: "Pod" }, field: "metadata.name" }]);
    expect(explain(model, flow).verdict).toBe("deny");
  });
});

test("the package offers it as netdiag/policy", () => {
  const text = readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8");
  expect(JSON.parse(text)).toMatchObject({
    exports: { "./policy": { types: "./dist/policy/index.d.ts", default: "./dist/policy/index.js" } },
  });
  expect(Object.keys(library)).toEqual(expect.arrayContaining(["explain", "suggest", "diff", "whatIf"]));
});
