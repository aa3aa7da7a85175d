/** npm run test:chaos: breaks everything netdiag stands on while questions come, and counts what became of them. */
import { writeFileSync } from "node:fs";
import { nameOf, numberOf, optionsOr } from "../command-line.ts";
import { canRunRedis } from "../redis.ts";
import { rows } from "./rows/index.ts";
import { playSuite } from "./suite.ts";
import { faultsOf, legend, tableOf, totalOf } from "./table.ts";

const help = `npm run test:chaos [-- OPTIONS]

  --seed N        what is drawn; the same seed asks and breaks the same (default: of the clock)
  --questions N   how many are asked over all rows, about (default 2400)
  --only ROW      one row, or several with commas; see below
  --scale X       shortens the faults: 0.2 makes 75 s of Slack down 15 s (default 1)
  --lanes N       rows beside each other (default 3)
  --json FILE     the figures as JSON too
  --keep          keeps the logs of bots and workers
  --help

Ends with 1 when a question was lost, answered twice or something was left behind, 2 without a redis-server, 64 for other
options. Rows:

${rows.map(({ name, breaks }) => `  ${name.padEnd(22)} ${breaks}`).join("\n")}

Columns of the table:

${legend()}
`;

const values = optionsOr(help, {
  seed: { type: "string" },
  questions: { type: "string", default: "2400" },
  only: { type: "string" },
  scale: { type: "string", default: "1" },
  lanes: { type: "string", default: "3" },
  json: { type: "string" },
  keep: { type: "boolean", default: false },
});
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (!canRunRedis) {
  process.stderr.write("no redis-server here (Debian: apt-get install redis-server)\n");
  process.exit(2);
}
const names = rows.map(({ name }) => name);
const wanted = values.only?.split(",").map((name) => nameOf("only", name, names));
const seed = numberOf("seed", values.seed ?? String(Date.now() % 1_000_000), 0);
const questions = numberOf("questions", values.questions);
const scale = numberOf("scale", values.scale, 0.01);
const lanes = numberOf("lanes", values.lanes);
const chosen = rows.filter(({ name }) => wanted?.includes(name) ?? true);
// One row alone asks as many as it does among all.
const share = chosen.reduce((sum, { weight = 1 }) => sum + weight, 0);
const all = rows.reduce((sum, { weight = 1 }) => sum + weight, 0);
print(`seed ${seed}`);
const results = await playSuite({
  rows: chosen,
  seed,
  questions: (questions * share) / all,
  scale,
  lanes,
  keep: values.keep,
  print,
});
print(`\n${tableOf(results)}`);
const failed = results.filter((result) => faultsOf(result).length > 0);
const again = failed.length > 0 ? failed.map(({ name }) => name) : (wanted ?? []);
print(
  `again: npm run test:chaos -- --seed ${seed} --questions ${questions} --scale ${scale}${again.length > 0 ? ` --only ${again.join(",")}` : ""}`,
);
if (values.json !== undefined)
  writeFileSync(
    values.json,
    `${JSON.stringify({ seed, total: totalOf(results), rows: results }, undefined, 2)}\n`,
  );
process.exit(failed.length > 0 ? 1 : 0);
