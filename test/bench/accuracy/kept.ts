/** The figures of the last whole run of each source, kept in the repository: what README's table is made of. */
import { z } from "zod";
import { grades } from "../../cases/judge-answer.ts";
import { orderGrades } from "../../cases/judge-pair.ts";
import type { Row } from "./play.ts";
import { sources, type Source } from "./subjects.ts";

const states = ["broken", "first mended", "healthy"] as const;

const Figures = z.object({
  source: z.enum(sources),
  /** `first mended`: of two faults only the second was left. */
  state: z.enum(states),
  /** When it was played, and with which commit: `2026-11-28`, `7f8bd9b`. */
  date: z.iso.date(),
  commit: z.string(),
  /** How many answers were graded so; a grade that none has is left out. */
  grades: z.partialRecord(z.enum([...grades, ...orderGrades]), z.number().int()),
  uselessFixes: z.number().int(),
  harmfulFixes: z.number().int(),
});
export type Figures = z.infer<typeof Figures>;

export const Kept = z.object({
  /** The first run there was, before anything was mended. */
  first: Figures,
  last: z.array(Figures),
});
export type Kept = z.infer<typeof Kept>;

export type Stamp = Pick<Figures, "date" | "commit">;

/** The figures of these sources replaced by what was played now; those of all others stay. */
export function keptWith(
  { first, last }: Kept,
  rows: readonly Row[],
  whole: ReadonlySet<Source>,
  stamp: Stamp,
): Kept {
  const played = sources
    .filter((source) => whole.has(source))
    .flatMap((source) =>
      states.flatMap((state) => {
        const own = rows.filter((row) => row.source === source && stateOf(row) === state);
        return own.length === 0 ? [] : [figuresOf(own, { source, state, ...stamp })];
      }),
    );
  const others = last.filter(({ source }) => !whole.has(source));
  return {
    first,
    last: [...others, ...played].sort((a, b) => sources.indexOf(a.source) - sources.indexOf(b.source)),
  };
}

export function askedIn({ grades: counts }: Pick<Figures, "grades">): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function stateOf({ healthy, firstMended }: Row): Figures["state"] {
  return healthy ? "healthy" : firstMended ? "first mended" : "broken";
}

function figuresOf(rows: readonly Row[], of: Pick<Figures, "source" | "state" | "date" | "commit">): Figures {
  const counts: Figures["grades"] = {};
  for (const { grade } of rows) counts[grade] = (counts[grade] ?? 0) + 1;
  const fixes = (outcome: string): number => rows.filter(({ fix }) => fix?.outcome === outcome).length;
  return { ...of, grades: counts, uselessFixes: fixes("useless"), harmfulFixes: fixes("harmful") };
}
