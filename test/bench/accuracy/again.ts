/** Judges the answers of an earlier run (`--answers`) by the right answers of today, without a lab. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { Report } from "../../../src/model/report.ts";
import { judgeAnswer, grades } from "../../cases/judge-answer.ts";
import { orderGrades } from "../../cases/judge-pair.ts";
import { healthyClusters } from "../../cases/healthy/index.ts";
import { realBundles } from "../../cases/real-bundles.ts";
import { reachable, type RightAnswer } from "../../cases/right-answer.ts";
import { pairs } from "../../scenarios/pairs.ts";
import { saidOf, withFix, type Row } from "./play.ts";
import { judgedPair } from "./play-pair.ts";
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
      firstMended: z.literal(true).optional(),
      grade: z.enum([...grades, ...orderGrades]),
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
      const judged = judgedToday(saved);
      if (!judged) return [];
      const { firstMended, ...kept } = saved;
      const row: Row = {
        ...kept,
        ...(firstMended ? { firstMended } : {}),
        ...judged,
        said: saidOf(saved.answer),
      };
      return [withFix(row, fix)];
    }),
  };
}

type Kept = Omit<Row, "why" | "said" | "fix" | "firstMended"> & { readonly firstMended?: true | undefined };

function judgedToday(saved: Kept): Pick<Row, "grade" | "why"> | undefined {
  if (saved.source === "pairs") {
    const pair = pairs.find(({ name, ask }) => name === saved.id && ask === saved.ask);
    return pair && judgedPair(saved.answer, pair, saved.firstMended === true);
  }
  const right = rightOf(saved);
  return right && judgeAnswer(saved.answer, right);
}

function rightOf({ source, id, ask, healthy }: Pick<Row, "source" | "id" | "ask" | "healthy">) {
  if (source === "healthy") return healthyClusters.some((one) => one.id === id) ? [reachable()] : undefined;
  if (source === "real") return realBundles.find(({ name }) => name === id)?.right;
  const subject = subjects.find((one) => one.source === source && one.id === id);
  const asked = subject?.asked.find((one) => one.ask === ask || (healthy && one.askHealthy === ask));
  if (!asked || (healthy && asked.healthy === "never")) return undefined;
  const inHealth: readonly RightAnswer[] = [reachable()];
  return healthy ? inHealth : asked.right;
}
