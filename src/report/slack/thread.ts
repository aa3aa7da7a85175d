import type { KnownBlock } from "@slack/types";
import type { Because, Fix } from "../../model/finding.ts";
import type { WeighedFinding, FlowReport, PolicySaying, Report, Tally } from "../../model/report.ts";
import type { FaultOutcome, Step } from "../../model/step.ts";
import { redactJson } from "../redact.ts";
import {
  confidenceWord,
  duration,
  flowAddresses,
  markSign,
  notCheckedLine,
  offersChange,
  otherFlowLine,
  sentence,
  tallyPhrase,
  tellingFlow,
} from "../words.ts";
import {
  budget,
  context,
  fenced,
  type Newer,
  paged,
  paragraphs,
  section,
  type SlackMessage,
  table,
} from "./blocks.ts";
import { bold, code, codeBlocks, markup, type Markup } from "./markup.ts";
import { fixSummary } from "./verdict.ts";

/** A message of the thread under the verdict; `part` tells it from its siblings for good. */
export interface ThreadPart {
  readonly part: string;
  readonly message: SlackMessage;
}

/** Everything under the verdict: hop by hop, policy, fix, what else and what not. Each part within Slack's limits. */
export function renderThread(answer: Report): ThreadPart[] {
  const report = redactJson(answer);
  return [
    ...part("hops", hopText(report), hopBlocks(report)),
    ...part("policy", "What policy says", report.policy ? policyBlocks(report.policy) : []),
    ...part("fix", `Fix: ${report.fix?.summary ?? ""}`, report.fix ? fixBlocks(report.fix) : []),
    ...part("also", "Also found, what would show the same, and what was not checked", furtherBlocks(report)),
  ];
}

/** The fix alone, for whoever presses Show fix. */
export function renderFix(report: Report): SlackMessage[] {
  if (!report.fix)
    return paged("There is no fix to show", section(markup`netdiag has no change to propose here.`));
  return paged(`Fix: ${report.fix.summary}`, fixBlocks(report.fix));
}

function part(name: string, text: string, blocks: readonly (KnownBlock | Newer)[]): ThreadPart[] {
  return paged(text, blocks).map((message, index) => ({
    part: index === 0 ? name : `${name}-${index + 1}`,
    message,
  }));
}

/** What a screen reader reads: a table says nothing to it. */
function hopText(report: Report): string {
  const telling = tellingFlow(report);
  const tallies = telling
    ? talliesOf(telling).map(({ label, tally }) => `${label}: ${tallyPhrase(tally)}`)
    : [];
  return [`Hop by hop: ${report.headline}`, ...tallies].join("\n");
}

function hopBlocks(report: Report): (KnownBlock | Newer)[] {
  const telling = tellingFlow(report);
  if (!telling) return [];
  const through = telling.flow.service;
  const port = through ? `, port found through Service ${through.namespace}/${through.name}` : "";
  return [
    ...section(markup`${bold("Hop by hop")} (${flowAddresses(telling.flow)}${port})`),
    ...stepsBlocks(telling.steps),
    ...gridBlocks(telling),
    ...otherFlows(report.flows.filter((flow) => flow !== telling)),
  ];
}

function otherFlows(flows: readonly FlowReport[]): KnownBlock[] {
  if (flows.length === 0) return [];
  return paragraphs([
    bold("Other pairs"),
    ...flows.slice(0, 20).map((flow) => markup`${otherFlowLine(flow)}`),
  ]);
}

/** Hops are one list; where something was found, the list pauses for the words and the rule itself. */
function stepsBlocks(steps: readonly Step[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let lines: Markup[] = [];
  for (const [index, step] of steps.entries()) {
    lines.push(stepLine(step, index + 1));
    const found = step.outcomes.filter((outcome) => outcome.result === "found");
    if (found.length === 0) continue;
    blocks.push(...paragraphs(lines), ...found.flatMap(outcomeBlocks));
    lines = [];
  }
  return [...blocks, ...paragraphs(lines)];
}

function stepLine(step: Step, position: number): Markup {
  const facts = [...(step.hop.decision === undefined ? [] : [step.hop.decision]), ...step.facts];
  const where =
    step.hop.node === undefined || step.hop.name.includes(step.hop.node) ? "" : `${step.hop.node} · `;
  const told = facts.length === 0 ? "" : ` · ${facts.join(" · ")}`;
  return markup`${position} ${markSign[step.mark]} ${where}${bold(step.hop.name)}${told}`;
}

function outcomeBlocks(outcome: Extract<FaultOutcome, { result: "found" }>): KnownBlock[] {
  const { finding } = outcome;
  const quotes = quotesOf(finding.because, finding.rule);
  return [
    ...paragraphs([
      markup`${bold(outcome.code)} ${sentence(finding.says)}`,
      ...finding.because.map((because) => markup`• ${sourceWord[because.source]}: ${sentence(because.says)}`),
    ]),
    ...(quotes === "" ? [] : fenced(codeBlocks(quotes, budget.section).slice(0, 3))),
  ];
}

const sourceWord = { model: "configured", probe: "packets", kernel: "kernel" } as const;

function quotesOf(because: readonly Because[], rule: string | undefined): string {
  const quotes = because.flatMap(({ quote }) => (quote === undefined ? [] : [quote]));
  const known = rule === undefined || quotes.some((quote) => quote.includes(rule)) ? [] : [rule];
  return [...new Set([...known, ...quotes])].join("\n");
}

/** How many came through, straight and from elsewhere; nothing where it was tried in one way alone. */
function talliesOf({ main, grid }: FlowReport): readonly { readonly label: string; readonly tally: Tally }[] {
  if (grid.length === 0) return [];
  const straight = main ? [{ label: "straight to the target", tally: main }] : [];
  return [...straight, ...grid.map((tally) => ({ label: tally.label, tally }))].slice(0, budget.rows - 1);
}

function gridBlocks(flow: FlowReport): (KnownBlock | Newer)[] {
  const tallies = talliesOf(flow);
  if (tallies.length === 0) return [];
  const lines = tallies.map(({ label, tally }) => {
    const sign =
      tally.sent === 0 ? markSign.unknown : tally.answered > 0 ? markSign.passed : markSign.stopped;
    return markup`${sign} ${label.slice(0, budget.cell)} · ${tallyPhrase(tally).slice(0, budget.cell)}`;
  });
  const rows = tallies.map(({ label, tally }) => [
    label,
    tally.sent === 0 ? "nothing sent" : `${tally.answered} of ${tally.sent}`,
    tally.failure ?? (tally.medianMs === undefined ? "" : `${duration(tally.medianMs)} median`),
  ]);
  return [
    ...section(bold("The same target, and from elsewhere")),
    table([["From where", "Answered", "Seen"], ...rows], paragraphs(lines)),
  ];
}

function policyBlocks(policy: PolicySaying): KnownBlock[] {
  const list = (title: string, lines: readonly string[]): Markup[] =>
    lines.length === 0 ? [] : [bold(title), ...lines.map((line) => markup`• ${line}`)];
  return [
    ...section(markup`${bold("Policy")} ${sentence(policy.sentence)}`),
    ...paragraphs(list("Leaving the source", policy.egress)),
    ...paragraphs(list("Entering the target", policy.ingress)),
  ];
}

function fixBlocks(fix: Fix): KnownBlock[] {
  const checked = fix.checked ? "(checked: evaluated again with the change applied)" : "(not checked)";
  const yaml = fix.yaml === undefined ? [] : codeBlocks(applyCommand(fix.yaml), budget.section);
  const commands = fix.commands === undefined ? [] : codeBlocks(fix.commands.join("\n"), budget.section);
  return [
    ...section(markup`${bold("Fix")} ${offersChange(fix) ? checked : ""} ${fixSummary(fix)}`),
    ...fenced(yaml),
    ...fenced(commands),
    ...section(fix.caution === undefined ? markup`` : markup`${sentence(fix.caution)}`),
    ...context([markup`netdiag never applies a change itself.`]),
  ];
}

/** One block to paste: the objects go to kubectl through a here-document. */
export function applyCommand(yaml: string): string {
  return `kubectl apply -f - <<'EOF'\n${yaml.trimEnd()}\nEOF`;
}

function furtherBlocks(report: Report): KnownBlock[] {
  const also = report.also.map(
    (weighed: WeighedFinding) =>
      markup`${code(weighed.code)} ${sentence(weighed.finding.says)} (${confidenceWord[weighed.confidence].toLowerCase()}, at ${weighed.at})`,
  );
  const rivals = (report.cause?.rivals ?? []).map((rival) => markup`• ${sentence(rival)}`);
  const gaps = report.notChecked.map((gap) => markup`• ${notCheckedLine(gap)}`);
  return [
    ...(also.length === 0 ? [] : paragraphs([bold("Also found"), ...also])),
    ...(rivals.length === 0
      ? []
      : paragraphs([bold("Would show the same as the cause, and could not be looked at"), ...rivals])),
    ...(gaps.length === 0 ? [] : paragraphs([bold("Not checked"), ...gaps])),
  ];
}
