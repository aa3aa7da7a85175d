/** npm run test:chaos: breaks everything netdiag stands on while questions come, and counts what became of them. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { canRunRedis } from "../redis.ts";
import { rows } from "./rows/index.ts";
import { playSuite } from "./suite.ts";
import { faultsOf, tableOf, totalOf } from "./table.ts";

const help = `npm run test:chaos [-- OPTIONS]

  --seed N        what is drawn; the same seed asks and breaks the same (default: of the clock)
  --questions N   how many are asked over all rows, about (default 2400)
  --only ROW      one row, or several with commas; see below
  --scale X       shortens the faults: 0.2 makes 75 s of Slack down 15 s (default 1)
  --lanes N       rows beside each other (default 3)
  --json FILE     the figures as JSON too
  --keep          keeps the logs of bots and workers
  --help

Ends with 1 when a question was lost, answered twice or something was left behind. Rows:

${rows.map(({ name, breaks }) => `  ${name.padEnd(22)} ${breaks}`).join("\n")}
`;

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    questions: { type: "string", default: "2400" },
    only: { type: "string" },
    scale: { type: "string", default: "1" },
    lanes: { type: "string", default: "3" },
    json: { type: "string" },
    keep: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

if (values.help) {
  print(help);
  process.exit(0);
}
const wanted = values.only?.split(",");
const unknown = wanted?.find((name) => !rows.some((row) => row.name === name));
const wrong =
  unknown !== undefined
    ? `no row is called ${unknown}; --help lists them`
    : canRunRedis
      ? undefined
      : "no redis-server here (Debian: apt-get install redis-server)";
if (wrong !== undefined) {
  process.stderr.write(`${wrong}\n`);
  process.exit(2);
}
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const chosen = rows.filter(({ name }) => wanted?.includes(name) ?? true);
// One row alone asks as many as it does among all.
const share = chosen.reduce((sum, { weight = 1 }) => sum + weight, 0);
const all = rows.reduce((sum, { weight = 1 }) => sum + weight, 0);
print(`seed ${seed}`);
const results = await playSuite({
  rows: chosen,
  seed,
  questions: (Number(values.questions) * share) / all,
  scale: Number(values.scale),
  lanes: Math.max(1, Number(values.lanes)),
  keep: values.keep,
  print,
});
print(`\n${tableOf(results)}`);
const failed = results.filter((result) => faultsOf(result).length > 0);
const again = failed.length > 0 ? ` --only ${failed.map(({ name }) => name).join(",")}` : "";
print(`again: npm run test:chaos -- --seed ${seed}${again}`);
if (values.json !== undefined)
  writeFileSync(
    values.json,
    `${JSON.stringify({ seed, total: totalOf(results), rows: results }, undefined, 2)}\n`,
  );
process.exit(failed.length > 0 ? 1 : 0);
