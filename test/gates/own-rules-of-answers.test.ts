/** Rules inside the target that stop what it answers: by a recording of a target that drops what comes in, its rule changed. */
import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

const run = loadEvidence("nd205-own-input-drops");

/** The recording with another rule in the place of the one that drops what comes in, counting as many. */
function ruled(rule: string) {
  const evidence = run.evidence.map((one) => {
    if (one.place.kind !== "pod" || !one.output) return one;
    const stdout = one.output.stdout.replaceAll(/-A INPUT .*-j DROP/g, rule);
    return { ...one, output: { ...one.output, stdout } };
  });
  return conclude({ ...run, evidence }).cause?.finding;
}

test("a rule for what the target sends from the port ends its answers", () => {
  expect(ruled("-A OUTPUT -p tcp -m tcp --sport 9080 -j DROP")?.says).toMatch(
    /drops what it answers: -A OUTPUT/,
  );
});

test("so does one that asks whose program it is, where it counted them", () => {
  expect(ruled("-A OUTPUT -p tcp -m tcp --sport 9080 -m owner --uid-owner 0 -j DROP")?.says).toMatch(
    /drops what it answers: .*--uid-owner 0/,
  );
});

test("a rule for another port is not theirs", () => {
  expect(ruled("-A OUTPUT -p tcp -m tcp --sport 9443 -j DROP")?.says ?? "").not.toMatch(/9443/);
});
