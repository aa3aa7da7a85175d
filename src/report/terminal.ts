import type { Fix } from "../model/finding.ts";
import type { WeighedFinding, FlowReport, Report } from "../model/report.ts";
import type { Step } from "../model/step.ts";
import { together } from "../language/spacing.ts";
import { tongueOf, type Tongue } from "../language/tongue.ts";
import type { Timeline } from "../model/timeline.ts";
import { redactJson } from "./redact.ts";
import { ago, changeLine, changeWords, timelineIntro, timelineNotes, utc } from "./timeline.ts";
import {
  asToldAbove,
  confidenceWord,
  duration,
  endpointsPhrase,
  flowAddresses,
  foundAlong,
  type FoundHere,
  howSure,
  hopName,
  markSign,
  notCheckedLine,
  offersChange,
  plural,
  proofPhrase,
  sentence,
  shortName,
  tallyPhrase,
  tellingFlow,
  otherFlowLine,
  verdictSentence,
  weighingLines,
} from "./words.ts";

export interface TerminalOptions {
  /** ANSI colours; off for pipes and files. */
  readonly colour: boolean;
  /** How it is said; else in the language of the question. */
  readonly say?: Tongue;
}

type Paint = (text: string) => string;
interface Palette {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly bad: Paint;
  readonly good: Paint;
}

const ansi =
  (open: number, close: number): Paint =>
  (text) =>
    `\u001b[${open}m${text}\u001b[${close}m`;
const colours: Palette = { strong: ansi(1, 22), faint: ansi(2, 22), bad: ansi(31, 39), good: ansi(32, 39) };
const plain: Palette = { strong: String, faint: String, bad: String, good: String };

/** The whole answer as text for a terminal or a pipe; ends with a newline. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const paint = options.colour ? colours : plain;
  const say = options.say ?? tongueOf(report.question.language);
  const safe = redactJson(report);
  const telling = tellingFlow(safe);
  const sections = [
    verdictLines(safe, paint, say),
    telling ? flowLines(telling, safe.cause, paint, say) : [],
    titled(
      say("Other pairs"),
      safe.flows.filter((flow) => flow !== telling).map((flow) => say(otherFlowLine(flow))),
      paint,
    ),
    safe.timeline ? timelineLines(safe.timeline, paint, say) : [],
    policyLines(safe, paint, say),
    safe.fix ? fixLines(safe.fix, paint, say) : [],
    titled(
      say("Also found"),
      safe.also.map((weighed) => findingLine(weighed, say)),
      paint,
    ),
    titled(
      say("Not checked"),
      safe.notChecked.map((gap) => notCheckedLine(gap, say)),
      paint,
    ),
    [paint.faint(say(footer(safe)))],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function verdictLines(report: Report, paint: Palette, say: Tongue): string[] {
  const shade =
    report.verdict === "reachable" ? paint.good : report.verdict === "blocked" ? paint.bad : String;
  const proof = proofPhrase(report);
  const cause = report.cause;
  return [
    paint.strong(shade(say(verdictSentence(report)))),
    ...(cause ? [`${cause.code} ${say(sentence(cause.finding.says))}`] : []),
    ...(cause && proof !== undefined
      ? [together(say(`${confidenceWord[cause.confidence]}:`), say(sentence(proof)))]
      : []),
    ...(cause ? weighingLines(cause, say) : []),
    ...(report.symptom === undefined ? [] : [say(sentence(report.symptom))]),
    ...report.notes.map((note) => `• ${say(sentence(note))}`),
  ];
}

function flowLines(
  { flow, steps, main, grid }: FlowReport,
  cause: WeighedFinding | undefined,
  paint: Palette,
  say: Tongue,
): string[] {
  const found = foundAlong(steps, cause);
  return [
    paint.strong(`${shortName(flow.from)} → ${shortName(flow.to)}  ${flowAddresses(flow)}`),
    ...steps.flatMap((step, index) => stepLines(step, index + 1, found[index] ?? [], paint, say)),
    ...(main ? [`    ${together(say("packets:"), say(tallyPhrase(main)))}`] : []),
    ...grid.map((tally) => `    ${together(say(`${tally.label}:`), say(tallyPhrase(tally)))}`),
  ];
}

function stepLines(
  step: Step,
  position: number,
  found: readonly FoundHere[],
  paint: Palette,
  say: Tongue,
): string[] {
  const shade = step.mark === "stopped" ? paint.bad : step.mark === "passed" ? paint.good : paint.faint;
  const facts = [...(step.hop.decision === undefined ? [] : [step.hop.decision]), ...step.facts];
  const where =
    step.hop.node === undefined || step.hop.name.includes(step.hop.node) ? "" : `${step.hop.node} `;
  const line = `${String(position).padStart(3)} ${shade(markSign[step.mark])} ${where}${say(hopName(step.hop))}`;
  return [
    facts.length === 0 ? line : `${line}  ${paint.faint(facts.map((fact) => say(fact)).join(" · "))}`,
    ...found.flatMap(({ code, finding, because: seen, again }) => [
      `       ${paint.strong(code)} ${say(again ? asToldAbove : sentence(finding.says))}`,
      ...seen.flatMap((because) => [
        `         ${together(say(`${because.source}:`), say(because.says))}`,
        ...(because.quote === undefined ? [] : because.quote.split("\n").map((line) => `           ${line}`)),
      ]),
    ]),
  ];
}

function timelineLines(timeline: Timeline, paint: Palette, say: Tongue): string[] {
  return [
    `${paint.strong(say("What changed"))}  ${timelineIntro(timeline, say)}`,
    ...timeline.changes.map((change) => {
      const when = `${say(ago(change.at, timeline.asOf))} · ${utc(change.at)}`;
      return `  ${changeLine(`${when} · ${changeWords(change, say)}`, change, say)}`;
    }),
    ...timelineNotes(timeline, say).map((line) => `  ${line}`),
  ];
}

function policyLines(report: Report, paint: Palette, say: Tongue): string[] {
  if (!report.policy) return [];
  const { sentence: says, egress, ingress } = report.policy;
  return [
    `${paint.strong(say("Policy"))}  ${say(sentence(says))}`,
    ...egress.map((line) => `  ${together(say("leaving:"), say(line))}`),
    ...ingress.map((line) => `  ${together(say("entering:"), say(line))}`),
  ];
}

function fixLines(fix: Fix, paint: Palette, say: Tongue): string[] {
  const opens =
    fix.alsoOpens === undefined
      ? []
      : [
          `  ${together(say("also opens:"), say(fix.alsoOpens.length === 0 ? "nothing else" : fix.alsoOpens.join("; ")))}`,
        ];
  const checked = fix.checked && offersChange(fix) ? "Checked: evaluated again with the change." : "";
  return [
    `${paint.strong(say(fix.onlyNext ? "Next" : "Fix"))}  ${together(say(sentence(fix.summary)), say(checked))}`,
    ...opens,
    ...(fix.alsoCloses?.length ? [`  ${together(say("closes:"), say(fix.alsoCloses.join("; ")))}`] : []),
    ...(fix.caution === undefined ? [] : [`  ${say(sentence(fix.caution))}`]),
    ...(fix.yaml === undefined ? [] : ["", "kubectl apply -f - <<'EOF'", fix.yaml.trimEnd(), "EOF"]),
    ...(fix.commands ?? []),
  ];
}

function findingLine(weighed: WeighedFinding, say: Tongue): string {
  return `${weighed.code} ${together(say(sentence(weighed.finding.says)), say(howSure(weighed)))}`;
}

function titled(title: string, lines: readonly string[], paint: Palette): string[] {
  return lines.length === 0 ? [] : [paint.strong(title), ...lines.map((line) => `  ${line}`)];
}

function footer(report: Report): string {
  const execs = report.timings.nodes.reduce((sum, node) => sum + node.execs, 0);
  const nodes = `${plural(execs, "exec")} on ${plural(report.timings.nodes.length, "node")}`;
  return `${endpointsPhrase(report)} · ${duration(report.timings.totalMs)} · ${nodes}`;
}
