import { gridViews } from "../journey/packets/grid.ts";
import type { Question } from "../model/question.ts";
import type { FlowReport, Verdict } from "../model/report.ts";

/**
 * What the packets say of a connection that is said to fail sometimes. Of n packets of which none is lost, the loss is below 3/n with
 * 95 % certainty ("rule of three").
 */
export function seldomNote(
  { sometimes }: Pick<Question, "sometimes">,
  flows: readonly FlowReport[],
  verdict: Verdict,
): readonly string[] {
  if (!sometimes) return [];
  // Datagrams that arrive and that no program answers are not lost.
  const counted = flows
    .filter(({ main, reached }) => main && (main.answered > 0 || reached === "no"))
    .flatMap(({ main, grid }) => [main ?? [], grid.filter(({ label }) => label === gridViews.more)].flat());
  const sent = counted.reduce((sum, tally) => sum + tally.sent, 0);
  const lost = sent - counted.reduce((sum, tally) => sum + tally.answered, 0);
  if (sent === 0) return [];
  if (lost === sent) return [`asked as failing sometimes: none of ${sent} fresh packets is answered now`];
  // Straight to the pod all came through, and it fails all the same: what was counted went around what stops it, a Service perhaps.
  if (lost === 0 && verdict !== "reachable") return [];
  return [
    lost > 0
      ? `asked as failing sometimes: ${lost} of ${sent} fresh packets were not answered`
      : `asked as failing sometimes: all ${sent} fresh packets were answered; what fails less often than about once in ${Math.max(2, Math.floor(sent / 3))} may not show in so few`,
  ];
}
