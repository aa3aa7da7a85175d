import {
  diff,
  explain,
  flowsOf,
  matrix,
  matrixCsv,
  matrixText,
  type Explanation,
  type PolicyModel,
  type Verdict,
} from "../policy/index.ts";
import type { ConnectionOptions } from "../adapters/kubernetes/connection.ts";
import type { Question } from "../model/question.ts";
import { parseQuestion } from "../question/index.ts";
import { readFolder, readFolderFor } from "./policy-folder.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

export interface PolicyOptions {
  readonly words: readonly string[];
  /** A folder or file of manifests; a live cluster is asked without one. */
  readonly from?: string;
  readonly cluster?: () => ConnectionOptions;
  /** Ends the reading of a cluster. */
  readonly signal?: AbortSignal;
  readonly json: boolean;
  readonly csv: boolean;
}

const exitCodes: Readonly<Record<Verdict, number>> = { allow: 0, deny: 1, undecidable: 2 };

/**
 * Answers from objects alone, of manifests or of a live cluster. Resolves to the exit code; throws UsageError when the words
 * are not understood.
 */
export async function policy(options: PolicyOptions, terminal: Terminal): Promise<number> {
  const [command, ...rest] = options.words;
  if (command === "diff") return await policyDiff(rest, options, terminal);
  if (options.from === undefined) return await inCluster(options, terminal);
  if (command === "matrix")
    return policyMatrix(await readFolder(options.from, terminal), rest, options, terminal);
  return await ask(options.from, options, terminal);
}

async function policyDiff(
  paths: readonly string[],
  { json }: PolicyOptions,
  terminal: Terminal,
): Promise<number> {
  const [before, after, ...more] = paths;
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError("Name two folders: netdiag policy diff before/ after/");
  const found = diff(await readFolder(before, terminal), await readFolder(after, terminal));
  if (json) terminal.print(`${JSON.stringify(found, undefined, 2)}\n`);
  else {
    const part = (title: string, lines: readonly string[]): string =>
      lines.length === 0 ? "" : `${title}:\n${lines.map((line) => `  ${line}\n`).join("")}`;
    const text = [
      part("Opened", found.opened),
      part("Closed", found.closed),
      part("New pods, not compared", found.added),
      part("Pods no longer there, not compared", found.removed),
    ].join("");
    terminal.print(text === "" ? "No flow changes.\n" : text);
    if (found.unsure)
      terminal.complain("Some pairs cannot be told from the policies alone; they count as not allowed.");
  }
  return found.opened.length + found.closed.length > 0 ? 1 : 0;
}

function policyMatrix(
  model: PolicyModel,
  namespaces: readonly string[],
  { json, csv }: PolicyOptions,
  terminal: Terminal,
): number {
  const unknown = namespaces.filter((name) => !model.inventory.podsByNamespace.has(name));
  if (unknown.length > 0) throw new UsageError(`No pod is in namespace ${unknown.join(", ")}.`);
  const found = matrix(model, namespaces);
  terminal.print(
    json ? `${JSON.stringify(found, undefined, 2)}\n` : csv ? matrixCsv(found) : matrixText(found),
  );
  return 0;
}

async function inCluster(options: PolicyOptions, terminal: Terminal): Promise<number> {
  const [command, ...namespaces] = options.words;
  if (command === "matrix" && namespaces.length === 0)
    throw new UsageError(
      "Name the namespaces to read from the cluster, or a folder of manifests: --from manifests/",
    );
  const question = command === "matrix" ? undefined : questionOf(options);
  // Brings the Kubernetes client along, which questions to a folder do without.
  const { askCluster, namespacesOfCluster } = await import("./policy-cluster.ts");
  const asked = { cluster: options.cluster?.() ?? {}, signal: options.signal };
  return question
    ? await askCluster(question, asked, terminal, (answers) => tell(answers, options, terminal))
    : await namespacesOfCluster(namespaces, asked, terminal, (model) =>
        policyMatrix(model, namespaces, options, terminal),
      );
}

function questionOf({ words }: PolicyOptions): Question {
  const parsed = parseQuestion(words.join(" "));
  if ("question" in parsed) return parsed.question;
  throw new UsageError(`${parsed.refusal.sentence}\nExample: netdiag policy ${parsed.refusal.example}`);
}

async function ask(from: string, options: PolicyOptions, terminal: Terminal): Promise<number> {
  const question = questionOf(options);
  const model = await readFolderFor(from, question, terminal);
  const asked = flowsOf(model, question);
  if ("unclear" in asked) throw new UsageError(asked.unclear);
  return tell(
    asked.flows.map((flow) => explain(model, flow)),
    options,
    terminal,
  );
}

/** Pods of one name may be under different policies: each pair was asked, and the worst verdict is the answer. */
function tell(
  answers: readonly Explanation[],
  { json }: Pick<PolicyOptions, "json">,
  terminal: Terminal,
): number {
  const verdicts = answers.map(({ verdict }) => verdict);
  const worst = verdicts.includes("deny")
    ? "deny"
    : verdicts.includes("undecidable")
      ? "undecidable"
      : "allow";
  if (json) terminal.print(`${JSON.stringify({ verdict: worst, answers }, undefined, 2)}\n`);
  else terminal.print(text(answers));
  return exitCodes[worst];
}

const verdictTexts: Readonly<Record<Verdict, string>> = {
  allow: "ALLOWED",
  deny: "DENIED",
  undecidable: "CANNOT BE TOLD",
};

/** Each different answer once. */
function text(answers: readonly Explanation[]): string {
  const told = new Map<string, number>();
  for (const { verdict, sentence, egress, ingress } of answers) {
    const lines = [
      `${verdictTexts[verdict]}: ${sentence}.`,
      "egress:",
      ...egress.walkthrough.map((line) => `  ${line}`),
      "ingress:",
      ...ingress.walkthrough.map((line) => `  ${line}`),
    ];
    const paragraph = `${lines.join("\n")}\n`;
    told.set(paragraph, (told.get(paragraph) ?? 0) + 1);
  }
  return [...told]
    .map(([paragraph, pairs]) =>
      answers.length > 1 ? `${pairs} of ${answers.length} pairs. ${paragraph}` : paragraph,
    )
    .join("\n");
}
