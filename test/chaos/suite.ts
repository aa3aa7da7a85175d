/** All rows, some beside each other: most of a fault's time is waiting. */
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { seeded } from "../bench/random.ts";
import { buildPrograms, workFolder } from "./processes.ts";
import { measureWork, playRow, type Result, type Row } from "./row.ts";

export interface SuiteOptions {
  readonly rows: readonly Row[];
  readonly seed: number;
  /** Over all rows, about. */
  readonly questions: number;
  /** Of the faults' durations. */
  readonly scale: number;
  /** Rows that play beside each other. */
  readonly lanes: number;
  /** Logs of bots and workers stay, for whoever looks for a cause. */
  readonly keep?: boolean;
  readonly print: (line: string) => void;
}

/** Plays every row. Rejects only when nothing works without any fault. */
export async function playSuite(options: SuiteOptions): Promise<readonly Result[]> {
  const { rows, seed, scale, lanes, print } = options;
  const folder = workFolder();
  try {
    const dist = await buildPrograms(folder);
    const work = await measureWork({ seed, dist, folder: join(folder, "work") });
    print(
      `without any fault a question takes ${Math.round(work.aloneMs)} ms alone, ${Math.round(work.eachMs)} ms each of many`,
    );
    const weights = rows.reduce((sum, row) => sum + (row.weight ?? 1), 0);
    const results = new Map<Row, Result>();
    const left = [...rows];
    const lane = async (): Promise<void> => {
      for (let row = left.shift(); row; row = left.shift()) {
        // Of the row's name alone, so that --only plays the same again.
        const own = seeded(seed + hash(row.name)).below(2 ** 31);
        const result = await playRow(row, {
          seed: own,
          dist,
          folder: join(folder, row.name),
          questions: options.questions / weights,
          scale,
          work,
        });
        results.set(row, result);
        print(
          `${row.name}: ${result.acknowledged} acknowledged, ${result.lost} lost, ${result.doubled} doubled, ${result.seconds} s`,
        );
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return rows.flatMap((row) => results.get(row) ?? []);
  } finally {
    if (options.keep) {
      // The next run removes what is left of runs that were killed.
      renameSync(folder, `${folder}-kept`);
      print(`logs are in ${folder}-kept`);
    } else rmSync(folder, { recursive: true, force: true });
  }
}

function hash(text: string): number {
  return Buffer.from(text).reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, 7);
}
