import { afterAll, beforeAll, expect, test } from "vitest";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { misses } from "./expectation.ts";
import { scenarios } from "./index.ts";
import { playOn, runScenario, sharesLab, type Told } from "./run.ts";
import type { Scenario } from "./scenario.ts";

function judge(
  scenario: Scenario,
  { broken, healed }: { readonly broken: Told; readonly healed: Told },
): void {
  expect(misses(broken.report, scenario.expect)).toEqual([]);
  const after = [...(healed.report.cause ? [healed.report.cause] : []), ...healed.report.also];
  expect(after.map(({ code }) => code)).not.toContain(scenario.expect.cause);
}

describeOnLab.each(["nft", "legacy"] as const)("on the lab with %s rules", (backend) => {
  let shared: Lab | undefined;
  beforeAll(async () => {
    shared = await startLab({ cluster: healthyIncident, backend });
  });
  afterAll(async () => {
    await shared?.stop();
  });

  test.each(scenarios.filter(sharesLab))("$name: $says", async (scenario) => {
    shared ??= await startLab({ cluster: healthyIncident, backend });
    const lab = shared;
    try {
      judge(scenario, await playOn(lab, scenario));
    } catch (error) {
      // What is left of a failed scenario must not fail the next one.
      shared = undefined;
      await lab.stop();
      throw error;
    }
  });

  test.each(scenarios.filter((scenario) => !sharesLab(scenario)))("$name: $says", async (scenario) => {
    judge(scenario, await runScenario(scenario, backend));
  });
});
