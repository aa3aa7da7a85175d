/** Answers of `netdiag policy` in words. */
import { together } from "../language/spacing.ts";
import { english, type Tongue } from "../language/tongue.ts";
import type { Fix } from "../model/finding.ts";
import { boundedLine } from "./plain-terminal.ts";
import type { NotRead } from "../model/snapshot.ts";
import { toFix, type Explanation, type Suggestion, type Verdict } from "../policy/index.ts";

/** A change as a program reads it: a report's fix, with what is meant to open and among how many pods that was looked at. */
export interface FixFound extends Fix {
  readonly opens?: readonly string[];
  readonly podsExamined?: number;
}

/** Undefined when the suggestion finds nothing to change. */
export function fixFound(suggestion: Suggestion): FixFound | undefined {
  const fix = toFix(suggestion);
  if (!fix || suggestion.result !== "change") return fix;
  const { opens, podsExamined } = suggestion;
  return { ...fix, opens, podsExamined };
}

/** As far as policies could be read: others might still deny what a change lets through. */
export function checkedAsFar(fix: FixFound | undefined, notRead: readonly NotRead[]): FixFound | undefined {
  if (!fix?.yaml || notRead.length === 0) return fix;
  const what = [...new Set(notRead.map((one) => one.what))].join(", ");
  const limit = `Checked against what could be read: ${what} could not, and might still deny it.`;
  return { ...fix, caution: fix.caution === undefined ? limit : `${fix.caution} ${limit}` };
}

/** Pods of one name may be under different policies: the worst verdict is the answer. */
export function worstOf(answers: readonly Explanation[]): Verdict {
  const verdicts = new Set(answers.map(({ verdict }) => verdict));
  return verdicts.has("deny") ? "deny" : verdicts.has("undecidable") ? "undecidable" : "allow";
}

const verdictTexts: Readonly<Record<Verdict, string>> = {
  allow: "ALLOWED",
  deny: "DENIED",
  undecidable: "CANNOT BE TOLD",
};

function paragraphOf({ verdict, sentence, egress, ingress }: Explanation, say: Tongue): string {
  const lines = [
    together(say(`${verdictTexts[verdict]}:`), say(`${sentence}.`)),
    "egress:",
    ...egress.walkthrough.map((line) => `  ${say(line)}`),
    "ingress:",
    ...ingress.walkthrough.map((line) => `  ${say(line)}`),
  ];
  return lines.map((line) => `${boundedLine(line)}\n`).join("");
}

/** An answer that several pairs of pods may share. */
export interface ToldAnswer {
  readonly text: string;
  /** Index of the first of the answers that it tells. */
  readonly first: number;
  readonly verdict: Verdict;
}

/**
 * Each different answer once, in the order asked.
 * @param pairs of pods asked about: one of both address families may have two answers.
 */
export function toldAnswers(
  answers: readonly Explanation[],
  pairs: number,
  say: Tongue = english,
): ToldAnswer[] {
  const told = new Map<string, { first: number; count: number; verdict: Verdict }>();
  for (const [index, answer] of answers.entries()) {
    const paragraph = paragraphOf(answer, say);
    const known = told.get(paragraph);
    if (known) known.count += 1;
    else told.set(paragraph, { first: index, count: 1, verdict: answer.verdict });
  }
  return [...told].map(([paragraph, { first, count, verdict }]) => ({
    text: pairs > 1 ? together(say(`${count} of ${pairs} pairs.`), paragraph) : paragraph,
    first,
    verdict,
  }));
}

/** A change for a person to make; what begins with kubectl can be pasted as it stands. */
export function fixText(
  { summary, alsoOpens = [], alsoCloses = [], caution, commands = [], yaml }: FixFound,
  say: Tongue = english,
): string {
  if (yaml === undefined)
    return `${together(say("Fix:"), say("none is proposed."), say(caution ?? summary))}\n`;
  const listed = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`  ${say(title)}`, ...lines.map((line) => `    ${say(line)}`)];
  const lines = [
    together(say("Fix:"), say(`${summary.replace(/\.$/, "")}.`)),
    ...listed("It also opens:", alsoOpens),
    ...listed("It closes:", alsoCloses),
    ...(caution === undefined ? [] : [`  ${together(say("Caution:"), say(caution))}`]),
    ...(commands.length > 0 ? ["", ...commands, "", `# ${say("or, the same:")}`] : [""]),
    "kubectl apply -f - <<'EOF'",
    yaml.trimEnd(),
    "EOF",
  ];
  return lines.map((line) => `${line}\n`).join("");
}
