/**
 * npm run bench: what an answer costs. Figures only; nothing here passes or fails. `-- --only lab`: answers on the lab, which
 * needs root or user namespaces, as the question of `-- --only start` does; `-- --only judging` and
 * `-- --only policies`: without packets.
 */
import { parseArgs } from "node:util";
import { diagnosis } from "./diagnosis.ts";
import { judging } from "./judging.ts";
import { labAnswers } from "./lab-answers.ts";
import { policyAnswers } from "./policy-answers.ts";
import { startAnswers } from "./start-answers.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "9" },
    backend: { type: "string", default: "nft" },
    only: { type: "string" },
  },
});
const runs = Math.max(1, Number(values.runs) || 1);
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const parts: Readonly<Record<string, () => Promise<void>>> = {
  lab: () => labAnswers(values.backend === "legacy" ? "legacy" : "nft", runs, print),
  start: () => startAnswers(runs, print),
  judging: () => judging(runs, print),
  diagnosis: () => diagnosis(runs, print),
  policies: () => policyAnswers(runs, print),
};
const chosen = Object.keys(parts).filter((part) => values.only === undefined || values.only === part);
for (const [place, part] of chosen.entries()) {
  if (place > 0) print("");
  await parts[part]?.();
}
if (chosen.length === 0) print(`--only takes one of ${Object.keys(parts).join(", ")}`);
