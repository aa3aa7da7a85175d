/** A wrong label value in a policy is put right where nothing has it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile, explain, suggest } from "../../src/policy/index.ts";
import { policySpecs, toObject } from "./arbitrary.ts";
import { expectExact, flows, world } from "./brute-force.ts";
import { db, dbIngress, namespace, other, pod, policy, web } from "./cluster.ts";
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

test("a correction opens the flow, closes none, and lists exactly what else it opens", () => {
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
      expectExact(suggestion, flow, before, objects);
    }),
    { numRuns: 12 },
  );
  expect(corrected).toBeGreaterThan(0);
});
