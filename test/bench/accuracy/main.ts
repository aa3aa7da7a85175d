/** npm run bench:accuracy: how often netdiag is right, on every scenario, case and recorded run. Figures; nothing passes or fails. */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { healthyClusters } from "../../cases/healthy/index.ts";
import { realBundles } from "../../cases/real-bundles.ts";
import type { Backend } from "../../lab/network/network.ts";
import { judgedAgain } from "./again.ts";
import { keep, stampOfToday, writeReadme } from "./keep.ts";
import { HealthyClusters } from "./healthy.ts";
import { pairs } from "../../scenarios/pairs.ts";
import { play, type Played, type Row } from "./play.ts";
import { playHealthy } from "./play-healthy.ts";
import { playPair } from "./play-pair.ts";
import type { Stamp } from "./kept.ts";
import { replayed } from "./replayed.ts";
import { sources, subjects, type Source } from "./subjects.ts";
import { printed } from "./table.ts";

const help = `npm run bench:accuracy [-- OPTIONS]
  --only ${sources.join(",")}   of these sources only
  --case NAME[,NAME]   of these cases, scenarios or recorded runs only; a name that ends with * is a beginning
                       A pair of two faults has the name of the one, " + " and the name of the other; either name alone will do
  --backend nft|legacy of one iptables only (default: both)
  --json               the rows as JSON on stdout, the table on stderr
  --answers            each whole answer in the JSON too, to be judged again
  --again FILE         no lab: judges what an earlier run with --answers wrote, by the right answers of today
  --keep               what was played whole replaces its figures in test/bench/accuracy/last.json and README's table. Refused with
                       --case, --again or one --backend, and where files are not as committed: figures are of a commit
  --readme             plays nothing: writes README's table from the figures that are kept
  --jobs N             labs at once, 1 to 3 (default 3)
Of pairs of two faults, "first only" tells the one that comes first on the way and not the other; "second only" tells the other as
the cause, which is the wrong order. "pairs, first mended" asks again when only the other is left.
Exit code 0 when all were played, 1 when some could not be, 130 when interrupted (what was played is told), 64 when the options are wrong. Needs root or user namespaces.
`;

/** What is played on a lab, once per backend. */
interface Task {
  readonly source: Source;
  readonly id: string;
  readonly on: (backend: Backend) => Promise<Played>;
}

interface Options {
  readonly only: ReadonlySet<Source>;
  readonly names: readonly string[];
  readonly backends: readonly Backend[];
  readonly json: boolean;
  readonly answers: boolean;
  readonly again: string | undefined;
  readonly keep: boolean;
  readonly readme: boolean;
  readonly jobs: number;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function optionsFrom(argv: readonly string[]): Options | "help" {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: "string", default: sources.join(",") },
      case: { type: "string" },
      backend: { type: "string", default: "nft,legacy" },
      json: { type: "boolean", default: false },
      answers: { type: "boolean", default: false },
      again: { type: "string" },
      keep: { type: "boolean", default: false },
      readme: { type: "boolean", default: false },
      jobs: { type: "string", default: "3" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const jobs = Number(values.jobs);
  if (![1, 2, 3].includes(jobs)) throw new Error(`--jobs ${values.jobs}: 1, 2 or 3`);
  const backends = chosen("--backend", values.backend, ["nft", "legacy"]);
  if (values.keep && (values.case ?? values.again) !== undefined)
    throw new Error("--keep: only what is played whole is kept, without --case and --again");
  if (values.keep && new Set(backends).size < 2)
    throw new Error("--keep: only what is played with both backends is kept");
  return {
    only: new Set(chosen("--only", values.only, sources)),
    names: values.case?.split(",") ?? [],
    backends,
    json: values.json || values.answers,
    answers: values.answers,
    again: values.again,
    keep: values.keep,
    readme: values.readme,
    jobs,
  };
}

function chosen<T extends string>(option: string, typed: string, known: readonly T[]): readonly T[] {
  return typed.split(",").map((word) => {
    const found = known.find((one) => one === word);
    if (found === undefined) throw new Error(`${option} ${word}: one of ${known.join(", ")}`);
    return found;
  });
}

async function main(): Promise<number> {
  let options: Options | "help";
  let stamp: Stamp | undefined;
  try {
    options = optionsFrom(process.argv.slice(2));
    if (options !== "help" && options.keep) stamp = stampOfToday();
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return 64;
  }
  if (options === "help") {
    process.stdout.write(help);
    return 0;
  }
  if (options.readme) {
    await writeReadme();
    return 0;
  }
  const { only, names, backends, jobs } = options;
  if (options.again !== undefined) {
    const { rows, failures } = judgedAgain(options.again);
    tell(rows, failures, options);
    return 0;
  }
  const isNamed = (name: string): boolean =>
    names.length === 0 ||
    names.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
  const healthy = new HealthyClusters();
  const bundles = only.has("real") ? realBundles.filter(({ name }) => isNamed(name)) : [];
  const played = subjects.filter(({ source, id }) => only.has(source) && isNamed(id));
  const tasks: readonly Task[] = [
    ...played.map(({ source, id, ...rest }) => ({
      source,
      id,
      on: (backend: Backend) => play({ source, id, ...rest }, backend, healthy),
    })),
    ...(only.has("pairs") ? pairs : [])
      .filter(({ name, first, second }) => [name, first.name, second.name].some(isNamed))
      .map((pair): Task => ({ source: "pairs", id: pair.name, on: (backend) => playPair(pair, backend) })),
    ...(only.has("healthy") ? healthyClusters : [])
      .filter(({ id }) => isNamed(id))
      .map((cluster): Task => ({
        source: "healthy",
        id: cluster.id,
        on: (backend) => playHealthy(cluster, backend),
      })),
  ];
  if (bundles.length + tasks.length === 0) {
    say("nothing has that name");
    return 64;
  }
  const rows: Row[] = bundles.map(replayed);
  const failures: string[] = [];
  const notWhole = new Set<Source>();
  const waiting = tasks.flatMap((task) => backends.map((backend) => ({ ...task, backend })));
  const all = waiting.length;
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { source, id, backend, on } = next;
      const result = await on(backend);
      rows.push(...result.rows);
      if (result.failure !== undefined) {
        failures.push(`${id} (${backend}): ${result.failure}`);
        notWhole.add(source);
      }
      const marks = result.rows.map(
        ({ grade, fix, healthy: twin, firstMended }) =>
          `${twin ? "healthy " : firstMended ? "first mended " : ""}${grade}${fix && fix.outcome !== "none" ? `, fix ${fix.outcome}` : ""}`,
      );
      say(`${all - waiting.length}/${all} ${id} (${backend}): ${result.failure ?? marks.join(" · ")}`);
    }
  };
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => true);
  const ended = Promise.all(Array.from({ length: jobs }, worker)).then(() => false);
  // Labs go with the process, so that what was played until then is told at once.
  if (await Promise.race([ended, interrupted])) {
    failures.push(`interrupted with ${waiting.length} of ${all} not begun`);
    tell(rows, failures, options);
    return 130;
  }
  await healthy.stop();
  tell(rows, failures, options);
  if (stamp) {
    const whole = new Set([...only].filter((source) => !notWhole.has(source)));
    await keep(rows, whole, stamp);
    say(
      `Kept: ${[...whole].join(", ") || "nothing"}.${notWhole.size === 0 ? "" : ` Not played whole: ${[...notWhole].join(", ")}.`}`,
    );
  }
  return failures.length === 0 ? 0 : 1;
}

function tell(rows: Row[], failures: readonly string[], options: Options): void {
  rows.sort((one, other) => order(one).localeCompare(order(other)));
  const text = printed(rows, failures);
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ rows: rows.map((row) => (options.answers ? row : { ...row, answer: undefined })), failures })}\n`,
    );
    say(text);
  } else process.stdout.write(text);
}

function order({ source, id, backend, healthy, firstMended }: Row): string {
  return `${sources.indexOf(source)} ${healthy ? 1 : 0} ${id} ${backend} ${firstMended ? 1 : 0}`;
}

const code = await main();
// What was written to a pipe must have left before the process goes, and with it the labs.
process.stdout.write("", () => process.exit(code));
