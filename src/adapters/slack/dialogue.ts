import type { Bundle } from "../../model/bundle.ts";
import type { Question } from "../../model/question.ts";
import type { Report } from "../../model/report.ts";
import type { DiagnosisRequest, Origin } from "../../ports.ts";

/** What the Slack side needs from the rest of netdiag; the composition root puts it together. */
export interface Dialogue {
  /** Never throws. */
  parse(
    text: string,
  ):
    | { readonly question: Question }
    | { readonly refusal: { readonly sentence: string; readonly example: string } };
  /** Throws QueueDown. */
  submit(request: DiagnosisRequest): Promise<{ readonly id: string; readonly joined?: Origin }>;
  cancel(id: string, by: string): Promise<boolean>;
  load(id: string): Promise<{ readonly bundle: Bundle; readonly report: Report } | undefined>;
}
