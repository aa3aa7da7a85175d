/**
 * npm run bench: what an answer costs. Figures only; nothing here passes or fails. `-- --only lab`: answers on the lab, which
 * needs root or user namespaces, as the question of `-- --only start` does; `-- --only judging` and
 * `-- --only policies`: without packets.
 */
import { nameOf, numberOf, optionsOr } from "../command-line.ts";
import { diagnosis } from "./diagnosis.ts";
import { judging } from "./judging.ts";
import { labAnswers } from "./lab-answers.ts";
import { policyAnswers } from "./policy-answers.ts";
import { startAnswers } from "./start-answers.ts";

const help = `npm run bench [-- OPTIONS]

  --only PART             lab, start, judging, diagnosis or policies (default: all, one after the other)
  --runs N                how often each is repeated (default 9)
  --backend nft|legacy    which iptables the lab's nodes use (default nft)
  --help
`;
const values = optionsOr(help, {
  runs: { type: "string", default: "9" },
  backend: { type: "string", default: "nft" },
  only: { type: "string" },
});
const runs = numberOf("runs", values.runs);
const backend = nameOf("backend", values.backend, ["nft", "legacy"]);
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const parts: Readonly<Record<string, () => Promise<void>>> = {
  lab: () => labAnswers(backend, runs, print),
  start: () => startAnswers(runs, print),
  judging: () => judging(runs, print),
  diagnosis: () => diagnosis(runs, print),
  policies: () => policyAnswers(runs, print),
};
const chosen =
  values.only === undefined ? Object.keys(parts) : [nameOf("only", values.only, Object.keys(parts))];
for (const [place, part] of chosen.entries()) {
  if (place > 0) print("");
  await parts[part]?.();
}
