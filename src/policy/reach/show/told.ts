/** The rows of a fold as lines, with what most rows have in common told once. */
import type { Fold } from "./fold.ts";

/** One of the columns; `within`: in the source's own namespace of several. */
export interface Target {
  readonly column: number;
  readonly within: boolean;
}

export interface Told {
  /** The answer that holds of a column wherever a row's lines say nothing of it; undefined: every row tells it. */
  readonly usual: readonly (string | undefined)[];
  /** Row by row: what of whom. */
  readonly rows: readonly ReadonlyMap<string, readonly Target[]>[];
}

/** More rows than this are hard to overlook: what is usual is told once. */
const manyRows = 20;

function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== "") counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}

/** Every cell of the fold is in a line of its row or is the usual of its column. */
export function tell({ groups, cells, within }: Fold): Told {
  const usual = groups.map((_, column) =>
    groups.length > manyRows ? mostFrequent(cells.map((row) => row[column] ?? "")) : undefined,
  );
  const rows = groups.map((_, row) => {
    const lines = new Map<string, Target[]>();
    const add = (answer: string | undefined, target: Target): void => {
      if (answer === undefined || answer === "" || answer === usual[target.column]) return;
      const held = lines.get(answer);
      if (held) held.push(target);
      else lines.set(answer, [target]);
    };
    for (const column of groups.keys()) {
      add(within[row]?.[column], { column, within: true });
      add(cells[row]?.[column], { column, within: false });
    }
    return lines;
  });
  return { usual, rows };
}
