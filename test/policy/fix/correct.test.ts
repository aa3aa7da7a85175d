/** What looks mistyped in a rule is put right, on evidence. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, explain, suggest, type KubernetesObject } from "../../../src/policy/index.ts";
import { policySpecs, toObject } from "../arbitrary.ts";
import { flows, world } from "../brute-force.ts";
import { from, toDb } from "../calico/objects.ts";
import { expectExact } from "./exact.ts";
import { cluster, db, dbIngress, flow, namespace, other, outside, pod, policy, web } from "../cluster.ts";
import { changeFor } from "./suggestion.ts";

const fromOther = (app: string) =>
  dbIngress([
    {
      from: [{ namespaceSelector: { matchLabels: { team: "b" } }, podSelector: { matchLabels: { app } } }],
      ports: [{ port: 5432 }],
    },
  ]);

describe("a slip in a label value", () => {
  test("is corrected in place rather than worked around", () => {
    const { changes, alsoOpens, sentence } = changeFor([fromOther("cleint")], other, db);
    expect(changes).toMatchObject([
      {
        action: "correct",
        patch: [
          { op: "test", path: "/spec/podSelector" },
          { op: "test", path: "/spec/ingress/0/ports", value: [{ port: 5432, protocol: "TCP" }] },
          {
            op: "test",
            path: "/spec/ingress/0/from/0",
            value: { podSelector: { matchLabels: { app: "cleint" } } },
          },
          { op: "replace", path: "/spec/ingress/0/from/0/podSelector/matchLabels/app", value: "client" },
        ],
      },
    ]);
    expect(alsoOpens).toEqual([]);
    expect(sentence).toMatch(
      /^Correct app=cleint, which no pod read has, to app=client in ingress rule 1 of NetworkPolicy shop\/db;/,
    );
  });

  test("is left when some pod has that very value", () => {
    const real = pod("shop/cleint", { ip: "10.0.0.77", labels: { app: "cleint" }, node: "node2" });
    expect(changeFor([fromOther("cleint"), real], other, db).changes).toMatchObject([{ action: "add-peer" }]);
  });

  test("is not seen in another number or a short word: those differ on purpose", () => {
    const v2 = pod("other/api", { ip: "10.0.1.40", labels: { app: "api-v2" }, node: "node3" });
    expect(changeFor([fromOther("api-v1"), v2], v2, db).changes[0]?.action).not.toBe("correct");
    expect(changeFor([fromOther("dc"), v2], web, db).changes[0]?.action).not.toBe("correct");
  });

  test("is corrected in a namespace's label, its key escaped in the path", () => {
    const named = (name: string) =>
      dbIngress([
        {
          from: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
              podSelector: { matchLabels: { app: "client" } },
            },
          ],
          ports: [{ port: 5432 }],
        },
      ]);
    expect(changeFor([named("ohter")], other, db).changes[0]?.patch?.at(-1)).toEqual({
      op: "replace",
      path: "/spec/ingress/0/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name",
      value: "other",
    });
    expect(changeFor([named("ohter"), namespace("ohter")], other, db).changes[0]?.action).toBe("add-peer");
  });

  test("is not corrected where that opens more than a peer of its own would", () => {
    const wide = dbIngress([
      { from: [{ namespaceSelector: { matchLabels: { team: "bluue" } } }], ports: [{ port: 5432 }] },
    ]);
    const blue = namespace("azure", { team: "blue" });
    const one = pod("azure/one", { ip: "10.0.7.1", labels: { app: "one" }, node: "node3" });
    const two = pod("azure/two", { ip: "10.0.7.2", labels: { app: "two" }, node: "node3" });
    expect(changeFor([wide, blue, one, two], one, db).changes).toMatchObject([{ action: "add-peer" }]);
    expect(changeFor([wide, blue, one], one, db).changes).toMatchObject([{ action: "correct" }]);
  });
});

test.each(["constructor", "toString"])("a label called %s is one that no pod has", (key) => {
  const rule = { from: [{ podSelector: { matchLabels: { app: "web", [key]: "x" } } }] };
  expect(changeFor([dbIngress([rule])], web, db).changes).toMatchObject([{ action: "add-rule" }]);
  const calicoRule = from({ selector: `${key} == 'x'` }, { protocol: "TCP" });
  expect(changeFor([toDb(calicoRule)], web, db).changes).toMatchObject([{ action: "add-rule" }]);
});

describe("a slip in a label key", () => {
  test("is corrected where no pod has the key and the other end has a near one with that value", () => {
    const { changes, alsoCloses } = changeFor(
      [dbIngress([{ from: [{ podSelector: { matchLabels: { aap: "web" } } }], ports: [{ port: 5432 }] }])],
      web,
      db,
    );
    expect(changes[0]?.summary).toBe(
      "correct the label key aap, which no pod read has, to app in ingress rule 1 of NetworkPolicy shop/db",
    );
    expect(changes[0]?.patch?.slice(-2)).toEqual([
      { op: "remove", path: "/spec/ingress/0/from/0/podSelector/matchLabels/aap" },
      { op: "add", path: "/spec/ingress/0/from/0/podSelector/matchLabels/app", value: "web" },
    ]);
    expect(alsoCloses).toEqual([]);
  });

  test("is left where some pod has that very key", () => {
    const real = pod("shop/real", { ip: "10.0.0.78", labels: { aap: "x" } });
    const rule = { from: [{ podSelector: { matchLabels: { aap: "web" } } }], ports: [{ port: 5432 }] };
    expect(changeFor([dbIngress([rule]), real], web, db).changes[0]?.action).not.toBe("correct");
  });
});

describe("a wrong port", () => {
  const fromWeb = { podSelector: { matchLabels: { app: "web" } } };
  const service = (ports: object[]): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { namespace: "shop", name: "db" },
    spec: { selector: { app: "db" }, ports },
  });

  test("of the Service becomes the pod's, and what that closes is told", () => {
    const objects = [
      dbIngress([{ from: [fromWeb], ports: [{ port: 80 }] }]),
      service([{ port: 80, targetPort: "sql" }]),
    ];
    const suggestion = changeFor(objects, web, db);
    expect(suggestion.changes).toMatchObject([
      {
        action: "correct",
        summary:
          "change TCP 80 (the port of Service shop/db, whose pods listen on 5432) to TCP 5432 in ingress rule 1 of NetworkPolicy shop/db",
        patch: [{}, {}, {}, { op: "add", path: "/spec/ingress/0/ports/0/port", value: 5432 }],
      },
    ]);
    expect(suggestion.alsoCloses).toEqual(["shop/web → shop/db on TCP 80"]);
    expect(suggestion.sentence).toMatch(/; it closes 1 other kind of flow\.$/);
    expectExact(suggestion, flow(web, db), [...cluster, ...objects]);
  });

  test("stays where the pod listens on it too: then a port is added", () => {
    const two = pod("shop/two", {
      ip: "10.0.0.60",
      labels: { app: "db" },
      node: "node2",
      ports: [{ containerPort: 5432 }, { containerPort: 80 }],
    });
    const objects = [
      dbIngress([{ from: [fromWeb], ports: [{ port: 80 }] }]),
      service([{ port: 80, targetPort: 5432 }]),
      two,
    ];
    expect(changeFor(objects, web, two).changes).toMatchObject([{ action: "add-port" }]);
  });

  test.each([
    ["the other protocol", { port: 53 }, "53/UDP", "protocol", "UDP"],
    ["swapped digits", { port: 5423 }, 5432, "port", 5432],
    ["a name nearly right", { port: "slq" }, 5432, "port", "sql"],
  ])("by %s is corrected", (_, port, asked, field, value) => {
    const { changes } = changeFor([dbIngress([{ from: [fromWeb], ports: [port] }])], web, db, asked);
    expect(changes).toMatchObject([{ action: "correct" }]);
    expect(changes[0]?.patch?.at(-1)).toEqual({ op: "add", path: `/spec/ingress/0/ports/0/${field}`, value });
  });

  test("is another program's where nothing says otherwise: then a port is added", () => {
    expect(
      changeFor([dbIngress([{ from: [fromWeb], ports: [{ port: 8080 }] }])], web, db).changes,
    ).toMatchObject([{ action: "add-port" }]);
  });
});

describe("a wrong block of addresses", () => {
  const from = (cidr: string) => dbIngress([{ from: [{ ipBlock: { cidr } }], ports: [{ port: 5432 }] }]);

  test("with two numbers swapped is corrected, and what that closes is told", () => {
    const suggestion = changeFor([from("203.0.5.113/32")], outside, db);
    expect(suggestion.changes).toMatchObject([{ action: "correct" }]);
    expect(suggestion.changes[0]?.summary).toMatch(
      /^change 203\.0\.5\.113\/32 to 203\.0\.113\.5\/32 in ingress rule 1/,
    );
    expect(suggestion.alsoCloses).toEqual(["addresses in 203.0.5.113/32 → shop/db on TCP 5432"]);
    expectExact(suggestion, flow(outside, db), [...cluster, from("203.0.5.113/32")]);
  });

  test("written as one address is named, while the one asked about is added: the network would open more", () => {
    const { changes, caution } = changeFor([from("203.0.113.0/32")], outside, db);
    expect(changes).toMatchObject([{ action: "add-peer" }]);
    expect(caution).toContain(
      "change 203.0.113.0/32 (one address, which is that of a network) to 203.0.113.0/24 in ingress rule 1",
    );
  });
});

describe("a selector that is too narrow", () => {
  test("takes one more value where it lists them", () => {
    const listed = {
      podSelector: { matchExpressions: [{ key: "app", operator: "In", values: ["api", "cron"] }] },
    };
    const { changes } = changeFor([dbIngress([{ from: [listed], ports: [{ port: 5432 }] }])], web, db);
    expect(changes).toMatchObject([{ action: "widen-peer" }]);
    expect(changes[0]?.patch?.at(-1)).toEqual({
      op: "add",
      path: "/spec/ingress/0/from/0/podSelector/matchExpressions/0/values/-",
      value: "web",
    });
  });

  test("loses no condition where a peer of its own is narrower", () => {
    const tight = { podSelector: { matchLabels: { app: "web", role: "admin" } } };
    const second = pod("shop/web2", { ip: "10.0.0.61", labels: { app: "web", role: "x" } });
    const { changes } = changeFor([dbIngress([{ from: [tight], ports: [{ port: 5432 }] }]), second], web, db);
    expect(changes[0]?.action).not.toBe("correct");
  });
});

test("a correction opens the flow, and lists exactly what else it opens and closes", () => {
  const slips = { front: ["frnot", "fornt", "Front"], back: ["bakc", "backk"] };
  const asked = flows
    .filter(({ from, to }) => from.pod?.metadata.labels?.["tier"] !== undefined && to.pod !== undefined)
    .filter(({ from, protocol }) => from.pod?.metadata.labels?.["tier"] !== "" && protocol === "TCP");
  let corrected = 0;
  fc.assert(
    fc.property(policySpecs, asked, fc.nat(), fc.boolean(), (specs, flow, which, alone) => {
      const tier = flow.from.pod?.metadata.labels?.["tier"] === "back" ? "back" : "front";
      const wrong = slips[tier][which % slips[tier].length] ?? "";
      const typo = policy(`${flow.to.pod?.metadata.namespace ?? ""}/typo`, {
        podSelector: { matchLabels: flow.to.pod?.metadata.labels ?? {} },
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [
              {
                podSelector: { matchExpressions: [{ key: "tier", operator: "In", values: ["x", wrong] }] },
                namespaceSelector: {},
              },
            ],
            ports: [{ port: flow.port }],
          },
        ],
      });
      const objects = [...world, ...(alone ? [] : specs.slice(0, 2).map(toObject)), typo];
      const before = compile(objects);
      if (explain(before, flow).verdict === "allow") return;
      const suggestion = suggest(before, flow);
      if (suggestion.result !== "change") throw new Error(suggestion.sentence);
      if (suggestion.changes.some(({ action }) => action === "correct")) corrected++;
      expectExact(suggestion, flow, objects);
    }),
    { numRuns: 6 },
  );
  expect(corrected).toBeGreaterThan(0);
});
