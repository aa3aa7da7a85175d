/** Kinds that are foreseen are read whole, once; what is asked of them is answered from that as a server would. */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createCluster } from "../../../src/adapters/kubernetes/cluster.ts";
import { scopeTest } from "../../../src/adapters/kubernetes/selectors.ts";
import { ListMemory } from "../../../src/adapters/kubernetes/whole-lists.ts";
import type { Cluster, Kind } from "../../../src/ports.ts";
import { fieldMatcher, labelMatcher } from "../../lab/api/selectors.ts";
import { type Answer, type Asked, type FakeApi, startFakeApi } from "./fake-api.ts";
import { failure, names, ok, refused } from "./installed-apis.ts";

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi({ timeoutMs: 1000 });
});
afterAll(() => api.stop());
beforeEach(() => {
  api.asked.length = 0;
});

function pod(name: string, namespace: string, more: object = {}): object {
  const spec = { nodeName: "node1", containers: [{ name: "app" }] };
  return { metadata: { name, namespace, labels: { app: name } }, spec, ...more };
}
const page = (items: readonly unknown[], next?: string): Answer =>
  ok({ kind: "List", metadata: next ? { continue: next } : {}, items });
const asked = (): string[] => api.asked.map(({ path, query }) => `${path}?${query.toString()}`);

/** A cluster that foresees, of a server that nobody has asked before unless a memory is given. */
function foreseeing(
  kinds: readonly Kind[],
  routes: (asked: Asked) => Answer | undefined,
  lists = new ListMemory(),
): Cluster {
  api.routes = routes;
  const cluster = createCluster({ ...api.connection, lists });
  cluster.foresee(kinds);
  return cluster;
}

describe("a short list", () => {
  const pods = [pod("web", "shop"), pod("client", "demo"), pod("web", "demo")];

  test("is one request, whatever is asked of it", async () => {
    const cluster = foreseeing(["Pod"], () => page(pods));
    const [all, named, labelled, none, one, gone] = await Promise.all([
      cluster.list("Pod", { namespace: "demo" }),
      cluster.list("Pod", { fieldSelector: "metadata.name=web" }),
      cluster.list("Pod", { namespace: "shop", labelSelector: "app in (web,client)" }),
      cluster.list("Pod", { labelSelector: "!app" }),
      cluster.get("Pod", "client", "demo"),
      cluster.get("Pod", "client", "shop"),
    ]);
    expect([all, named, labelled, none].map(names)).toEqual([["client", "web"], ["web", "web"], ["web"], []]);
    expect([one?.metadata.namespace, gone]).toEqual(["demo", undefined]);
    expect(asked()).toEqual(["/api/v1/pods?limit=200"]);
  });

  test("is read anew by the next diagnosis", async () => {
    const lists = new ListMemory();
    for (const found of [pods, []]) {
      const cluster = foreseeing(["Pod"], () => page(found), lists);
      expect(await cluster.list("Pod")).toHaveLength(found.length);
    }
  });

  test("of a kind that was not foreseen is asked for as it was meant", async () => {
    const cluster = foreseeing(["Service"], () => page(pods));
    await cluster.list("Pod", { namespace: "demo" });
    expect(asked()).toContain("/api/v1/namespaces/demo/pods?limit=500");
  });

  test("tells only of those objects that were asked for that they do not read", async () => {
    const odd = pod("odd", "shop", { spec: 7 });
    const cluster = foreseeing(["Pod"], () => page([...pods, odd]));
    await cluster.list("Pod", { namespace: "demo" });
    expect(cluster.unreadable).toEqual([]);
    expect(await cluster.list("Pod", { namespace: "shop" })).toHaveLength(1);
    expect(cluster.unreadable.map(({ what }) => what)).toEqual(["Pod shop/odd"]);
    expect(cluster.listedWhole).toEqual([{ group: "", kind: "Pod", namespace: "demo" }]);
  });

  test("with a selector that is not understood here is left to the server", async () => {
    const cluster = foreseeing(["Pod"], () => page(pods));
    await cluster.list("Pod", { fieldSelector: "status.phase!=Failed" });
    expect(asked().at(-1)).toBe("/api/v1/pods?fieldSelector=status.phase%21%3DFailed&limit=500");
  });
});

describe("a long list", () => {
  const begins = ({ path, query }: Asked): Answer =>
    path.includes("/namespaces/")
      ? page([pod("mine", "shop")])
      : query.get("continue") === null
        ? page([pod("first", "a")], "token")
        : page([pod("last", "z")]);

  test("is asked what was meant, and is known to be long from then on", async () => {
    const lists = new ListMemory();
    expect(names(await foreseeing(["Pod"], begins, lists).list("Pod", { namespace: "shop" }))).toEqual([
      "mine",
    ]);
    expect(asked()).toEqual(["/api/v1/pods?limit=200", "/api/v1/namespaces/shop/pods?limit=500"]);
    await foreseeing(["Pod"], begins, lists).list("Pod", { namespace: "shop" });
    expect(asked().slice(2)).toEqual(["/api/v1/namespaces/shop/pods?limit=500"]);
  });

  test("that was meant whole goes on after its first page", async () => {
    expect(names(await foreseeing(["Pod"], begins).list("Pod"))).toEqual(["first", "last"]);
    expect(asked()).toEqual(["/api/v1/pods?limit=200", "/api/v1/pods?limit=500&continue=token"]);
  });
});

describe("a list that is kept for a moment", () => {
  test("is let go of after it, though nobody asks again", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const lists = new ListMemory();
      lists.keep("/api/v1/pods", { items: [pod("web", "shop")] });
      expect([lists.lately("/api/v1/pods")?.length, vi.getTimerCount()]).toEqual([1, 1]);
      vi.advanceTimersByTime(5001);
      expect([lists.lately("/api/v1/pods"), vi.getTimerCount()]).toEqual([undefined, 0]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("a list that never ends", () => {
  test("and has nothing in it is given up", async () => {
    const cluster = foreseeing([], () => page([], "token"));
    expect(await failure(cluster.list("Pod"))).toMatchObject({ reason: "failed" });
    expect(asked().length).toBeLessThan(150);
  });
});

describe("a list that is refused", () => {
  test("is asked what was meant: a namespace, or one by its name, may be allowed", async () => {
    const cluster = foreseeing(["Pod"], ({ path }) =>
      path === "/api/v1/pods"
        ? refused(403, "pods is forbidden")
        : path.endsWith("/pods/web")
          ? ok(pod("web", "shop"))
          : page([pod("web", "shop")]),
    );
    expect(names(await cluster.list("Pod", { namespace: "shop" }))).toEqual(["web"]);
    expect(await cluster.get("Pod", "web", "shop")).toBeDefined();
    expect(await failure(cluster.list("Pod"))).toMatchObject({ reason: "forbidden" });
    expect(asked().filter((line) => line.startsWith("/api/v1/pods?"))).toHaveLength(1);
  });

  test("by a server that fails is not asked a third time", async () => {
    const cluster = foreseeing(["Pod"], () => refused(500, "etcdserver: request timed out"));
    expect(await failure(cluster.list("Pod", { namespace: "shop" }))).toMatchObject({ reason: "failed" });
    expect(await failure(cluster.get("Pod", "web", "shop"))).toMatchObject({ reason: "failed" });
    expect(asked()).toHaveLength(2);
  });
});

const label = fc.constantFrom("app", "k8s-app", "app.kubernetes.io/name");
const value = fc.constantFrom("", "web", "client", "a.b_c-1");
const requirement = fc.oneof(
  fc.tuple(label, fc.constantFrom("=", "==", "!="), value).map((parts) => parts.join("")),
  fc
    .tuple(label, fc.constantFrom("in", "notin"), fc.array(value, { minLength: 1, maxLength: 3 }))
    .map(([name, operator, values]) => `${name} ${operator} (${values.join(",")})`),
  label,
  label.map((name) => `!${name}`),
);

test("selectors mean what they mean to a server", () => {
  fc.assert(
    fc.property(
      fc.array(requirement, { minLength: 1, maxLength: 3 }),
      fc.dictionary(label, value),
      (requirements, labels) => {
        const selector = requirements.join(",");
        const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "x", namespace: "shop", labels } };
        expect(scopeTest({ labelSelector: selector })?.(object)).toBe(labelMatcher(selector)(object));
      },
    ),
  );
});

test.each(["metadata.name=web", "spec.nodeName==node1", "status.podIP=10.0.0.1", "metadata.name=other"])(
  "the field selector %s means what it means to a server",
  (selector) => {
    const status = { podIP: "10.0.0.1" };
    const object = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "web" },
      spec: { nodeName: "node1" },
      status,
    };
    expect(scopeTest({ fieldSelector: selector })?.(object)).toBe(fieldMatcher(selector, "Pod")(object));
  },
);
