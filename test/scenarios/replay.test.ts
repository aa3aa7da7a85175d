import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { hasEvidence, loadEvidence } from "./evidence.ts";
import { misses } from "./expectation.ts";
import { scenarios } from "./index.ts";

test("every scenario has a recording", () => {
  expect(scenarios.map(({ name }) => name).filter((name) => !hasEvidence(name))).toEqual([]);
});

test.each(scenarios.filter(({ name }) => hasEvidence(name)))(
  "$name, judged again offline, finds its fault and no other",
  ({ name, expect: expected }) => {
    expect(misses(conclude(loadEvidence(name)), expected)).toEqual([]);
  },
);

test("the recording of the healthy cluster has no finding", () => {
  const report = conclude(loadEvidence("healthy"));
  expect(report.verdict).toBe("reachable");
  expect(report.cause).toBeUndefined();
  expect(report.also).toEqual([]);
});

test("the same evidence gives the same words", () => {
  const bundle = loadEvidence("healthy");
  expect(conclude(bundle)).toEqual(conclude(bundle));
});
