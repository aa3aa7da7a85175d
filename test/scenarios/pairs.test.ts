import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeAnswer } from "../cases/judge-answer.ts";
import { judgePair } from "../cases/judge-pair.ts";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { pairs } from "./pairs.ts";
import { rightAnswerOf, rightOfPair } from "./right-answer-of.ts";
import { ask, perform, sharesLab } from "./run.ts";
import type { Act } from "./scenario.ts";

/** One or two for every part of the way; `npm run bench:accuracy -- --only pairs` plays them all. */
const quick: ReadonlySet<string> = new Set([
  "nd101-dns-admits-nobody-else + nd412-denied-by-another-api",
  "nd103-dns-does-not-answer + nd410-ingress-denied",
  "nd202-no-route-in-pod + nd420-egress-denied",
  "nd340-rules-flushed + nd410-default-deny",
  "nd420-egress-denied + nd620-nobody-listens",
  "nd540-block-route-missing + nd540-answers-without-route",
  "nd512-tunnel-port-differs + nd410-calico-tier",
  "nd550-forwarding-off + nd620-nobody-listens",
]);

/** A busy machine takes its time. */
const longestMs = 60_000;

test("every pair that is played here is a listed one, and they share a cluster", () => {
  const names = pairs.map(({ name }) => name);
  expect([...quick].filter((name) => !names.includes(name))).toEqual([]);
  expect(pairs.filter(({ first, second }) => !sharesLab(first) || !sharesLab(second))).toEqual([]);
});

describeOnLab("of two faults on one way", () => {
  let shared: Lab | undefined;
  beforeAll(async () => {
    shared = await startLab({ cluster: healthyIncident });
  });
  afterAll(async () => {
    await shared?.stop();
  });

  test.each(pairs.filter(({ name }) => quick.has(name)))(
    "$name: the first is the cause and the second is told; with the first mended, the second is the cause",
    async (pair) => {
      shared ??= await startLab({ cluster: healthyIncident });
      const lab = shared;
      try {
        await performAll([...pair.first.break, ...pair.second.break], lab);
        const { report: both } = await ask(lab, pair.ask);
        expect(judgePair({ kind: "report", report: both }, rightOfPair(pair))).toEqual({
          grade: "right",
          why: [],
        });
        await performAll(pair.first.heal, lab);
        const { report: left } = await ask(lab, pair.ask);
        expect(judgeAnswer({ kind: "report", report: left }, [rightAnswerOf(pair.second.expect)])).toEqual({
          grade: "right",
          why: [],
        });
        await performAll(pair.second.heal, lab);
      } catch (error) {
        // What is left of a failed pair must not fail the next one.
        shared = undefined;
        await lab.stop();
        throw error;
      }
    },
    longestMs,
  );
});

async function performAll(acts: readonly Act[], lab: Lab): Promise<void> {
  for (const act of acts) await perform(act, lab);
  await lab.api.settled();
}
