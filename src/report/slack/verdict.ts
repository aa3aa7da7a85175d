import type { Button } from "@slack/types";
import type { Fix } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { redactJson } from "../redact.ts";
import {
  confidenceWord,
  duration,
  endpointsPhrase,
  notCheckedLine,
  proofPhrase,
  sentence,
  tallyPhrase,
  verdictSentence,
  verdictSign,
  weighingLines,
} from "../words.ts";
import { aboutDiagnosis, actionIds } from "./action-ids.ts";
import {
  actions,
  budget,
  button,
  context,
  feedbackButtons,
  message,
  type Newer,
  questionButton,
  section,
  type SlackMessage,
} from "./blocks.ts";
import { bold, Markup, markup, mention } from "./markup.ts";
import type { Asked } from "./status.ts";
import { whyNotMenu } from "./why-not.ts";

/** The one final message of a diagnosis: verdict, why, the way out, and how sure. */
export function renderVerdict(asked: Asked, answer: Report): SlackMessage {
  const report = redactJson(answer);
  const { headline, verdict } = report;
  const { id } = asked;
  const above = [
    ...section(
      Markup.join(
        [markup`${verdictSign[verdict]} ${bold(sentence(headline))}`, ...explanation(report)],
        "\n",
      ),
    ),
    ...section(wayOut(report)),
    ...actions(buttons(asked, report)),
  ];
  const below = [
    ...(id === undefined ? [] : [opinions(id)]),
    ...context([
      markup`${[endpointsPhrase(report), ...report.notes.slice(0, 4), duration(report.timings.totalMs)].join(" · ")}`,
    ]),
    ...context([
      Markup.join(
        [
          markup`asked by ${mention(asked.by)}: ${asked.question.text.slice(0, 300)}`,
          markup`${asked.cluster}`,
          ...(id === undefined ? [] : [markup`${id}`]),
        ],
        " · ",
      ),
    ]),
  ];
  const room = budget.characters - JSON.stringify([above, below]).length - roomForFrame;
  const suspects = id === undefined ? [] : actions(whyNotMenu(id, report, room));
  return message(verdictSentence(report), [...above, ...suspects, ...below]);
}

/** Of what stands around the menu of causes, characters. */
const roomForFrame = 100;

function explanation(report: Report): Markup[] {
  const lines: Markup[] = [];
  const cause = report.cause;
  if (cause) {
    const says = sentence(cause.finding.says);
    if (says !== sentence(report.headline)) lines.push(markup`${says}`);
    const proof = proofPhrase(report);
    if (proof !== undefined) lines.push(markup`${confidenceWord[cause.confidence]}: ${sentence(proof)}`);
    for (const line of weighingLines(cause)) lines.push(markup`${line}`);
  } else if (report.verdict === "reachable") {
    const [tally] = report.flows.flatMap((flow) => (flow.main ? [flow.main] : []));
    if (tally)
      lines.push(
        markup`Fresh connections on ${tally.protocol} ${tally.port}: ${sentence(tallyPhrase(tally))}`,
      );
  }
  if (report.symptom !== undefined) lines.push(markup`${sentence(report.symptom)}`);
  for (const weighed of report.also.slice(0, 2)) lines.push(markup`Also: ${sentence(weighed.finding.says)}`);
  if (report.also.length > 2) lines.push(markup`… and ${report.also.length - 2} more in the thread.`);
  return lines;
}

function wayOut(report: Report): Markup {
  if (report.fix) {
    const caution = report.fix.caution === undefined ? "" : ` ${sentence(report.fix.caution)}`;
    return markup`${bold("Fix:")} ${fixSummary(report.fix)}${caution}`;
  }
  const [gap, ...others] = report.notChecked;
  if (!gap || report.verdict === "reachable") return markup``;
  const more = others.length === 0 ? "" : ` (${others.length} more in the thread)`;
  if (report.verdict === "unknown")
    return markup`${sentence(`${gap.what}: ${gap.reason}`)}${more}\n${bold("Next:")} ${sentence(gap.next)}`;
  return markup`${bold("Not checked:")} ${notCheckedLine(gap)}${more}`;
}

/** The change in one sentence, with what else it opens and closes; the sentence itself says when that is nothing. */
export function fixSummary({ summary, alsoOpens = [], alsoCloses = [] }: Fix): string {
  const further = [
    ...(alsoOpens.length > 0 ? [`also opens ${alsoOpens.join("; ")}`] : []),
    ...(alsoCloses.length > 0 ? [`closes ${alsoCloses.join("; ")}`] : []),
  ].join("; ");
  return `${sentence(summary).replace(/\.$/, "")}${further === "" ? "" : ` (${further})`}.`;
}

function buttons(asked: Asked, report: Report): Button[] {
  if (asked.id === undefined) return [];
  return [
    ...(report.fix ? [button("Show fix", actionIds.showFix, asked.id, "primary")] : []),
    ...questionButton("Re-check", actionIds.recheck, asked.question),
    button("Evidence", actionIds.evidence, asked.id),
    button("It helped", `${actionIds.feedback}_helped`, aboutDiagnosis(asked.id, "helped")),
  ];
}

/** Whoever reads the answer may say what it was worth. */
function opinions(id: string): Newer {
  const rating = (says: "right" | "wrong") => ({ id: says, value: aboutDiagnosis(id, says) });
  return feedbackButtons(actionIds.feedback, [
    { ...rating("right"), label: "Right", spoken: "This answer is right" },
    { ...rating("wrong"), label: "Wrong", spoken: "This answer is wrong" },
  ]);
}
