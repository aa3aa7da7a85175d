import { nameOfSide } from "./target-words.ts";
import { describeRef } from "../model/kubernetes.ts";
import type { WeighedFinding, FlowReport, Report, Verdict } from "../model/report.ts";
import type { Step } from "../model/step.ts";
import type { Question } from "../model/question.ts";

/** What the headline tells of: the verdict, and the findings that make it. */
export interface Told {
  readonly verdict: Verdict;
  readonly cause: WeighedFinding | undefined;
  /** Packets come through that were meant not to. */
  readonly breach: WeighedFinding | undefined;
  /** Connections stand, and the program fails what comes over them. */
  readonly beyond: WeighedFinding | undefined;
}

/** One sentence, the first a person reads and all a screen reader says. */
export function headlineOf(
  question: Question,
  flows: readonly FlowReport[],
  endpoints: Report["endpoints"],
  { verdict, cause, breach, beyond }: Told,
): string {
  const from = nameOfSide(
    question.from,
    flows.map(({ flow }) => flow.from),
  );
  const to = nameOfSide(
    question.to,
    flows.map(({ flow }) => flow.to),
  );
  switch (verdict) {
    case "reachable": {
      const [first] = flows;
      const port =
        first === undefined || first.flow.port === 0 ? "" : ` on ${first.flow.protocol} ${first.flow.port}`;
      const but = breach ? `, and should not: ${inShort(breach)}` : "";
      if (!breach && beyond) return `The network carries ${from} to ${to}${port}, but ${inShort(beyond)}.`;
      return `${from} reaches ${to}: ${answeredOf(flows, endpoints)}${port}${but}.`;
    }
    case "blocked":
      return cause ? `${from} cannot reach ${to}: ${inShort(cause)}.` : unexplained(from, to, flows);
    case "partial":
      return cause
        ? `${from} reaches ${to} only in part: ${inShort(cause)}.`
        : `${from} reaches ${to} only in part: ${everyTime(endpoints)}${diedAt(flows)}.`;
    case "unknown":
      return `I could not tell whether ${from} reaches ${to}: ${cause ? inShort(cause) : notTried(flows)}.`;
  }
}

/** Of those probed; where all of these answer, of all there are. */
function everyTime({ answered, probed, total }: Report["endpoints"]): string {
  return `${answered} of ${answered === probed ? total : probed} endpoints answer every time`;
}

/** How many endpoints the packets came to. Datagrams that nobody answered have arrived, no more. */
function answeredOf(flows: readonly FlowReport[], { answered, probed }: Report["endpoints"]): string {
  const came = flows.filter(({ reached }) => reached === "yes");
  const unanswered = came.filter(({ main }) => main?.answered === 0);
  if (unanswered.length === 0) return `${answered} of ${probed} endpoints answered`;
  return unanswered.length === came.length
    ? `datagrams arrived at ${answered} of ${probed} endpoints`
    : `${answered} of ${probed} endpoints answered, or datagrams arrived at them`;
}

/** Why nobody knows, where no finding says it. */
function notTried(flows: readonly FlowReport[]): string {
  const entered = flows.find(
    ({ reached, untried, main }) => entersOnly(reached, main) && untried !== undefined,
  );
  if (entered) return `datagrams enter its pod, and ${entered.untried ?? ""}`;
  const [untried] = flows.flatMap(({ untried, reached }) =>
    untried !== undefined && reached === "yes" ? [untried] : [],
  );
  return untried === undefined
    ? "no packet could be sent"
    : `straight to its address packets are answered, but ${untried}`;
}

/** Datagrams that were sent, and of which nobody knows what the pod's kernel did with them. */
function entersOnly(reached: FlowReport["reached"], main: FlowReport["main"]): boolean {
  return reached === "not-probed" && main !== undefined && main.sent > 0;
}

/** For the middle of a sentence. `DNS gives …` and `TCP …` keep their capitals: a sentence's first letter does not. */
export function withSmallInitial(title: string): string {
  return /^[A-Z][a-z]|^[A-Z] /.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** The fault in its title's words, and whose it is. */
function inShort({ title, finding }: WeighedFinding): string {
  const words = withSmallInitial(title);
  return finding.object ? `${words} (${describeRef(finding.object)})` : words;
}

/** Where the packets of a failing pair died, when no cause is known. */
function diedAt(flows: readonly FlowReport[]): string {
  const step = deathOf(flows.filter(({ reached }) => reached !== "yes"));
  return step === undefined ? "" : `; others die at ${step.hop.name}, and ${nothingExplains([step])}`;
}

/** The first place where packets were seen to die. Names that got no answer are a consequence where packets die as well. */
function deathOf(flows: readonly FlowReport[]): Step | undefined {
  const stops = flows.map(({ steps }) => {
    const places = steps.filter(({ mark }) => mark === "stopped");
    return places.find(({ hop }) => hop.kind !== "asking") ?? places[0];
  });
  return stops.find((step) => step !== undefined);
}

/** That nothing known explains it is said only where all that could was looked at. */
function nothingExplains(steps: readonly Step[]): string {
  const open = steps.some(
    ({ hop, outcomes }) => hop.kind !== "asking" && outcomes.some(({ result }) => result === "cannot-tell"),
  );
  return open ? "not all that may explain it could be looked at" : "no fault I know explains it";
}

function unexplained(from: string, to: string, flows: readonly FlowReport[]): string {
  const step = deathOf(flows);
  if (step !== undefined)
    return `${from} cannot reach ${to}: the packets die at ${step.hop.name}, and ${nothingExplains([step])}.`;
  const reason = nothingExplains(flows.flatMap(({ steps }) => steps));
  const failed = flows.flatMap(({ flow, main }) => (main?.failure === undefined ? [] : [{ flow, main }]));
  const [first] = failed;
  if (first && failed.every(({ main }) => /refused/i.test(main.failure ?? "")))
    return `${from} cannot reach ${to}: ${first.flow.destinationIP} refuses the connections to ${first.flow.protocol} ${first.flow.port}, or a firewall in front of it does, and ${reason}.`;
  return `${from} cannot reach ${to}: no answer came back, and ${reason}.`;
}
