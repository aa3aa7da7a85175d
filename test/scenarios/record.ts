/**
 * npm run record [-- NAME…]: plays scenarios on the lab and keeps each broken run in test/evidence, to be judged again
 * by unit tests without a lab. A run that does not find what its scenario expects is not kept.
 */
import { mkdirSync } from "node:fs";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { saveEvidence } from "./evidence.ts";
import { misses } from "./expectation.ts";
import { scenarios } from "./index.ts";
import { ask, playOn, runScenario, sharesLab } from "./run.ts";

const backend = "nft";
const wanted = process.argv.slice(2);
const chosen = scenarios.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
const unknown = wanted.filter((part) => !scenarios.some(({ name }) => name.includes(part)));
if (unknown.length > 0) {
  process.stderr.write(
    `No scenario has ${unknown.join(" or ")} in its name: is it a line of its index.ts?\n`,
  );
  process.exit(1);
}
let failed = 0;
let shared: Lab | undefined;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

mkdirSync(new URL("../evidence/", import.meta.url), { recursive: true });
try {
  shared = await startLab({ cluster: healthyIncident, backend });
  if (wanted.length === 0) {
    const { bundle } = await ask(shared, "ingress-nginx -> productpage");
    say(`healthy: ${saveEvidence("healthy", bundle)} bytes`);
  }
  for (const scenario of chosen) {
    shared ??= await startLab({ cluster: healthyIncident, backend });
    const { broken } = sharesLab(scenario)
      ? await playOn(shared, scenario)
      : await runScenario(scenario, backend);
    const wrong = misses(broken.report, scenario.expect);
    if (wrong.length > 0) {
      failed++;
      say(`${scenario.name}: NOT KEPT: ${wrong.join("; ")}`);
      await shared.stop();
      shared = undefined;
      continue;
    }
    say(`${scenario.name}: ${saveEvidence(scenario.name, broken.bundle)} bytes`);
  }
} finally {
  await shared?.stop();
}
process.exitCode = failed === 0 ? 0 : 1;
