import type { Bundle } from "../../model/bundle.ts";
import type { Question } from "../../model/question.ts";
import type { Report } from "../../model/report.ts";
import type { Asked, DiagnosisRequest, Told } from "../../ports.ts";

/** What the Slack side needs from the rest of netdiag; the composition root puts it together. */
export interface Dialogue {
  /** Never throws. */
  parse(
    text: string,
  ):
    | { readonly question: Question }
    | { readonly refusal: { readonly sentence: string; readonly example: string } };
  submit(request: DiagnosisRequest): Promise<{ readonly id: string; readonly joined: boolean }>;
  /** Whom it ended for; undefined when nobody waits for it any more. */
  leave(id: string, by: { readonly user: string; readonly statusTs?: string }): Promise<Asked | undefined>;
  tell(told: Told): Promise<void>;
  load(id: string): Promise<{ readonly bundle: Bundle; readonly report: Report } | undefined>;
}
