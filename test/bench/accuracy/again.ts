/** Judges the answers of an earlier run (`--answers`) by the right answers of today, without a lab. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { Report } from "../../../src/model/report.ts";
import { judgeAnswer, grades } from "../../cases/judge-answer.ts";
import { realBundles } from "../../cases/real-bundles.ts";
import { reachable, type RightAnswer } from "../../cases/right-answer.ts";
import { saidOf, withFix, type Row } from "./play.ts";
import { sources, subjects } from "./subjects.ts";

const Answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("report"), report: Report }),
  z.object({ kind: z.literal("refusal"), says: z.string() }),
  z.object({ kind: z.literal("threw"), says: z.string() }),
]);

const Saved = z.object({
  rows: z.array(
    z.object({
      source: z.enum(sources),
      id: z.string(),
      backend: z.enum(["nft", "legacy", "replayed"]),
      ask: z.string(),
      healthy: z.boolean(),
      milliseconds: z.number(),
      grade: z.enum(grades),
      answer: Answer,
      fix: z
        .object({ outcome: z.enum(["mends", "useless", "harmful", "none"]), why: z.array(z.string()) })
        .optional(),
    }),
  ),
  failures: z.array(z.string()),
});

/** Throws when the file is none of `--answers`. Questions that are asked no more are left out. */
export function judgedAgain(path: string): { readonly rows: Row[]; readonly failures: string[] } {
  const { rows, failures } = Saved.parse(JSON.parse(readFileSync(path, "utf8")));
  return {
    failures,
    rows: rows.flatMap(({ fix, ...saved }) => {
      const right = rightOf(saved);
      if (!right) return [];
      const row = { ...saved, ...judgeAnswer(saved.answer, right), said: saidOf(saved.answer) };
      return [withFix(row, fix)];
    }),
  };
}

function rightOf({ source, id, ask, healthy }: Pick<Row, "source" | "id" | "ask" | "healthy">) {
  if (source === "real") return realBundles.find(({ name }) => name === id)?.right;
  const subject = subjects.find((one) => one.source === source && one.id === id);
  const asked = subject?.asked.find((one) => one.ask === ask || (healthy && one.askHealthy === ask));
  if (!asked || (healthy && asked.healthy === "never")) return undefined;
  const inHealth: readonly RightAnswer[] = [reachable()];
  return healthy ? inHealth : asked.right;
}
