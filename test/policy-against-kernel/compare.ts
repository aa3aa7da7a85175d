/** The tests of one backend: every generated set is played, and engine and kernel must agree on every flow. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Backend } from "../lab/network/network.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { differs, Stage, type Played } from "./play.ts";
import { policySet } from "./policy-set.ts";
import { reportOf } from "./report.ts";

/** Of `npm test`; `npm run policy-check` plays sixty. */
const usualSets = 12;

/** `NETDIAG_POLICY_SETS=60` plays that many, `NETDIAG_POLICY_SEED=17` that one alone. */
function seeds(): readonly number[] {
  const { NETDIAG_POLICY_SETS: sets, NETDIAG_POLICY_SEED: seed } = process.env;
  if (seed !== undefined) return [Number(seed)];
  return Array.from({ length: Number(sets ?? usualSets) }, (_, index) => index);
}

/**
 * What may stay open: what port rules of a NetworkPolicy mean for a ping, and whether a denial holds towards the pod's own node.
 * Both are left to the network plugin.
 */
function mayStayOpen({ flow: { from, to, packet } }: Played): boolean {
  return packet.protocol === "ICMP" || (to.onNode && from.node === to.node);
}

export function compareOn(backend: Backend): void {
  describeOnLab(`what the engine says of generated policies is what the kernel does (${backend})`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.open(backend);
    });
    afterAll(() => stage.close());

    test.each(seeds())("set %i", async (seed) => {
      const set = policySet(seed);
      const played = await stage.play(set);
      const [different] = played.filter(differs);
      if (different) expect.fail(await reportOf(stage, set, different));
      const [open] = played.filter((one) => one.verdict === "undecidable" && !mayStayOpen(one));
      if (open) expect.fail(await reportOf(stage, set, open));
    });
  });
}
