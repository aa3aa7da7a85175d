/**
 * `npm run test:hostile [-- --inputs N --seed N]`: hostile inputs to every door, each program's in a process of its own. Exit code 1 when
 * one ends in a crash, takes more than a second of processor time, or a process needs more memory than 256 MiB (bot) or 512 MiB (worker).
 */
import { fork } from "node:child_process";
import { numberOf, optionsOr } from "../command-line.ts";
import { doorsOf, hunt, type Figures, type Program } from "./hunt.ts";

/** Bytes: half to two thirds of the containers' limits in deploy/ (384 and 1024 MiB), which hold connections and other questions, too. */
const limits: Readonly<Record<Program, number>> = { bot: 256 * 2 ** 20, worker: 512 * 2 ** 20 };

interface Told {
  readonly figures: readonly Figures[];
  readonly peakBytes: number;
}

const help = `npm run test:hostile [-- OPTIONS]

  --inputs N   how many, over all doors (default 100000)
  --seed N     what is made; the same seed makes the same (default 1)
  --help

Ends with 1 when one of them did not hold, 64 for other options.
`;
const values = optionsOr(help, {
  inputs: { type: "string", default: "100000" },
  seed: { type: "string", default: "1" },
  program: { type: "string" },
});
const [inputs, seed] = [numberOf("inputs", values.inputs), numberOf("seed", values.seed, 0)];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { program } = values;
if (program === "bot" || program === "worker") {
  const figures = await hunt(await doorsOf(program), inputs, seed);
  const told: Told = { figures, peakBytes: process.resourceUsage().maxRSS * 1024 };
  process.send?.(told);
} else {
  let bad = 0;
  for (const one of ["bot", "worker"] as const) {
    const { figures, peakBytes } = await apart(one);
    for (const { door, inputs: count, crashes, slow, slowestMs } of figures) {
      say(
        `${door}: ${count} inputs, ${crashes.length} crashes, ${slow.length} over 1 s, slowest ${slowestMs} ms`,
      );
      for (const line of [...crashes.slice(0, 10), ...slow.slice(0, 10)]) say(`  ${line}`);
      bad += crashes.length + slow.length;
    }
    const within = peakBytes <= limits[one];
    if (!within) bad += 1;
    say(
      `${one}: ${Math.round(peakBytes / 2 ** 20)} MiB at most, of ${limits[one] / 2 ** 20}${within ? "" : ": too much"}`,
    );
  }
  say(`seed ${seed}, ${inputs} inputs: ${bad === 0 ? "all held" : `${bad} did not hold`}`);
  process.exitCode = bad === 0 ? 0 : 1;
}

async function apart(one: Program): Promise<Told> {
  const child = fork(
    import.meta.filename,
    ["--program", one, "--inputs", String(inputs), "--seed", String(seed)],
    {
      // In a container of that size Node takes half of it for its heap.
      execArgv: [...process.execArgv, `--max-old-space-size=${limits[one] / 2 ** 21}`],
    },
  );
  return await new Promise((resolve, reject) => {
    child.on("message", (told) => {
      resolve(told as Told);
    });
    child.on("exit", (code) => {
      reject(new Error(`the ${one}'s inputs ended the process with ${String(code)}`));
    });
  });
}
