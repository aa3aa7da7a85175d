/**
 * npm run bench: what an answer costs. Figures only; nothing here passes or fails. `-- --only policies` leaves the lab out,
 * which needs root; `-- --only lab` the policies.
 */
import { parseArgs } from "node:util";
import { labAnswers } from "./lab-answers.ts";
import { policyAnswers } from "./policy-answers.ts";

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

if (values.only !== "policies") await labAnswers(values.backend === "legacy" ? "legacy" : "nft", runs, print);
if (values.only === undefined) print("");
if (values.only !== "lab") await policyAnswers(runs, print);
