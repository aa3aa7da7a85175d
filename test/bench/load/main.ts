/** npm run bench:load: a minute in which everybody asks at once, half of them in one channel. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms, workFolder } from "../../chaos/processes.ts";
import { numberOf, optionsOr } from "../../command-line.ts";
import { canRunRedis } from "../../redis.ts";
import { median, quantile } from "../figures.ts";
import { play, together, type Load, type Played } from "./play.ts";

const help = `npm run bench:load [-- OPTIONS]

Real Redis, one bot and some workers as processes of their own, a fake Slack with its limits, and a cluster of a recorded
run whose nodes take --trip milliseconds for an answer: each question is looked at on two nodes and judged in full. The
questions of all channels but the busy one are asked alone, and the same with the busy one beside them, in turn in each round;
then what one worker process carries: --rate questions a second over all channels; and how soon somebody hears while --queued
questions wait.

  --questions N   in all, half of them in one channel (default 500)
  --seconds S     evenly over this time (default 60)
  --workers N     worker processes, with the settings they have by default (default 2)
  --trip MS       what a node takes to answer (default 150)
  --rounds N      alone and with the busy one, as often (default 2)
  --rate N        questions a second for one worker process alone, for forty seconds (default 6)
  --queued N      questions that wait while others are asked (default 60)
  --seed N        who asks what, where (default 1)
  --help

Ends with 1 when a question that was acknowledged was lost or has two verdicts.
`;

const values = optionsOr(help, {
  questions: { type: "string", default: "500" },
  seconds: { type: "string", default: "60" },
  workers: { type: "string", default: "2" },
  trip: { type: "string", default: "150" },
  rounds: { type: "string", default: "2" },
  rate: { type: "string", default: "6" },
  queued: { type: "string", default: "60" },
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
const rate = numberOf("rate", values.rate);
const rateSeconds = 40;
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
  const rounds: { alone: Played[]; beside: Played[] } = { alone: [], beside: [] };
  let plays = 0;
  const next = (what: string, more: Pick<Load, "busy"> & Partial<Load>): Promise<Played> => {
    print(what);
    plays += 1;
    return play({ ...load, ...more, folder: join(folder, `play-${plays}`) });
  };
  for (let round = 0; round < numberOf("rounds", values.rounds); round += 1) {
    // What the machine does besides, more and more or less and less, is then no matter.
    for (const busy of round % 2 === 0 ? [false, true] : [true, false])
      rounds[busy ? "beside" : "alone"].push(
        await next(busy ? "with the busy channel" : "the others alone", { busy }),
      );
  }
  const carried = await next("one worker process", {
    busy: "even",
    workers: 1,
    questions: rate * rateSeconds,
    seconds: rateSeconds,
  });
  const full = await next("while questions wait", {
    busy: "even",
    workers: 1,
    questions: 100,
    seconds: 25,
    queued: numberOf("queued", values.queued),
  });
  const [alone, beside] = [together(rounds.alone), together(rounds.beside)];
  tell(alone, beside, carried, full);
  process.exitCode = [alone, beside, carried, full].some(isWrong) ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function isWrong({ fates, doubled }: Played): boolean {
  return doubled > 0 || fates.some(({ end }) => end === "lost");
}

function tell(alone: Played, beside: Played, carried: Played, full: Played): void {
  const all = [alone, beside, carried, full];
  const ended = (end: string): string[] =>
    all.map(({ fates }) => String(fates.filter((fate) => fate.end === end).length));
  print(
    `\n${values.questions} questions in ${values.seconds} s, half in one channel, ${values.rounds} times; ${workers} workers, ${values.trip} ms for an answer of a node; seed ${values.seed}\n`,
  );
  row("", "others alone", "with the busy", "one worker", "while many wait");
  row("asked and acknowledged", ...all.map(({ fates }) => String(fates.length)));
  row("not acknowledged", ...all.map(({ unacknowledged }) => String(unacknowledged)));
  row("acknowledged after, median", ...all.map(({ ackMs }) => ms(ackMs, 0.5)));
  row("acknowledged after, 99 of 100", ...all.map(({ ackMs }) => ms(ackMs, 0.99)));
  row("without an end at the first question", ...all.map(({ open }) => String(open.first)));
  row("first words in Slack after, median", ...all.map(({ heardMs }) => ms(heardMs, 0.5)));
  row("first words in Slack after, 99 of 100", ...all.map(({ heardMs }) => ms(heardMs, 0.99)));
  row("a verdict", ...ended("verdict"));
  row("a sentence in its place", ...ended("why-not"));
  row("refused with a sentence to the asker", ...ended("whispered"));
  row("lost", ...ended("lost"));
  row("two verdicts", ...all.map(({ doubled }) => String(doubled)));
  row("statuses that still claim to wait", ...all.map(({ waiting }) => String(waiting)));
  row("posts taken by Slack", ...all.map(({ posts }) => String(posts)));
  const methods = new Set(all.flatMap(({ refusedBySlack }) => [...refusedBySlack.keys()]));
  for (const method of methods.size === 0 ? ["chat.postMessage"] : methods)
    row(`429 of ${method}`, ...all.map(({ refusedBySlack }) => String(refusedBySlack.get(method) ?? 0)));
  row("verdict in another channel after, median", ...all.map(({ others }) => ms(others, 0.5)));
  row("verdict in another channel after, 95 of 100", ...all.map(({ others }) => ms(others, 0.95)));
  row("verdict in another channel after, mean", ...all.map(({ others }) => `${Math.round(mean(others))} ms`));
  row("verdict in the busy channel after, median", "", ms(beside.busiest, 0.5));
  row("verdict in the busy channel after, 95 of 100", "", ms(beside.busiest, 0.95));
  row("verdicts a second and worker process", ...all.map((each) => perSecond(each).toFixed(2)));
  const each = ({ processorMs, verdicts }: Played, of: "inAll" | "first"): string =>
    `${Math.round(processorMs[of] / Math.max(1, verdicts))} ms`;
  row("a worker's processor for one verdict", ...all.map((played) => each(played, "inAll")));
  row("of that on the thread that answers", ...all.map((played) => each(played, "first")));
  row("the most memory of a worker", ...all.map(({ workerMiB }) => `${workerMiB} MiB`));
  row("/livez of a worker, 99 of 100", ...all.map(({ livezMs }) => ms(livezMs, 0.99)));
  row(
    "of the processors, taken by other work",
    ...all.map(({ takenByOthers }) => `${Math.round(takenByOthers * 100)} %`),
  );
  const longer = (of: (figures: readonly number[]) => number): string =>
    `${((of(beside.others) / of(alone.others) - 1) * 100).toFixed(0)} %`;
  print(
    `
Other channels wait ${longer(mean)} longer beside the busy one, ${longer(median)} in the median (at most 20 % is the aim).
Acknowledged after ${ms(beside.ackMs, 0.99)} (the aim is 1000 ms).
While ${full.open.first} to ${full.open.last} questions waited: acknowledged after ${ms(full.ackMs, 0.99)}, first words after ${ms(full.heardMs, 0.99)}, each 99 of 100 (the aim is 1000 ms).
One worker process carried ${perSecond(carried).toFixed(1)} of ${rate} questions a second (the aim is 5); /livez answered after ${ms(carried.livezMs, 0.99)} (the aim is 100 ms).`,
  );
}

function perSecond({ verdicts, lastedMs, workers: processes }: Played): number {
  return verdicts / (lastedMs / 1000) / processes;
}
