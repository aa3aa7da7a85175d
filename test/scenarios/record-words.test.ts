import { expect, test } from "vitest";
import { chosenToRecord } from "./record-words.ts";

const scenarios = ["nd201-wire-down", "nd601-no-route", "nd601-wrong-route"].map((name) => ({ name }));
const typed = (...argv: string[]) => chosenToRecord(argv, scenarios);

test("a part of a name records the scenarios that have it", () => {
  const found = typed("nd601");
  expect(found).toMatchObject({ do: "record", withHealthy: false });
  expect(found.do === "record" && found.scenarios.map(({ name }) => name)).toEqual([
    "nd601-no-route",
    "nd601-wrong-route",
  ]);
});

test("all are recorded only when that is typed", () => {
  expect(typed("--all")).toEqual({ do: "record", scenarios, withHealthy: true });
  expect(typed()).toEqual({ do: "refuse", says: "Name what to record." });
});

test.each([
  [["--all", "nd601"], "Choose names or --all."],
  [["nd601", "nd999"], "No scenario has nd999 in its name"],
  [["--every"], "--every"],
])("%j is refused", (argv, says) => {
  const found = typed(...argv);
  expect(found.do === "refuse" && found.says).toContain(says);
});

test("--help explains", () => {
  expect(typed("--help")).toEqual({ do: "explain" });
});
