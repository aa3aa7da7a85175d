/** How long an answer takes and what it costs, on the lab, over the real adapters. */
import type { Report } from "../../src/model/report.ts";
import { healthyIncident, incident } from "../lab/clusters/incident.ts";
import { startLab } from "../lab/lab.ts";
import { ask } from "../scenarios/run.ts";
import { median } from "./figures.ts";

const question = "ingress-nginx -> productpage";

interface Row {
  readonly what: string;
  readonly reports: readonly Report[];
}

type Backend = "nft" | "legacy";

async function measure(
  what: string,
  {
    cluster,
    backend,
    execDelayMs,
    runs,
  }: { cluster: typeof incident; backend: Backend; execDelayMs: number; runs: number },
): Promise<Row> {
  const lab = await startLab({ cluster, backend, execDelayMs });
  try {
    // The first question pays for loading code; a worker answers many.
    await ask(lab, question);
    const reports: Report[] = [];
    for (let run = 0; run < runs; run++) reports.push((await ask(lab, question)).report);
    return { what, reports };
  } finally {
    await lab.stop();
  }
}

function line({ what, reports }: Row): string {
  const first = reports.map(({ timings }) => timings.firstAnswerMs);
  const total = reports.map(({ timings }) => timings.totalMs);
  const perNode = (pick: (node: Report["timings"]["nodes"][number]) => number): number =>
    Math.max(...reports.flatMap(({ timings }) => timings.nodes.map(pick)));
  const bytes = reports.map(({ timings }) => timings.nodes.reduce((sum, node) => sum + node.bytes, 0));
  const cells = [
    what.padEnd(42),
    `${median(first)} (${Math.max(...first)})`.padStart(12),
    `${median(total)} (${Math.max(...total)})`.padStart(14),
    String(perNode(({ execs }) => execs)).padStart(10),
    String(perNode(({ roundTrips }) => roundTrips)).padStart(12),
    String(Math.round(median(bytes) / 1024)).padStart(8),
    String(median(reports.map(({ timings }) => timings.nodes.length))).padStart(6),
    reports[0]?.verdict ?? "",
  ];
  return cells.join("  ");
}

/** Each line is the median (and the worst) of `runs` questions in a row. Needs root or user namespaces. */
export async function labAnswers(
  backend: Backend,
  runs: number,
  print: (line: string) => void,
): Promise<void> {
  print(`netdiag on the lab, ${backend} rules, ${runs} questions each; milliseconds as median (worst)\n`);
  print(
    [
      "".padEnd(42),
      "first answer".padStart(12),
      "verdict".padStart(14),
      "execs/node".padStart(10),
      "trips/node".padStart(12),
      "KiB".padStart(8),
      "nodes".padStart(6),
      "verdict",
    ].join("  "),
  );
  for (const execDelayMs of [0, 150])
    for (const [what, cluster] of [
      ["blocked by policy", incident],
      ["healthy", healthyIncident],
    ] as const)
      print(
        line(
          await measure(`${what}, ${execDelayMs} ms added per exec`, { cluster, backend, execDelayMs, runs }),
        ),
      );
}
