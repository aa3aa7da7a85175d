import { expect, test } from "vitest";
import { conclude } from "../../src/judge/conclude.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { loadEvidence } from "../scenarios/evidence.ts";

/** The recorded run, in which the rule that drops INVALID packets counted so many. */
function invalidCounted(packets: number): Bundle {
  const bundle = loadEvidence("nd506-tunnel-sends-broken");
  const recount = (text: string): string =>
    text.replace(/^0 0\t7 420(\t.*INVALID -j DROP)$/m, `0 0\t${packets} 420$1`);
  return {
    ...bundle,
    evidence: bundle.evidence.map((item) =>
      item.output ? { ...item, output: { ...item.output, stdout: recount(item.output.stdout) } } : item,
    ),
  };
}

test("a rule that drops INVALID packets speaks for wrong checksums only where it counted ours, not a busy node's", () => {
  expect(conclude(invalidCounted(7)).cause?.code).toBe("ND506");
  expect(conclude(invalidCounted(14)).cause?.code).toBe("ND506");
  expect(conclude(invalidCounted(6)).cause?.code).not.toBe("ND506");
  expect(conclude(invalidCounted(400)).cause?.code).not.toBe("ND506");
});
