import type { KnownBlock, SectionBlock } from "@slack/types";
import type { Because, Fix } from "../../model/finding.ts";
import type { WeighedFinding, FlowReport, PolicySaying, Report, Tally } from "../../model/report.ts";
import type { Step } from "../../model/step.ts";
import type { Timeline } from "../../model/timeline.ts";
import { redactJson } from "../redact.ts";
import { ago, changeLine, changeWords, timelineIntro, timelineNotes, timelineTitle } from "../timeline.ts";
import {
  asToldAbove,
  duration,
  flowAddresses,
  foundAlong,
  type FoundHere,
  howSure,
  hopName,
  markSign,
  notCheckedLine,
  offersChange,
  otherFlowLine,
  plural,
  sentence,
  tallyPhrase,
  tellingFlow,
} from "../words.ts";
import {
  budget,
  collapsed,
  context,
  fenced,
  type Newer,
  paged,
  paragraphs,
  section,
  type SlackMessage,
  table,
} from "./blocks.ts";
import { together } from "../../language/spacing.ts";
import { tongueOf, type Tongue } from "../../language/tongue.ts";
import { bold, code, codeBlocks, markup, moment, type Markup, withCommands } from "./markup.ts";
import { fixSummary, nextStep } from "./verdict.ts";

/** A message of the thread under the verdict; `part` tells it from its siblings for good. */
export interface ThreadPart {
  readonly part: string;
  readonly message: SlackMessage;
}

/** Everything under the verdict: hop by hop, policy, fix, what else and what not. Each part within Slack's limits. */
export function renderThread(answer: Report, say: Tongue = tongueOf(answer.question.language)): ThreadPart[] {
  const report = redactJson(answer);
  const { policy, fix, timeline } = report;
  return [
    ...part("hops", hopText(report, say), hopBlocks(report, say)),
    ...(timeline ? part("changes", timelineText(timeline, say), timelineBlocks(timeline, say)) : []),
    ...part("policy", say("What policy says"), policy ? policyBlocks(policy, say) : []),
    // The next step stands whole in the verdict.
    ...(fix && !fix.onlyNext ? part("fix", fixText(fix, say), fixBlocks(fix, say)) : []),
    ...part(
      "also",
      say("Also found, what would show the same, and what was not checked"),
      furtherBlocks(report, say),
    ),
  ];
}

/** The fix alone, for whoever presses Show fix. */
export function renderFix(
  { fix, question }: Report,
  say: Tongue = tongueOf(question.language),
): SlackMessage[] {
  if (!fix)
    return paged(
      say("There is no fix to show"),
      section(markup`${say("netdiag has no change to propose here.")}`),
    );
  if (fix.onlyNext)
    return paged(together(say("Next:"), say(sentence(fix.summary))), section(nextStep(fix, say)));
  return paged(fixText(fix, say), fixBlocks(fix, say));
}

function fixText({ summary }: Fix, say: Tongue): string {
  return together(say("Fix:"), say(summary));
}

function part(name: string, text: string, blocks: readonly (KnownBlock | Newer)[]): ThreadPart[] {
  return paged(text, blocks).map((message, index) => ({
    part: index === 0 ? name : `${name}-${index + 1}`,
    message,
  }));
}

/** What a screen reader reads: a table says nothing to it. */
function hopText(report: Report, say: Tongue): string {
  const telling = tellingFlow(report);
  const tallies = telling
    ? talliesOf(telling).map(({ label, tally }) => together(say(`${label}:`), say(tallyPhrase(tally))))
    : [];
  return [together(say("Hop by hop:"), say(report.headline)), ...tallies].join("\n");
}

function hopBlocks(report: Report, say: Tongue): (KnownBlock | Newer)[] {
  const telling = tellingFlow(report);
  if (!telling) return [];
  const through = telling.flow.service;
  const port = through ? `, port found through Service ${through.namespace}/${through.name}` : "";
  const addresses = say(`(${flowAddresses(telling.flow)}${port})`);
  return [
    ...section(markup`${bold(say("Hop by hop"))} ${addresses}`),
    ...collapsed(say(hopsTitle(telling.steps)), stepsBlocks(telling.steps, report.cause, say)),
    ...gridBlocks(telling, say),
    ...otherFlows(
      report.flows.filter((flow) => flow !== telling),
      say,
    ),
  ];
}

function otherFlows(flows: readonly FlowReport[], say: Tongue): KnownBlock[] {
  if (flows.length === 0) return [];
  return paragraphs([
    bold(say("Other pairs")),
    ...flows.slice(0, 20).map((flow) => markup`${say(otherFlowLine(flow))}`),
  ]);
}

/** What is behind the title, for whoever need not open it. */
function hopsTitle(steps: readonly Step[]): string {
  const stopped = steps.find(({ mark }) => mark === "stopped");
  const hops = plural(steps.length, "hop");
  if (stopped !== undefined) return `${hops}, stopped at ${stopped.hop.name}`;
  // Where some packets are lost each hop may have been seen to pass, and what is wrong is at one of them all the same. What keeps
  // from looking (ND902) is no such thing.
  const found = steps.find(
    ({ mark, outcomes }) => mark !== "unknown" && outcomes.some(({ result }) => result === "found"),
  );
  if (found !== undefined) return `${hops}, something found at ${found.hop.name}`;
  return `${hops}, ${steps.filter(({ mark }) => mark === "passed").length} seen to pass`;
}

/** Hops are one list; where something was found, the list pauses for the words and the rule itself. */
function stepsBlocks(steps: readonly Step[], cause: WeighedFinding | undefined, say: Tongue): SectionBlock[] {
  const along = foundAlong(steps, cause);
  const blocks: SectionBlock[] = [];
  let lines: Markup[] = [];
  for (const [index, step] of steps.entries()) {
    lines.push(stepLine(step, index + 1, say));
    const found = along[index] ?? [];
    if (found.length === 0) continue;
    blocks.push(...paragraphs(lines), ...found.flatMap((each) => foundBlocks(each, say)));
    lines = [];
  }
  return [...blocks, ...paragraphs(lines)];
}

function stepLine(step: Step, position: number, say: Tongue): Markup {
  const facts = [...(step.hop.decision === undefined ? [] : [step.hop.decision]), ...step.facts];
  const where =
    step.hop.node === undefined || step.hop.name.includes(step.hop.node) ? "" : `${step.hop.node} · `;
  const told = facts.map((fact) => ` · ${say(fact)}`).join("");
  return markup`${position} ${markSign[step.mark]} ${where}${bold(say(hopName(step.hop)))}${told}`;
}

function foundBlocks({ code: its, finding, because, again }: FoundHere, say: Tongue): SectionBlock[] {
  const quotes = quotesOf(because, finding.rule);
  return [
    ...paragraphs([
      markup`${bold(its)} ${say(again ? asToldAbove : sentence(finding.says))}`,
      ...because.map(
        ({ source, says }) => markup`• ${together(say(`${sourceWord[source]}:`), say(sentence(says)))}`,
      ),
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

function gridBlocks(flow: FlowReport, say: Tongue): (KnownBlock | Newer)[] {
  const tallies = talliesOf(flow);
  if (tallies.length === 0) return [];
  const lines = tallies.map(({ label, tally }) => {
    const sign =
      tally.sent === 0 ? markSign.unknown : tally.answered > 0 ? markSign.passed : markSign.stopped;
    return markup`${sign} ${say(label).slice(0, budget.cell)} · ${say(tallyPhrase(tally)).slice(0, budget.cell)}`;
  });
  const rows = tallies.map(({ label, tally }) => [
    say(label),
    say(tally.sent === 0 ? "nothing sent" : `${tally.answered} of ${tally.sent}`),
    say(tally.failure ?? (tally.medianMs === undefined ? "" : `${duration(tally.medianMs)} median`)),
  ]);
  return [
    ...section(bold(say("The same target, and from elsewhere"))),
    table([[say("From where"), say("Answered"), say("Seen")], ...rows], paragraphs(lines)),
  ];
}

/** What a screen reader reads: a block that is closed says nothing to it. */
function timelineText(timeline: Timeline, say: Tongue): string {
  const lines = timeline.changes.map((change) =>
    changeLine(`${say(ago(change.at, timeline.asOf))} · ${changeWords(change, say)}`, change, say),
  );
  return [timelineTitle(timeline, say), ...lines, ...timelineNotes(timeline, say)].join("\n");
}

function timelineBlocks(timeline: Timeline, say: Tongue): (KnownBlock | Newer)[] {
  const lines = timeline.changes.map((change) => {
    const told = changeLine(changeWords(change, say), change, say);
    return markup`${say(ago(change.at, timeline.asOf))} · ${moment(Date.parse(change.at))} · ${told}`;
  });
  const notes = timelineNotes(timeline, say).map((note) => markup`${note}`);
  return [
    ...section(markup`${bold(say("What changed"))} ${timelineIntro(timeline, say)}`),
    ...collapsed(timelineTitle(timeline, say), paragraphs([...lines, ...notes])),
  ];
}

function policyBlocks(policy: PolicySaying, say: Tongue): KnownBlock[] {
  const list = (title: string, lines: readonly string[]): Markup[] =>
    lines.length === 0 ? [] : [bold(say(title)), ...lines.map((line) => markup`• ${say(line)}`)];
  return [
    ...section(markup`${bold(say("Policy"))} ${say(sentence(policy.sentence))}`),
    ...paragraphs(list("Leaving the source", policy.egress)),
    ...paragraphs(list("Entering the target", policy.ingress)),
  ];
}

function fixBlocks(fix: Fix, say: Tongue): KnownBlock[] {
  const checked = fix.checked ? "(checked: evaluated again with the change applied)" : "(not checked)";
  const yaml = fix.yaml === undefined ? [] : codeBlocks(applyCommand(fix.yaml), budget.section);
  const commands = fix.commands === undefined ? [] : codeBlocks(fix.commands.join("\n"), budget.section);
  return [
    ...section(markup`${bold(say("Fix"))} ${offersChange(fix) ? say(checked) : ""} ${fixSummary(fix, say)}`),
    ...fenced(yaml),
    ...fenced(commands),
    ...section(fix.caution === undefined ? markup`` : markup`${say(sentence(fix.caution))}`),
    ...context([markup`${say("netdiag applies no change without a second person's approval.")}`]),
  ];
}

/** One block to paste: the objects go to kubectl through a here-document. */
export function applyCommand(yaml: string): string {
  return `kubectl apply -f - <<'EOF'\n${yaml.trimEnd()}\nEOF`;
}

function furtherBlocks(report: Report, say: Tongue): KnownBlock[] {
  const also = report.also.map(
    (weighed: WeighedFinding) =>
      markup`${code(weighed.code)} ${together(say(sentence(weighed.finding.says)), say(howSure(weighed)))}`,
  );
  const rivals = (report.cause?.rivals ?? []).map((rival) => markup`• ${say(sentence(rival))}`);
  const gaps = report.notChecked.map((gap) => markup`• ${withCommands(notCheckedLine(gap, say))}`);
  return [
    ...(also.length === 0 ? [] : paragraphs([bold(say("Also found")), ...also])),
    ...(rivals.length === 0
      ? []
      : paragraphs([bold(say("Would show the same as the cause, and could not be looked at")), ...rivals])),
    ...(gaps.length === 0 ? [] : paragraphs([bold(say("Not checked")), ...gaps])),
  ];
}
