import { z } from "zod";
import { Evidence } from "./evidence.ts";
import { Feedback } from "./feedback.ts";
import { Flow } from "./flow.ts";
import { Question } from "./question.ts";
import { ClusterSnapshot } from "./snapshot.ts";

/** One run, saved whole: judged again offline it gives the same report. */
export const Bundle = z.object({
  version: z.literal(1),
  /** ISO 8601, from the Clock port. */
  recordedAt: z.string(),
  question: Question,
  flows: z.array(Flow),
  /** Endpoints the target has in all, of which `flows` is the sample. */
  totalEndpoints: z.number(),
  snapshot: ClusterSnapshot,
  evidence: z.array(Evidence),
  /** What people said of the answer, one each, oldest first; no names. */
  feedback: z.array(Feedback).exactOptional(),
  timings: z.object({
    firstAnswerMs: z.number(),
    totalMs: z.number(),
    nodes: z.array(
      z.object({ node: z.string(), execs: z.number(), roundTrips: z.number(), bytes: z.number() }),
    ),
  }),
});
export type Bundle = z.infer<typeof Bundle>;
