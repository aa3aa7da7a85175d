import type { Fix } from "../model/finding.ts";
import type { WeighedFinding, FlowReport, Report } from "../model/report.ts";
import type { Step } from "../model/step.ts";
import { redactJson } from "./redact.ts";
import {
  confidenceWord,
  duration,
  endpointsPhrase,
  flowAddresses,
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
  const safe = redactJson(report);
  const telling = tellingFlow(safe);
  const sections = [
    verdictLines(safe, paint),
    telling ? flowLines(telling, paint) : [],
    titled("Other pairs", safe.flows.filter((flow) => flow !== telling).map(otherFlowLine), paint),
    policyLines(safe, paint),
    safe.fix ? fixLines(safe.fix, paint) : [],
    titled("Also found", safe.also.map(findingLine), paint),
    titled("Not checked", safe.notChecked.map(notCheckedLine), paint),
    [paint.faint(footer(safe))],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function verdictLines(report: Report, paint: Palette): string[] {
  const shade =
    report.verdict === "reachable" ? paint.good : report.verdict === "blocked" ? paint.bad : String;
  const proof = proofPhrase(report);
  const cause = report.cause;
  return [
    paint.strong(shade(verdictSentence(report))),
    ...(cause ? [`${cause.code} ${sentence(cause.finding.says)}`] : []),
    ...(cause && proof !== undefined ? [`${confidenceWord[cause.confidence]}: ${sentence(proof)}`] : []),
    ...(cause ? weighingLines(cause) : []),
    ...(report.symptom === undefined ? [] : [sentence(report.symptom)]),
    ...report.notes.map((note) => `• ${sentence(note)}`),
  ];
}

function flowLines({ flow, steps, main, grid }: FlowReport, paint: Palette): string[] {
  return [
    paint.strong(`${shortName(flow.from)} → ${shortName(flow.to)}  ${flowAddresses(flow)}`),
    ...steps.flatMap((step, index) => stepLines(step, index + 1, paint)),
    ...(main ? [`    packets: ${tallyPhrase(main)}`] : []),
    ...grid.map((tally) => `    ${tally.label}: ${tallyPhrase(tally)}`),
  ];
}

function stepLines(step: Step, position: number, paint: Palette): string[] {
  const shade = step.mark === "stopped" ? paint.bad : step.mark === "passed" ? paint.good : paint.faint;
  const facts = [...(step.hop.decision === undefined ? [] : [step.hop.decision]), ...step.facts];
  const where =
    step.hop.node === undefined || step.hop.name.includes(step.hop.node) ? "" : `${step.hop.node} `;
  const line = `${String(position).padStart(3)} ${shade(markSign[step.mark])} ${where}${step.hop.name}`;
  const found = step.outcomes.flatMap((outcome) => (outcome.result === "found" ? [outcome] : []));
  return [
    facts.length === 0 ? line : `${line}  ${paint.faint(facts.join(" · "))}`,
    ...found.flatMap(({ code, finding }) => [
      `       ${paint.strong(code)} ${sentence(finding.says)}`,
      ...finding.because.flatMap((because) => [
        `         ${because.source}: ${because.says}`,
        ...(because.quote === undefined ? [] : because.quote.split("\n").map((line) => `           ${line}`)),
      ]),
    ]),
  ];
}

function policyLines(report: Report, paint: Palette): string[] {
  if (!report.policy) return [];
  const { sentence: says, egress, ingress } = report.policy;
  return [
    `${paint.strong("Policy")}  ${sentence(says)}`,
    ...egress.map((line) => `  leaving: ${line}`),
    ...ingress.map((line) => `  entering: ${line}`),
  ];
}

function fixLines(fix: Fix, paint: Palette): string[] {
  const opens =
    fix.alsoOpens === undefined
      ? []
      : [`  also opens: ${fix.alsoOpens.length === 0 ? "nothing else" : fix.alsoOpens.join("; ")}`];
  return [
    `${paint.strong("Fix")}  ${sentence(fix.summary)}${fix.checked && offersChange(fix) ? " Checked: evaluated again with the change." : ""}`,
    ...opens,
    ...(fix.alsoCloses?.length ? [`  closes: ${fix.alsoCloses.join("; ")}`] : []),
    ...(fix.caution === undefined ? [] : [`  ${sentence(fix.caution)}`]),
    ...(fix.yaml === undefined ? [] : ["", "kubectl apply -f - <<'EOF'", fix.yaml.trimEnd(), "EOF"]),
    ...(fix.commands ?? []),
  ];
}

function findingLine(weighed: WeighedFinding): string {
  return `${weighed.code} ${sentence(weighed.finding.says)} (${confidenceWord[weighed.confidence].toLowerCase()}, at ${weighed.at})`;
}

function titled(title: string, lines: readonly string[], paint: Palette): string[] {
  return lines.length === 0 ? [] : [paint.strong(title), ...lines.map((line) => `  ${line}`)];
}

function footer(report: Report): string {
  const execs = report.timings.nodes.reduce((sum, node) => sum + node.execs, 0);
  const nodes = `${plural(execs, "exec")} on ${plural(report.timings.nodes.length, "node")}`;
  return `${endpointsPhrase(report)} · ${duration(report.timings.totalMs)} · ${nodes}`;
}
