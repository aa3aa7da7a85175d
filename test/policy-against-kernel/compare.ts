/** The tests of one backend: every generated set is played, and engine and kernel must agree on every flow. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Backend } from "../lab/network/network.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { Stage } from "./play.ts";
import { policySet } from "./policy-set.ts";
import { reportOf } from "./report.ts";

/** Of `npm test`; `npm run policy-check` plays more. */
const usualSets = 50;

/** `NETDIAG_POLICY_SETS=1000` plays that many, `NETDIAG_POLICY_SEED=17` that one alone. */
function seeds(): readonly number[] {
  const { NETDIAG_POLICY_SETS: sets, NETDIAG_POLICY_SEED: seed } = process.env;
  if (seed !== undefined) return [Number(seed)];
  return Array.from({ length: Number(sets ?? usualSets) }, (_, index) => index);
}

export function compareOn(backend: Backend): void {
  describeOnLab(`what the engine says of generated policies is what the kernel does (${backend})`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.open(backend);
    });
    afterAll(() => stage.close());

    // To tell of a difference takes longer than to find none.
    test.each(seeds())("set %i", { timeout: 120_000 }, async (seed) => {
      const set = policySet(seed);
      await stage.put(set.objects);
      const different = await reportOf(stage, set.objects, await stage.play(set));
      if (different !== undefined) expect.fail(different);
    });
  });
}
