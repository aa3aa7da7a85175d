/** Holds an answer against what a right one says. */
import type { WeighedFinding, Report } from "../../src/model/report.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { describeRef } from "../../src/model/kubernetes.ts";
import type { Culprit, Named, RightAnswer } from "./right-answer.ts";

/** What came of a question: a report, a typed refusal (asked back, "did you mean", could not read), or neither. */
export type Answer =
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "refusal"; readonly says: string }
  | { readonly kind: "threw"; readonly says: string };

/**
 * From the best to the worst. `vague`: the right place, and no cause or no object. `cannot tell`: nothing wrong is said.
 * A wrong accusation names another thing than what is broken, as a cause or beside it, however sure.
 */
export const grades = [
  "right",
  "vague",
  "cannot tell",
  "false blocked",
  "wrong accusation",
  "false reachable",
  "threw",
] as const;
export type Grade = (typeof grades)[number];

export interface Graded {
  readonly grade: Grade;
  /** What is not as it should be, in words; empty when right. */
  readonly why: readonly string[];
}

/** The best grade that any of the right answers gives. */
export function judgeAnswer(answer: Answer, right: readonly RightAnswer[]): Graded {
  const all = right.map((one) => judgeAgainst(answer, one));
  const best = grades.find((grade) => all.some((one) => one.grade === grade)) ?? "threw";
  return all.find(({ grade }) => grade === best) ?? { grade: "threw", why: ["no right answer is given"] };
}

function judgeAgainst(answer: Answer, right: RightAnswer): Graded {
  switch (answer.kind) {
    case "threw":
      return { grade: "threw", why: [answer.says] };
    case "refusal": {
      const missing = untold(answer.says, right.tells);
      if (right.verdict !== "refused") return { grade: "cannot tell", why: [`no report: ${answer.says}`] };
      return missing.length === 0 ? { grade: "right", why: [] } : { grade: "vague", why: missing };
    }
    case "report":
      return judgeReport(answer.report, right);
  }
}

function judgeReport(report: Report, right: RightAnswer): Graded {
  const accused = accusations(report);
  const allowed = [...(right.cause ?? []), ...(right.beside ?? [])];
  const wrong = accused
    .filter((weighed) => !allowed.some((culprit) => fit(weighed, culprit).grade !== "no"))
    .map((weighed) => `accuses ${inShort(weighed)}`);
  const wanted = right.verdict === "refused" ? "blocked" : right.verdict;

  if (report.verdict === "reachable" && wanted !== "reachable" && wanted !== "unknown")
    return { grade: "false reachable", why: ["says reachable", ...wrong] };
  if (wanted === "reachable" && (report.verdict === "blocked" || report.verdict === "partial"))
    return { grade: "false blocked", why: [`says ${report.verdict}`, ...wrong] };
  if (wrong.length > 0) return { grade: "wrong accusation", why: wrong };
  if (right.verdict === "refused")
    return { grade: "cannot tell", why: [`says ${report.verdict}; a refusal was expected`] };
  if (report.verdict === "unknown" && wanted !== "unknown")
    return { grade: "cannot tell", why: [`says unknown: ${report.headline}`] };

  const lacking = [
    ...causeLacks(report, right),
    ...misplaced(report, right),
    ...untold(whatIsTold(report), right.tells),
    ...(right.never ?? [])
      .filter((pattern) => pattern.test(renderTerminal(report, { colour: false })))
      .map((pattern) => `tells ${String(pattern)}`),
  ];
  if (report.verdict !== wanted) lacking.unshift(`says ${report.verdict}, not ${wanted}`);
  if (lacking.length === 0) return { grade: "right", why: [] };
  const namesNothing = right.cause !== undefined && accusedCause(report) === undefined;
  return { grade: namesNothing && !placeIsRight(report, right) ? "cannot tell" : "vague", why: lacking };
}

function causeLacks(report: Report, right: RightAnswer): string[] {
  if (right.cause === undefined) return [];
  // Where not being able to look is what is expected, its code is.
  const cause = right.cause.some(({ code }) => code?.startsWith("ND9")) ? report.cause : accusedCause(report);
  if (!cause) return [`names no cause: ${report.headline}`];
  const fits = right.cause.map((culprit) => fit(cause, culprit));
  if (fits.some(({ grade }) => grade === "yes")) return [];
  const near = fits.find(({ grade }) => grade === "partly");
  return near ? [...near.lacks] : [`${inShort(cause)} is told as the cause`];
}

/** Findings about what is broken. What only kept from looking (9xx) accuses nothing. */
export function accusations(report: Report): readonly WeighedFinding[] {
  return [...(report.cause ? [report.cause] : []), ...report.also].filter(accuses);
}

export function accusedCause({ cause }: Report): WeighedFinding | undefined {
  return cause && accuses(cause) ? cause : undefined;
}

function accuses({ code }: WeighedFinding): boolean {
  return !code.startsWith("ND9");
}

export interface Fit {
  /** `partly`: nothing speaks against it, and something is missing. */
  readonly grade: "yes" | "partly" | "no";
  readonly lacks: readonly string[];
}

export function fit(weighed: WeighedFinding, culprit: Culprit): Fit {
  const { finding } = weighed;
  const no: Fit = { grade: "no", lacks: [] };
  const lacks: string[] = [];
  if (culprit.code !== undefined && culprit.code !== weighed.code) return no;
  if (culprit.object !== undefined) {
    const { object } = finding;
    if (object === undefined) lacks.push("the finding names no object");
    else if (!culprit.object.some((named) => isNamed(object, named))) return no;
  }
  if (culprit.node !== undefined) {
    const where = finding.node ?? (finding.object?.kind === "Node" ? finding.object.name : undefined);
    if (where === undefined) lacks.push("the finding names no node");
    else if (!culprit.node.includes(where)) return no;
  }
  const words = wordsOf(weighed);
  if (culprit.says?.some((pattern) => !pattern.test(words)) === true) return no;
  if (culprit.confidence !== undefined && culprit.confidence !== weighed.confidence)
    lacks.push(`${weighed.confidence}, not ${culprit.confidence}`);
  return { grade: lacks.length === 0 ? "yes" : "partly", lacks };
}

function isNamed(
  object: { readonly kind: string; readonly namespace?: string | undefined; readonly name: string },
  named: Named,
): boolean {
  return (
    object.kind === named.kind &&
    (named.namespace === undefined || object.namespace === named.namespace) &&
    (typeof named.name === "string" ? object.name === named.name : named.name.test(object.name))
  );
}

function wordsOf({ title, at, finding }: WeighedFinding): string {
  const { because, device, rule } = finding;
  const reasons = because.flatMap(({ says, quote }) => [says, quote]);
  return [title, finding.title, finding.says, at, device, rule, ...reasons].filter(Boolean).join("\n");
}

export function inShort(weighed: WeighedFinding): string {
  const { code, confidence, finding } = weighed;
  const whose = finding.object ? ` (${describeRef(finding.object)})` : "";
  return `${code} ${confidence}${whose}: ${finding.says}`;
}

function untold(text: string, tells: readonly RegExp[] = []): string[] {
  return tells.filter((pattern) => !pattern.test(text)).map((pattern) => `does not tell ${String(pattern)}`);
}

/** What a person reads of the report, without the names of the hops and the labels of the grid: those stand there always. */
function whatIsTold(report: Report): string {
  return [
    report.headline,
    ...[...(report.cause ? [report.cause] : []), ...report.also].map(wordsOf),
    ...report.notes,
    report.symptom ?? "",
    ...report.notChecked.map((one) => JSON.stringify(one)),
    ...report.flows.flatMap(({ steps }) => steps.flatMap(({ hop, facts }) => [hop.decision ?? "", ...facts])),
    ...(report.policy ? [report.policy.sentence, ...report.policy.egress, ...report.policy.ingress] : []),
    report.fix?.summary ?? "",
    report.fix?.caution ?? "",
  ].join("\n");
}

/** The first hop of each failing pair that is marked as stopping its packets. */
function deaths(report: Report): readonly string[] {
  return report.flows.flatMap(({ steps, reached }) => {
    if (reached === "yes") return [];
    const stopped = steps.filter(({ mark }) => mark === "stopped");
    // Names that got no answer, and the Service's address, are a consequence where packets to the pod itself die as well.
    const first = stopped.find(({ hop }) => hop.kind !== "asking" && hop.kind !== "service") ?? stopped[0];
    return first ? [`${first.hop.kind} ${first.hop.name} ${first.hop.node ?? ""}`] : [];
  });
}

function misplaced(report: Report, { diesAt }: RightAnswer): string[] {
  if (!diesAt) return [];
  const places = deaths(report);
  if (places.length === 0) return ["no hop is marked as the one where packets die"];
  return places.filter((place) => !diesAt.test(place)).map((place) => `the ⛔ stands at ${place}`);
}

function placeIsRight(report: Report, right: RightAnswer): boolean {
  const places = deaths(report);
  if (right.diesAt) return misplaced(report, right).length === 0;
  return (right.cause ?? []).some(
    ({ node = [], object = [] }) =>
      node.some((one) => places.some((place) => place.includes(one))) ||
      object.some(({ name }) =>
        places.some((place) => (typeof name === "string" ? place.includes(name) : false)),
      ),
  );
}
