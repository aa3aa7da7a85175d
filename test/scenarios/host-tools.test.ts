/**
 * A choice of scenarios with this machine's own programs in the debug pods instead of the image's: an older Debian's, as a
 * debug image that nobody rebuilt has them. One for each kind of sender and reader.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { describeOnLab } from "../lab/network/on-lab.ts";
import { misses } from "./expectation.ts";
import { scenarios } from "./index.ts";
import { playOn } from "./run.ts";

const chosen: ReadonlySet<string> = new Set([
  "nd101-name-lookup-denied",
  "nd305-target-port-closed",
  "nd410-ingress-denied",
  "nd430-nft-only-reject",
  "nd511-wrong-entry",
  "nd601-pod-route-missing",
]);

test("every chosen scenario is there", () => {
  expect(scenarios.filter(({ name }) => chosen.has(name))).toHaveLength(chosen.size);
});

describeOnLab.each(["nft", "legacy"] as const)("with this machine's tools and %s rules", (backend) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ cluster: healthyIncident, backend, debugTools: "host" });
  });
  afterAll(() => lab.stop());

  test.each(scenarios.filter(({ name }) => chosen.has(name)))("$name: $says", async (scenario) => {
    const { broken, healed } = await playOn(lab, scenario);
    expect(misses(broken.report, scenario.expect)).toEqual([]);
    expect(healed.report.verdict).toBe("reachable");
  });
});
