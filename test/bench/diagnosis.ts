/** What one diagnosis costs the worker's processor, phase by phase: recorded runs, gathered anew from what they hold. */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { kinds } from "../../src/adapters/kubernetes/kinds.ts";
import { createThreads } from "../../src/adapters/threads/threads.ts";
import { diagnose } from "../../src/diagnose.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import type { Kind } from "../../src/ports.ts";
import { renderPicture } from "../../src/report/picture.ts";
import { renderThread } from "../../src/report/slack/thread.ts";
import { renderVerdict } from "../../src/report/slack/verdict.ts";
import { AskBack, NotFound } from "../../src/resolve/unresolved.ts";
import { hasEvidence, loadEvidence } from "../scenarios/evidence.ts";
import { scenarios } from "../scenarios/index.ts";
import { median, quantile, short } from "./figures.ts";
import { objectsOf, replayed } from "./replayed.ts";

/** What one diagnosis may cost, milliseconds. */
const mostMs = 150;

/** In the order in which they happen. */
const phases = {
  objects: "reading the API's answers",
  resolving: "names to addresses, policies alone",
  looking: "planning, reading what nodes say",
  judging: "judging, with its copy to a thread",
  keeping: "packing evidence and report",
  rendering: "verdict and thread for Slack",
  picture: "the picture, in a thread",
};
type Phase = keyof typeof phases;
const names = Object.keys(phases).filter((name): name is Phase => name in phases);

/** Of the whole process: what is done in threads counts as well. Milliseconds. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What was spent since the last lap goes to the phase that ends. */
class Laps {
  readonly spent = new Map<Phase, number>();
  #last = processor();

  end(phase: Phase): void {
    const now = processor();
    this.spent.set(phase, (this.spent.get(phase) ?? 0) + now - this.#last);
    this.#last = now;
  }
}

async function spentOn(
  bundle: Bundle,
  { judge, picture }: ReturnType<typeof createThreads>,
): Promise<Laps["spent"]> {
  const texts = Object.entries(objectsOf(bundle)).map(([kind, all]) => [kind, JSON.stringify(all)] as const);
  const laps = new Laps();
  for (const [kind, text] of texts) if (isKind(kind)) kinds[kind].schema.array().parse(JSON.parse(text));
  laps.end("objects");
  const doors = replayed(bundle, () => {
    laps.end("looking");
  });
  const { report, bundle: gathered } = await diagnose(
    bundle.question,
    { ...doors, judge },
    {
      onProgress: ({ stage }) => {
        if (stage === "resolved") laps.end("resolving");
      },
    },
  );
  laps.end("judging");
  await promisify(gzip)(JSON.stringify({ bundle: gathered, report }));
  laps.end("keeping");
  renderVerdict({ id: "nd-1", question: report.question, by: "U1", cluster: "bench" }, report);
  renderThread(report);
  const svg = renderPicture(report);
  laps.end("rendering");
  if (svg !== undefined) await picture(svg);
  laps.end("picture");
  return laps.spent;
}

function isKind(name: string): name is Kind {
  return name in kinds;
}

/** Prints a line for each phase: over the recordings, the median of `runs` times each. */
export async function diagnosis(runs: number, print: (line: string) => void): Promise<void> {
  const threads = createThreads({
    file: new URL("../../src/judging-thread.ts", import.meta.url),
    limitMs: 60_000,
    execArgv: ["--import", new URL("../typescript-in-threads.js", import.meta.url).href],
    onError: (error) => {
      throw error;
    },
  });
  const all: { readonly name: string; readonly spent: Laps["spent"]; readonly inAll: number }[] = [];
  for (const name of scenarios.map((scenario) => scenario.name).filter(hasEvidence)) {
    try {
      const bundle = loadEvidence(name);
      const each: Laps["spent"][] = [];
      for (let run = 0; run < runs; run++) each.push(await spentOn(bundle, threads));
      const spent = new Map(names.map((phase) => [phase, median(each.map((one) => one.get(phase) ?? 0))]));
      all.push({ name, spent, inAll: [...spent.values()].reduce((sum, ms) => sum + ms, 0) });
    } catch (error) {
      // What a run holds of the cluster is what it needed then: a few words need more to be resolved again.
      if (!(error instanceof AskBack || error instanceof NotFound)) throw error;
    }
  }
  await threads.close();
  const row = (what: string, figures: readonly number[]): string =>
    [
      what.padEnd(38),
      ...[median(figures), quantile(figures, 0.95), Math.max(...figures)].map((ms) => short(ms).padStart(10)),
    ].join("");
  print(`One diagnosis in a worker, ${all.length} recordings, ${runs} times each: processor, milliseconds\n`);
  print(`${"".padEnd(38)}${["median", "95 in 100", "most"].map((word) => word.padStart(10)).join("")}`);
  for (const phase of names)
    print(
      row(
        phases[phase],
        all.map(({ spent }) => spent.get(phase) ?? 0),
      ),
    );
  print(
    row(
      "in all",
      all.map(({ inAll }) => inAll),
    ),
  );
  const over = all.filter(({ inAll }) => inAll > mostMs);
  print(
    `over ${mostMs} ms: ${over.length}${over.length === 0 ? "" : ` (${over.map(({ name, inAll }) => `${name} ${short(inAll)}`).join(", ")})`}`,
  );
}
