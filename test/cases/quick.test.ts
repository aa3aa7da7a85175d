/** A quick part of `npm run bench:accuracy`, by its code and yardstick: every real run, and a few scenarios with their fixes tried. */
import { afterAll, describe, expect, test } from "vitest";
import { forbidden } from "../bench/accuracy/fix-commands.ts";
import { HealthyClusters } from "../bench/accuracy/healthy.ts";
import { play, type Row } from "../bench/accuracy/play.ts";
import { replayed } from "../bench/accuracy/replayed.ts";
import { subjects } from "../bench/accuracy/subjects.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { bundlesKnownRight } from "./known-right.ts";
import { realBundles } from "./real-bundles.ts";

/** Short of being right, an answer may leave something open; it may say nothing that is not so. */
const harmless = ["right", "vague", "cannot tell"];

describe.each(realBundles)("the real run $name, judged again: $says", (bundle) => {
  const row = replayed(bundle);

  test("accuses nobody wrongly, calls nothing reachable that is not, and breaks nothing that works", () => {
    expect(harmless, row.why.join("; ")).toContain(row.grade);
  });

  test("shows no fix that nobody should be told to type", () => {
    expect(forbiddenIn(row)).toEqual([]);
  });

  test.runIf(bundlesKnownRight.includes(bundle.name))("is right", () => {
    expect({ grade: row.grade, why: row.why }).toEqual({ grade: "right", why: [] });
  });
});

test("every run that is to stay right is there", () => {
  const names = realBundles.map(({ name }) => name);
  expect(bundlesKnownRight.filter((name) => !names.includes(name))).toEqual([]);
});

function forbiddenIn({ answer, grade }: Row): string[] {
  if (answer.kind !== "report") return [];
  const { fix, cause } = answer.report;
  const standing = { right: grade === "right", confirmed: cause?.confidence === "confirmed" };
  return (fix?.commands ?? []).flatMap((command) => forbidden(command, standing) ?? []);
}

/** Scenarios whose answer shows a fix that can be applied. */
const withFixes = ["nd410-ingress-denied", "nd301-service-selects-nothing"];

describeOnLab("on the lab", () => {
  const healthy = new HealthyClusters();
  afterAll(() => healthy.stop());

  test.each(withFixes)(
    "%s is answered rightly, whole and broken, and its fix mends and harms nothing",
    async (id) => {
      const subject = subjects.find((one) => one.source === "scenarios" && one.id === id);
      if (!subject) throw new Error(`no scenario is called ${id}`);
      const { rows, failure } = await play(subject, "nft", healthy);
      expect(failure).toBeUndefined();
      expect(
        rows.filter(({ grade }) => grade !== "right").map(({ ask, grade, why }) => ({ ask, grade, why })),
      ).toEqual([]);
      const fixes = rows.flatMap(({ fix }) => (fix ? [fix] : []));
      expect(fixes).not.toEqual([]);
      expect(fixes.filter(({ outcome }) => outcome !== "mends")).toEqual([]);
    },
    180_000,
  );
});
