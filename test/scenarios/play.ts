import { afterAll, beforeAll, expect, test } from "vitest";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { describeOnLab, isPlayedWith } from "../lab/network/on-lab.ts";
import type { Backend } from "../lab/network/network.ts";
import { misses } from "./expectation.ts";
import { playOn, runScenario, sharesLab, type Told } from "./run.ts";
import type { Scenario } from "./scenario.ts";

/** A busy machine takes its time: some break by filling a table of a quarter of a million entries. */
const longestMs = 90_000;

/** One test per scenario: broken it is found, healed it is not. They share a lab where they can. */
export function playScenarios(backend: Backend, scenarios: readonly Scenario[]): void {
  describeOnLab(`on the lab with ${backend} rules`, () => {
    let shared: Lab | undefined;
    beforeAll(async () => {
      shared = await startLab({ cluster: healthyIncident, backend });
    });
    afterAll(async () => {
      await shared?.stop();
    });

    test.each(scenarios.filter(sharesLab))(
      "$name: $says",
      async (scenario) => {
        shared ??= await startLab({ cluster: healthyIncident, backend });
        const lab = shared;
        try {
          judge(scenario, await orOnceMore(scenario, () => playOn(lab, scenario)));
        } catch (error) {
          // What is left of a failed scenario must not fail the next one.
          shared = undefined;
          await lab.stop();
          throw error;
        }
      },
      longestMs,
    );

    test.each(scenarios.filter((scenario) => !sharesLab(scenario)))(
      "$name: $says",
      async (scenario) => {
        judge(scenario, await orOnceMore(scenario, () => runScenario(scenario, backend)));
      },
      longestMs,
    );
  });
}

/**
 * A busy machine now and then loses a packet, or a count, that was to show the cause. An answer that accuses nobody and calls
 * nothing reachable is honest: it is played once more, saying so. One that is wrong never is.
 */
async function orOnceMore(
  scenario: Scenario,
  play: () => Promise<{ readonly broken: Told; readonly healed: Told }>,
): Promise<{ readonly broken: Told; readonly healed: Told }> {
  const told = await play();
  const { report } = told.broken;
  const vague = report.cause === undefined && report.verdict !== "reachable";
  if (!vague || misses(report, scenario.expect).length === 0) return told;
  process.stderr.write(`${scenario.name}: no cause was told (${report.headline}); played once more\n`);
  return play();
}

function judge(
  scenario: Scenario,
  { broken, healed }: { readonly broken: Told; readonly healed: Told },
): void {
  expect(misses(broken.report, scenario.expect)).toEqual([]);
  expect(healed.report.verdict).toBe("reachable");
  const after = [...(healed.report.cause ? [healed.report.cause] : []), ...healed.report.also];
  expect(after.map(({ code }) => code)).not.toContain(scenario.expect.cause ?? scenario.expect.finds?.code);
}

/**
 * One scenario per fault, and some more about rules: those depend on which iptables the nodes use, as those of Services and
 * policies do (ND3xx, ND4xx), which are played with both whatever the time. Every one with NETDIAG_EVERY_SCENARIO=1
 * (`npm run scenarios`); all of them are judged again from their recordings in any case.
 */
export function chosenScenarios(scenarios: readonly Scenario[], backend: Backend): readonly Scenario[] {
  if (process.env["NETDIAG_EVERY_SCENARIO"] === "1") return scenarios;
  const shown = new Set<string>();
  const chosen = scenarios.filter(({ name, expect: wanted }) => {
    const shows = wanted.cause ?? wanted.finds?.code ?? name;
    const first = !shown.has(shows);
    shown.add(shows);
    return first || aboutRules.has(name);
  });
  return chosen.filter(({ name }, place) => /^nd[34]/.test(name) || isPlayedWith(backend, place));
}

const aboutRules: ReadonlySet<string> = new Set([
  "nd430-nft-only-drop",
  "nd430-iptables-drop",
  "nd430-input-drops-tunnel",
  "nd430-answers-dropped",
  "nd430-reject-icmp",
]);
