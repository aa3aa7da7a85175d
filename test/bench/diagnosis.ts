/** What one diagnosis costs the worker's processor, phase by phase: recorded runs, gathered anew from what they hold. */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { renderPng } from "../../src/adapters/picture/png.ts";
import { kinds } from "../../src/adapters/kubernetes/kinds.ts";
import { diagnose } from "../../src/diagnose.ts";
import type { Bundle } from "../../src/model/bundle.ts";
import { renderPicture } from "../../src/report/picture.ts";
import { renderThread } from "../../src/report/slack/thread.ts";
import { renderVerdict } from "../../src/report/slack/verdict.ts";
import { hasEvidence, loadEvidence } from "../scenarios/evidence.ts";
import { scenarios } from "../scenarios/index.ts";
import { median, quantile, short } from "./figures.ts";
import { objectsOf, replayed } from "./replayed.ts";

/** What one diagnosis may cost, milliseconds. */
const mostMs = 150;

const phases = ["objects", "resolving", "looking", "judging", "keeping", "rendering", "picture"] as const;
type Costs = Readonly<Record<(typeof phases)[number], number>>;

/** Of the whole process: what libraries do in threads of their own counts as well. Milliseconds. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function costsOf(bundle: Bundle): Promise<Costs | undefined> {
  const texts = Object.entries(objectsOf(bundle)).flatMap(([kind, objects]) =>
    objects.map((object) => [kind, JSON.stringify(object)] as const),
  );
  const marks: number[] = [processor()];
  const mark = (): number => marks.push(processor());
  for (const [kind, text] of texts)
    if (kind in kinds) kinds[kind as keyof typeof kinds].schema.parse(JSON.parse(text));
  mark();
  let closed = false;
  const doors = replayed(bundle, () => {
    if (!closed) mark();
    closed = true;
  });
  try {
    const { report, bundle: gathered } = await diagnose(bundle.question, doors, {
      onProgress: ({ stage }) => {
        if (stage === "resolved") mark();
      },
    });
    if (!closed) mark();
    mark();
    await promisify(gzip)(JSON.stringify({ bundle: gathered, report }));
    mark();
    renderVerdict({ id: "nd-1", question: report.question, by: "U1", cluster: "bench" }, report);
    renderThread(report);
    const svg = renderPicture(report);
    mark();
    if (svg !== undefined) await renderPng(svg);
    mark();
  } catch {
    return undefined;
  }
  const [objects, resolving, looking, judging, keeping, rendering, picture] = marks
    .slice(1)
    .map((at, index) => at - (marks[index] ?? 0));
  return { objects, resolving, looking, judging, keeping, rendering, picture } as Costs;
}

/** Prints a line for each phase: over the recordings, the median of `runs` times each. */
export async function diagnosis(runs: number, print: (line: string) => void): Promise<void> {
  const all: { readonly name: string; readonly costs: Costs }[] = [];
  for (const { name } of scenarios) {
    if (!hasEvidence(name)) continue;
    const bundle = loadEvidence(name);
    const each: Costs[] = [];
    for (let run = 0; run < runs; run++) {
      const costs = await costsOf(bundle);
      if (costs) each.push(costs);
    }
    const [first] = each;
    if (!first) continue;
    const of = (phase: (typeof phases)[number]): number => median(each.map((costs) => costs[phase]));
    all.push({
      name,
      costs: Object.fromEntries(phases.map((phase) => [phase, of(phase)])) as unknown as Costs,
    });
  }
  const row = (what: string, figures: readonly number[]): string =>
    `${what.padEnd(12)}${[median(figures), quantile(figures, 0.95), Math.max(...figures)].map((figure) => short(figure).padStart(10)).join("")}`;
  print(`A diagnosis in the worker, ${all.length} recordings, ${runs} times each; processor, milliseconds\n`);
  print(`${"".padEnd(12)}${["median", "95 in 100", "most"].map((word) => word.padStart(10)).join("")}`);
  for (const phase of phases)
    print(
      row(
        phase,
        all.map(({ costs }) => costs[phase]),
      ),
    );
  const totals = all.map(({ name, costs }) => ({
    name,
    ms: phases.reduce((sum, phase) => sum + costs[phase], 0),
  }));
  print(
    row(
      "in all",
      totals.map(({ ms }) => ms),
    ),
  );
  const over = totals.filter(({ ms }) => ms > mostMs).map(({ name, ms }) => `${name} ${short(ms)}`);
  if (over.length > 0) print(`over ${mostMs} ms: ${over.join(", ")}`);
}
