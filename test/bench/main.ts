/**
 * npm run bench: how long an answer takes and what it costs, on the lab. Figures only; nothing here passes or fails.
 * Each line is the median (and the worst) of several questions in a row over the real adapters.
 */
import { parseArgs } from "node:util";
import type { Report } from "../../src/model/report.ts";
import { healthyIncident, incident } from "../lab/clusters/incident.ts";
import { startLab } from "../lab/lab.ts";
import { ask } from "../scenarios/run.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "9" }, backend: { type: "string", default: "nft" } },
});
const runs = Math.max(1, Number(values.runs) || 1);
const backend = values.backend === "legacy" ? "legacy" : "nft";
const question = "ingress-nginx -> productpage";

interface Row {
  readonly what: string;
  readonly reports: readonly Report[];
}

async function measure(what: string, cluster: typeof incident, execDelayMs: number): Promise<Row> {
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

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function line({ what, reports }: Row): string {
  const first = reports.map(({ timings }) => timings.firstAnswerMs);
  const total = reports.map(({ timings }) => timings.totalMs);
  const perNode = (pick: (node: Report["timings"]["nodes"][number]) => number): number =>
    Math.max(...reports.flatMap(({ timings }) => timings.nodes.map(pick)));
  const bytes = reports.map(({ timings }) => timings.nodes.reduce((sum, node) => sum + node.bytes, 0));
  const cells = [
    what.padEnd(34),
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

process.stdout.write(
  `netdiag on the lab, ${backend} rules, ${runs} questions each; milliseconds as median (worst)\n\n${[
    "".padEnd(34),
    "first answer".padStart(12),
    "verdict".padStart(14),
    "execs/node".padStart(10),
    "trips/node".padStart(12),
    "KiB".padStart(8),
    "nodes".padStart(6),
    "verdict",
  ].join("  ")}\n`,
);
for (const delay of [0, 150])
  for (const [what, cluster] of [
    ["blocked by policy", incident],
    ["healthy", healthyIncident],
  ] as const)
    process.stdout.write(`${line(await measure(`${what}, ${delay} ms added per exec`, cluster, delay))}\n`);
