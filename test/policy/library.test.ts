import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as library from "../../src/policy/index.ts";
import { namespace, other as client, policy, web } from "./cluster.ts";

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
