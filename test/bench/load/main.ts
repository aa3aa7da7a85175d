/** npm run bench:load: a minute in which everybody asks at once, half of them in one channel. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms, workFolder } from "../../chaos/processes.ts";
import { numberOf, optionsOr } from "../../command-line.ts";
import { canRunRedis } from "../../redis.ts";
import { median, quantile } from "../figures.ts";
import { play, type Played } from "./play.ts";

const help = `npm run bench:load [-- OPTIONS]

Real Redis, one bot and some workers as processes of their own, a fake Slack with its limits, and a cluster of a recorded
run whose nodes take --trip milliseconds for an answer. First the questions of all channels but the busy one alone, then the
same with the busy one beside them.

  --questions N   in all, half of them in one channel (default 500)
  --seconds S     evenly over this time (default 60)
  --workers N     worker processes, 8 diagnoses at once each (default 2)
  --trip MS       what a node takes to answer (default 150)
  --seed N        who asks what, where (default 1)
  --help

Ends with 1 when a question that was acknowledged was lost or has two verdicts.
`;

const values = optionsOr(help, {
  questions: { type: "string", default: "500" },
  seconds: { type: "string", default: "60" },
  workers: { type: "string", default: "2" },
  trip: { type: "string", default: "150" },
  seed: { type: "string", default: "1" },
});
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
if (!canRunRedis) {
  process.stderr.write("no redis-server here (Debian: apt-get install redis-server)\n");
  process.exit(2);
}

const ms = (figures: readonly number[], share: number): string =>
  figures.length === 0 ? "-" : `${Math.round(share === 0.5 ? median(figures) : quantile(figures, share))} ms`;
const mean = (figures: readonly number[]): number =>
  figures.reduce((sum, each) => sum + each, 0) / Math.max(1, figures.length);
const row = (what: string, ...cells: readonly string[]): void => {
  print([what.padEnd(44), ...cells.map((cell) => cell.padStart(16))].join(""));
};

const workers = numberOf("workers", values.workers);
const folder = workFolder();
try {
  const dist = await buildPrograms(folder);
  const load = {
    questions: numberOf("questions", values.questions, 2),
    seconds: numberOf("seconds", values.seconds),
    workers,
    tripMs: numberOf("trip", values.trip, 0),
    seed: numberOf("seed", values.seed, 0),
    dist,
    print,
  };
  print("the others alone");
  const alone = await play({ ...load, busy: false, folder: join(folder, "alone") });
  print("with the busy channel");
  const beside = await play({ ...load, busy: true, folder: join(folder, "beside") });
  tell(alone, beside);
  process.exitCode = [alone, beside].some(isWrong) ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function isWrong({ fates, doubled }: Played): boolean {
  return doubled > 0 || fates.some(({ end }) => end === "lost");
}

function tell(alone: Played, beside: Played): void {
  const both = [alone, beside];
  const ended = (end: string): string[] =>
    both.map(({ fates }) => String(fates.filter((fate) => fate.end === end).length));
  print(
    `\n${values.questions} questions in ${values.seconds} s, half in one channel; ${workers} workers, ${values.trip} ms for an answer of a node; seed ${values.seed}\n`,
  );
  row("", "others alone", "with the busy");
  row("asked and acknowledged", ...both.map(({ fates }) => String(fates.length)));
  row("not acknowledged", ...both.map(({ unacknowledged }) => String(unacknowledged)));
  row("acknowledged after, median", ...both.map(({ ackMs }) => ms(ackMs, 0.5)));
  row("acknowledged after, 99 of 100", ...both.map(({ ackMs }) => ms(ackMs, 0.99)));
  row("a verdict", ...ended("verdict"));
  row("a sentence in its place", ...ended("why-not"));
  row("refused with a sentence to the asker", ...ended("whispered"));
  row("lost", ...ended("lost"));
  row("two verdicts", ...both.map(({ doubled }) => String(doubled)));
  row("statuses that still claim to wait", ...both.map(({ waiting }) => String(waiting)));
  row("posts taken by Slack", ...both.map(({ posts }) => String(posts)));
  const methods = new Set(both.flatMap(({ refusedBySlack }) => [...refusedBySlack.keys()]));
  for (const method of methods.size === 0 ? ["chat.postMessage"] : methods)
    row(`429 of ${method}`, ...both.map(({ refusedBySlack }) => String(refusedBySlack.get(method) ?? 0)));
  row("verdict in another channel after, median", ...both.map(({ others }) => ms(others, 0.5)));
  row("verdict in another channel after, 95 of 100", ...both.map(({ others }) => ms(others, 0.95)));
  row(
    "verdict in another channel after, mean",
    ...both.map(({ others }) => `${Math.round(mean(others))} ms`),
  );
  row("verdict in the busy channel after, median", "", ms(beside.busiest, 0.5));
  row("verdict in the busy channel after, 95 of 100", "", ms(beside.busiest, 0.95));
  row(
    "verdicts a second and worker process",
    ...both.map(({ verdicts, lastedMs }) => (verdicts / (lastedMs / 1000) / workers).toFixed(2)),
  );
  row(
    "a worker's processor for one verdict",
    ...both.map(({ processorMs, verdicts }) => `${Math.round(processorMs / Math.max(1, verdicts))} ms`),
  );
  row("/livez of a worker, 99 of 100", ...both.map(({ livezMs }) => ms(livezMs, 0.99)));
  const longer = mean(beside.others) / mean(alone.others) - 1;
  print(
    `\nOther channels wait ${(longer * 100).toFixed(0)} % longer beside the busy one (at most 20 % is the aim); acknowledged after ${ms(beside.ackMs, 0.99)} (the aim is 1000 ms).`,
  );
}
