/** What a command costs from its start to its end, as a process of its own, and what one question asks of the API. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { bundle } from "../../scripts/bundle.ts";
import { startWaveCounter } from "../adapters/kubernetes/wave-counter.ts";
import { Kubeconfigs } from "../lab/api/kubeconfig.ts";
import { incident } from "../lab/clusters/incident.ts";
import { startLab } from "../lab/lab.ts";
import { median, spread } from "./figures.ts";

const root = join(import.meta.dirname, "..", "..");

/** Of one process. */
interface Spent {
  readonly firstMs: number;
  readonly totalMs: number;
  readonly cpuMs: number;
  readonly mebibytes: number;
}

const Usage = z.object({ userCPUTime: z.number(), systemCPUTime: z.number(), maxRSS: z.number() });

/** Told by the process itself when it ends, on a stream of its own. */
const told = `process.on("exit", () => require("fs").writeSync(3, JSON.stringify(process.resourceUsage())));`;

interface Installed {
  readonly program: string;
  readonly hook: string;
}

async function spentBy(
  { program, hook }: Installed,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Spent> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--require", hook, program, ...words], {
    env: { PATH: process.env["PATH"], HOME: tmpdir(), ...environment },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  let firstMs: number | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", () => (firstMs ??= performance.now() - start));
  const usage = child.stdio[3];
  if (!usage || !("readable" in usage)) throw new Error("the process has no third stream");
  const [report] = await Promise.all([text(usage), once(child, "close")]);
  const totalMs = performance.now() - start;
  const { userCPUTime, systemCPUTime, maxRSS } = Usage.parse(JSON.parse(report));
  return {
    firstMs: firstMs ?? totalMs,
    totalMs,
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    mebibytes: maxRSS / 1024,
  };
}

function row(what: string, cells: readonly string[]): string {
  return [what.padEnd(52), ...cells.map((cell) => cell.padStart(14))].join("");
}

async function measured(what: string, runs: number, run: () => Promise<Spent>): Promise<string> {
  const all: Spent[] = [];
  for (let count = 0; count < runs; count++) all.push(await run());
  const of = (pick: (spent: Spent) => number): readonly number[] => all.map(pick);
  return row(what, [
    spread(of(({ firstMs }) => firstMs)),
    spread(of(({ totalMs }) => totalMs)),
    spread(of(({ cpuMs }) => cpuMs)),
    String(Math.round(median(of(({ mebibytes }) => mebibytes)))),
  ]);
}

const question = ["why", "ingress-nginx", "to", "test/productpage:9080"];

/** Each line is the median (and the worst) of `runs` processes in a row. Without root or user namespaces no question is asked. */
export async function startAnswers(runs: number, print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "netdiag-bench-"));
  try {
    await bundle(["src/cli.ts"], { base: "src", into: join(folder, "dist") });
    await cp(join(root, "package.json"), join(folder, "package.json"));
    const installed = { program: join(folder, "dist", "cli.js"), hook: join(folder, "told.cjs") };
    await writeFile(installed.hook, told);
    const saved = join(folder, "run.json");
    await writeFile(
      saved,
      gunzipSync(readFileSync(join(root, "test/evidence/nd410-ingress-denied.json.gz"))),
    );
    print(
      `One process for each command, Node ${process.version}; milliseconds as median (worst) of ${runs}\n`,
    );
    print(row("", ["first output", "end", "processor", "MiB at most"]));
    for (const words of ["--version", "--help", "faults", "probes", `replay ${saved}`])
      print(
        await measured(`netdiag ${words.replace(saved, "RUN")}`, runs, () =>
          spentBy(installed, words.split(" ")),
        ),
      );
    await asked(installed, runs, print);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function asked(installed: Installed, runs: number, print: (line: string) => void): Promise<void> {
  const lab = await startLab({ cluster: { ...incident, policyApis: ["calico", "cluster-policies"] } });
  const counter = await startWaveCounter(lab.apiUrl, 200);
  const kubeconfigs = new Kubeconfigs(counter.url, "counted");
  try {
    const environment = { KUBECONFIG: lab.kubeconfig() };
    print(
      await measured(`netdiag ${question.join(" ")}`, runs, () => spentBy(installed, question, environment)),
    );
    await spentBy(installed, question, { KUBECONFIG: kubeconfigs.pathFor("admin", "lab-token-of-admin") });
    const sizes = counter.waves.map((wave) => wave.length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    print(
      `\nIt asks the API server ${total} times in ${sizes.length} waves (${sizes.join(", ")}), before and beside its execs.`,
    );
  } finally {
    await counter.stop();
    kubeconfigs.close();
    await lab.stop();
  }
}
