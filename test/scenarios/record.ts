/** npm run record -- NAME…: keeps broken runs of scenarios in test/evidence. */
import { mkdirSync } from "node:fs";
import { healthyIncident } from "../lab/clusters/incident.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import { saveEvidence } from "./evidence.ts";
import { misses } from "./expectation.ts";
import { scenarios } from "./index.ts";
import { chosenToRecord, recordHelp } from "./record-words.ts";
import { ask, playOn, runScenario, sharesLab } from "./run.ts";

const backend = "nft";
const choice = chosenToRecord(process.argv.slice(2), scenarios);
if (choice.do === "explain") {
  process.stdout.write(recordHelp);
  process.exit(0);
}
if (choice.do === "refuse") {
  process.stderr.write(`${choice.says}\n\n${recordHelp}`);
  process.exit(64);
}
let failed = 0;
let shared: Lab | undefined;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

mkdirSync(new URL("../evidence/", import.meta.url), { recursive: true });
try {
  shared = await startLab({ cluster: healthyIncident, backend });
  if (choice.withHealthy) {
    const { bundle } = await ask(shared, "ingress-nginx -> productpage");
    say(`healthy: ${saveEvidence("healthy", bundle)} bytes`);
  }
  for (const scenario of choice.scenarios) {
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
