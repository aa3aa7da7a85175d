/**
 * Lists of tens of thousands are answered like short ones. What they cost is printed by `npm run bench -- --only policies`; here
 * a cost that grows with the square of the list would run into the limit of the test.
 */
import { describe, expect, test } from "vitest";
import {
  compile,
  diff,
  evaluate,
  explain,
  matrix,
  suggest,
  type PolicyModel,
} from "../../src/policy/index.ts";
import { Pod } from "../../src/model/kubernetes.ts";
import { cluster, db, flow, web } from "./cluster.ts";
import { manyBlocks, manyPorts, ports } from "./long-lists.ts";

/** With a sidecar, so that Istio's policies hold. */
const guarded = Pod.parse({
  ...db,
  spec: { ...db.spec, containers: [...db.spec.containers, { name: "istio-proxy" }] },
});

const modelOf = (policies: Parameters<typeof compile>[0]): PolicyModel =>
  compile([...cluster.filter((object) => object !== db), guarded, ...policies]);

describe("40,000 ports in one rule", () => {
  for (const [what, policyWith] of Object.entries(manyPorts))
    test.each([1, 2] as const)(`${what}: every port is decided by itself, %d apart`, (step) => {
      const list = ports(40_000, step);
      const model = modelOf([policyWith(list)]);
      const isListed = !what.includes("notPorts");
      const on = (port: number) => evaluate(model, flow(web, guarded, port));
      expect([on(1), on(list.at(-1) ?? 0), on(65_534)]).toEqual(
        isListed ? ["allow", "allow", "deny"] : ["deny", "deny", "allow"],
      );
      expect(explain(model, flow(web, guarded, 65_534)).sentence.length).toBeLessThan(300);
      const { answers, changes } = { ...matrix(model), ...diff(modelOf([]), model) };
      const openRanges = answers.map(({ open }) => open.filter(({ protocol }) => protocol === "TCP").length);
      const ranges = step === 1 ? 1 : list.length;
      expect(openRanges.some((count) => Math.abs(count - ranges) <= 1 && count > 0)).toBe(true);
      expect(changes.length).toBeGreaterThan(0);
    });

  test("one more is found for what is denied", () => {
    const model = modelOf([manyPorts["NetworkPolicy"]?.(ports(40_000, 2)) ?? db]);
    expect(suggest(model, flow(web, guarded, 65_534))).toMatchObject({
      result: "change",
      changes: [{ action: "add-port" }],
      alsoOpens: [],
    });
  });
});

describe("1,000 addresses in a row", () => {
  const from = { ip: "192.168.200.7" };

  for (const [what, policiesFor] of Object.entries(manyBlocks))
    test(`${what}: one more is added, and nothing else opens`, () => {
      const suggestion = suggest(modelOf(policiesFor(1_000)), flow(from, guarded));
      expect(suggestion).toMatchObject({ result: "change", alsoOpens: [], alsoCloses: [] });
      expect(JSON.stringify(suggestion)).toContain("192.168.200.7/32");
    });

  test("2,000 of them in a policy each: a matrix and a diff tell them apart from nobody else", () => {
    const all = manyBlocks["a policy each"]?.(2_000) ?? [];
    const model = modelOf(all);
    expect(matrix(model).answers.length).toBeLessThan(10);
    expect(diff(modelOf(all.slice(1)), model).changes.length).toBeGreaterThan(0);
  });

  test("are each meant: none is a slip for the address that comes next", () => {
    for (const ip of ["192.168.3.232", "192.168.3.233"])
      expect(suggest(modelOf(manyBlocks["one rule"]?.(1_000) ?? []), flow({ ip }, guarded))).toMatchObject({
        changes: [{ action: "add-peer", slips: [] }],
      });
  });
});
