/** What judging alone costs: each kept run, judged as `netdiag replay` does, in a process that is warm. */
import { conclude } from "../../src/judge/conclude.ts";
import { hasEvidence, loadEvidence } from "../scenarios/evidence.ts";
import { scenarios } from "../scenarios/index.ts";
import { median, quantile, short } from "./figures.ts";

/** What judging one question may take, milliseconds. */
const mostMs = 50;

/** Prints one line: of each recording the quickest of `runs` times counts. */
export function judging(runs: number, print: (line: string) => void): Promise<void> {
  const times = scenarios
    .map(({ name }) => name)
    .filter(hasEvidence)
    .map((name) => {
      const bundle = loadEvidence(name);
      const each = Array.from({ length: runs + 1 }, () => {
        const from = performance.now();
        conclude(bundle);
        return performance.now() - from;
      });
      return { name, ms: Math.min(...each.slice(1)) };
    });
  const all = times.map(({ ms }) => ms);
  const slow = times.filter(({ ms }) => ms > mostMs).map(({ name, ms }) => `${name} ${short(ms)}`);
  print(
    `judging ${times.length} recordings: median ${short(median(all))}, 95 in 100 ${short(quantile(all, 0.95))}, slowest ${short(Math.max(...all))} ms${slow.length === 0 ? "" : `; over ${mostMs} ms: ${slow.join(", ")}`}`,
  );
  return Promise.resolve();
}
