import type { Question } from "../../model/question.ts";
import type { Report } from "../../model/report.ts";
import { writeAfterwards, type Audit, type Clock } from "../../ports.ts";

/**
 * The same way to an answer, with a line before it begins and one with how it ended. Throws NotAudited where the first cannot be
 * written: then nothing is looked at.
 */
export function auditedDiagnosis<Options, Result extends { readonly report: Report }>(
  diagnose: (question: Question, options: Options) => Promise<Result>,
  audit: Audit,
  clock: Clock,
): (question: Question, options: Options) => Promise<Result> {
  return async (question, options) => {
    const began = clock.elapsed();
    const took = (): { readonly durationMs: number } => ({ durationMs: Math.round(clock.elapsed() - began) });
    audit.write({ event: "diagnosis", question: question.text });
    try {
      const result = await diagnose(question, options);
      const { verdict, cause } = result.report;
      writeAfterwards(audit, { event: "outcome", verdict, ...(cause && { cause: cause.code }), ...took() });
      return result;
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      // Refused with the same rules as at the door, after the names were looked up.
      const event = name === "NotAllowed" ? "denied" : "outcome";
      writeAfterwards(audit, { event, ended: name, why: message, ...took() });
      throw error;
    }
  };
}
