import type { Button, KnownBlock } from "@slack/types";
import type { Fix } from "../../model/finding.ts";
import type { Report, WeighedFinding } from "../../model/report.ts";
import { redactJson } from "../redact.ts";
import {
  confidenceWord,
  duration,
  endpointsPhrase,
  notCheckedFact,
  notCheckedLine,
  plural,
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
import { together } from "../../language/spacing.ts";
import { english, tongueOf, type Tongue } from "../../language/tongue.ts";
import { bold, Markup, markup, withCommands } from "./markup.ts";
import { askedBy, type Asked } from "./status.ts";
import { captureButton } from "./capture.ts";
import { wasWatchedLine, watchButton, watchedLine, type Watched, type Watching } from "./watch.ts";
import { whyNotMenu } from "./why-not.ts";

/** The one final message of a diagnosis: verdict, why, the way out, and how sure; and that it is watched, where it is or was. */
export function renderVerdict(
  asked: Asked,
  answer: Report,
  say: Tongue = tongueOf(asked.question.language),
  watch?: Watching | Watched,
): SlackMessage {
  const watching = watch && "nextAt" in watch ? watch : undefined;
  const report = redactJson(answer);
  const { headline, verdict } = report;
  const { id } = asked;
  const above = [
    ...section(
      Markup.join(
        [markup`${verdictSign[verdict]} ${bold(say(sentence(headline)))}`, ...explanation(report, say)],
        "\n",
      ),
    ),
    ...section(wayOut(report, say)),
    ...(watch ? section("nextAt" in watch ? watchedLine(watch, say) : wasWatchedLine(watch, say)) : []),
    ...notOffered(asked, report, say),
    ...actions(buttons(asked, report, say, watching)),
  ];
  const below = [
    ...(id === undefined ? [] : [opinions(id, say)]),
    ...context([
      markup`${[endpointsPhrase(report), ...report.notes.slice(0, 4), duration(report.timings.totalMs)].map((fact) => say(fact)).join(" · ")}`,
    ]),
    ...context([
      Markup.join(
        [
          markup`${askedBy(asked, say)}: ${asked.question.text.slice(0, 300)}`,
          markup`${asked.cluster}`,
          ...(id === undefined ? [] : [markup`${id}`]),
        ],
        " · ",
      ),
    ]),
  ];
  const room = budget.characters - JSON.stringify([above, below]).length - roomForFrame;
  const suspects = id === undefined ? [] : actions(whyNotMenu(id, report, room, say));
  return message(say(verdictSentence(report)), [...above, ...suspects, ...below]);
}

/** Of what stands around the menu of causes, characters. */
const roomForFrame = 100;

function explanation(report: Report, say: Tongue): Markup[] {
  const lines: Markup[] = [];
  const cause = report.cause;
  if (cause) {
    const says = sentence(cause.finding.says);
    if (says !== sentence(report.headline)) lines.push(markup`${say(says)}`);
    const proof = proofPhrase(report);
    if (proof !== undefined)
      lines.push(markup`${together(say(`${confidenceWord[cause.confidence]}:`), say(sentence(proof)))}`);
    // All of what could not be looked at is in the thread.
    const told = cause.unchecked ? { ...cause, rivals: [] } : cause;
    for (const line of weighingLines(told, say)) lines.push(markup`${line}`);
    if (cause.unchecked) lines.push(markup`${say(uncheckedPhrase(cause.unchecked))}`);
  } else if (report.verdict === "reachable") {
    const [tally] = report.flows.flatMap((flow) => (flow.main ? [flow.main] : []));
    if (tally)
      lines.push(
        markup`${say(`Fresh connections on ${tally.protocol} ${tally.port}: ${sentence(tallyPhrase(tally))}`)}`,
      );
  }
  if (report.symptom !== undefined) lines.push(markup`${say(sentence(report.symptom))}`);
  for (const weighed of report.also.slice(0, 2))
    lines.push(markup`${together(say("Also:"), say(sentence(weighed.finding.says)))}`);
  if (report.also.length > 2)
    lines.push(markup`${say(`… and ${report.also.length - 2} more in the thread.`)}`);
  return lines;
}

/** How many other causes would show the same, and why nobody looked. */
function uncheckedPhrase({ causes, reason, ofThat }: NonNullable<WeighedFinding["unchecked"]>): string {
  const others = `${plural(causes, "other cause")} could not be checked: ${reason}`;
  return causes === ofThat
    ? `${others} (more in the thread).`
    : `${others} (${ofThat} of them; more in the thread).`;
}

function wayOut(report: Report, say: Tongue): Markup {
  if (report.fix?.onlyNext) return nextStep(report.fix, say);
  if (report.fix) {
    const caution = report.fix.caution === undefined ? "" : say(sentence(report.fix.caution));
    return markup`${bold(say("Fix:"))} ${together(fixSummary(report.fix, say), caution)}`;
  }
  const [gap, ...others] = report.notChecked;
  if (!gap || report.verdict === "reachable") return markup``;
  const more = others.length === 0 ? "" : ` ${say(`(${others.length} more in the thread)`)}`;
  if (report.verdict === "unknown")
    return markup`${notCheckedFact(gap, say)}${more}\n${bold(say("Next:"))} ${withCommands(say(sentence(gap.next)))}`;
  return markup`${bold(say("Not checked:"))} ${notCheckedLine(gap, say)}${more}`;
}

/** What to do where nothing can be mended yet. */
export function nextStep({ summary }: Fix, say: Tongue): Markup {
  return markup`${bold(say("Next:"))} ${withCommands(say(sentence(summary)))}`;
}

/** Where fixes are applied, why this one is not. */
function notOffered({ applying }: Asked, { fix }: Report, say: Tongue): KnownBlock[] {
  if (!fix || fix.onlyNext || applying === undefined || applying === "offered") return [];
  return context([markup`${say(`netdiag does not apply this fix: ${applying.not}.`)}`]);
}

/** The change in one sentence, with what else it opens and closes; the sentence itself says when that is nothing. */
export function fixSummary({ summary, alsoOpens = [], alsoCloses = [] }: Fix, say: Tongue = english): string {
  const further = [
    ...(alsoOpens.length > 0 ? [`also opens ${alsoOpens.join("; ")}`] : []),
    ...(alsoCloses.length > 0 ? [`closes ${alsoCloses.join("; ")}`] : []),
  ].join("; ");
  const told = say(sentence(summary));
  const end = told.endsWith("。") ? "。" : ".";
  return `${told.replace(/[.。]$/, "")}${further === "" ? "" : ` ${say(`(${further})`)}`}${end}`;
}

function buttons(asked: Asked, report: Report, say: Tongue, watching?: Watching): Button[] {
  if (asked.id === undefined) return [];
  return [
    ...(report.fix && !report.fix.onlyNext
      ? [button(say("Show fix"), actionIds.showFix, asked.id, "primary")]
      : []),
    ...(asked.applying === "offered" ? [button(say("Apply fix…"), actionIds.applyFix, asked.id)] : []),
    ...questionButton(say("Re-check"), actionIds.recheck, asked.question),
    ...watchButton({ ...asked, id: asked.id }, report.verdict, say, watching),
    button(say("Evidence"), actionIds.evidence, asked.id),
    ...captureButton(asked, report, say),
    button(say("It helped"), `${actionIds.feedback}_helped`, aboutDiagnosis(asked.id, "helped")),
  ];
}

/** Whoever reads the answer may say what it was worth. */
function opinions(id: string, say: Tongue): Newer {
  const rating = (says: "right" | "wrong") => ({ id: says, value: aboutDiagnosis(id, says) });
  return feedbackButtons(actionIds.feedback, [
    { ...rating("right"), label: say("Right"), spoken: say("This answer is right") },
    { ...rating("wrong"), label: say("Wrong"), spoken: say("This answer is wrong") },
  ]);
}
