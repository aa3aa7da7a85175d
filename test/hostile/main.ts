/**
 * `npm run test:hostile [-- --inputs N --seed N]`: hostile inputs to every door, each program's in a process of its own, bundled as it
 * ships. Exit code 1 when one ends in a crash, takes more than a second of processor time, or a process needs more memory than 256 MiB
 * (bot) or 512 MiB (worker).
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../scripts/bundle.ts";
import { numberOf, optionsOr } from "../command-line.ts";
import type { Program } from "./hunt.ts";
import type { Told } from "./process.ts";

/**
 * Bytes: half to two thirds of the containers' limits in deploy/ (384 and 1024 MiB), which hold connections and other questions, too.
 * The inputs and what makes them count, too, and nothing tells Node to keep its heap small, as a container's limit does.
 */
const limits: Readonly<Record<Program, number>> = { bot: 256 * 2 ** 20, worker: 512 * 2 ** 20 };

const help = `npm run test:hostile [-- OPTIONS]

  --inputs N   how many, over all doors (default 100000)
  --seed N     what is made; the same seed makes the same (default 1)
  --help

Ends with 1 when one of them did not hold, 64 for other options.
`;
const values = optionsOr(help, {
  inputs: { type: "string", default: "100000" },
  seed: { type: "string", default: "1" },
});
const [inputs, seed] = [numberOf("inputs", values.inputs), numberOf("seed", values.seed, 0)];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), "netdiag-hostile-"));
let bad = 0;
try {
  const built = await build(folder);
  for (const one of ["bot", "worker"] as const) {
    const { figures, peakBytes } = await apart(one, built);
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
} finally {
  rmSync(folder, { recursive: true, force: true });
}
say(`seed ${seed}, ${inputs} inputs: ${bad === 0 ? "all held" : `${bad} did not hold`}`);
process.exitCode = bad === 0 ? 0 : 1;

/** As it ships: what translates sources while they run takes 100 MB. All of it lies one folder deep, as it does in test/. */
async function build(into: string): Promise<string> {
  await bundle(["test/hostile/process.ts"], { base: "test", into });
  const tests = join(import.meta.dirname, "..");
  for (const read of ["evidence", "fixtures"]) symlinkSync(join(tests, read), join(into, read));
  symlinkSync(join(tests, "../node_modules"), join(into, "node_modules"));
  return join(into, "hostile", "process.js");
}

async function apart(one: Program, built: string): Promise<Told> {
  // As the image starts it, and not with the flags of this process, which load tsx.
  const child = fork(built, [one, String(inputs), String(seed)], { execArgv: ["--enable-source-maps"] });
  return await new Promise((resolve, reject) => {
    child.on("message", (told) => {
      resolve(told as Told);
    });
    child.on("exit", (code) => {
      reject(new Error(`the ${one}'s inputs ended the process with ${String(code)}`));
    });
  });
}
