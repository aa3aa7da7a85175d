import {
  diff,
  diffText,
  explain,
  flowsOf,
  matrix,
  matrixCsv,
  matrixSvg,
  matrixText,
  overBothFamilies,
  suggest,
  type Explanation,
  type PolicyFlow,
  type PolicyModel,
  type Unread,
  type Verdict,
} from "../policy/index.ts";
import type { ConnectionOptions } from "../adapters/kubernetes/connection.ts";
import type { Question } from "../model/question.ts";
import { english, type Tongue } from "../language/tongue.ts";
import { shellWord } from "../model/shell-words.ts";
import type { NotRead } from "../model/snapshot.ts";
import { parseQuestion } from "../question/index.ts";
import { isUnreadFor } from "../policy/unread.ts";
import { isExempt, resolveFlow } from "../policy/verdict/evaluate.ts";
import { asFarAsRead } from "../journey/policies/unread-policies.ts";
import { checkedAsFar, fixFound, fixText, toldAnswers, worstOf, type FixFound } from "./policy-answer.ts";
import { plainTerminal } from "./plain-terminal.ts";
import type { Speaking } from "./language.ts";
import { inLines } from "./locale.ts";
import { readFolder, readFolderFor, type Folder } from "./policy-folder.ts";
import { pasteable } from "./paste.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

export interface PolicyOptions {
  readonly words: readonly string[];
  /** A folder or file of manifests; a live cluster is asked without one. */
  readonly from?: string;
  readonly cluster?: () => ConnectionOptions | Promise<ConnectionOptions>;
  /** Ends the reading of a cluster. */
  readonly signal?: AbortSignal;
  readonly json: boolean;
  /** Whether a denied question is followed by the change that would let it through. */
  readonly fix: boolean;
  readonly csv: boolean;
  readonly svg: boolean;
  /** English where nothing is said of it. */
  readonly speaking?: Speaking;
}

const exitCodes: Readonly<Record<Verdict, number>> = { allow: 0, deny: 1, undecidable: 2 };

/**
 * Answers from objects alone, of manifests or of a live cluster. Resolves to the exit code; throws UsageError when the words
 * are not understood.
 */
export async function policy(options: PolicyOptions, own: Terminal): Promise<number> {
  const plain = plainTerminal(own);
  const say = options.speaking?.() ?? english;
  const terminal: Terminal = {
    ...plain,
    complain: (text) => {
      plain.complain(say === english ? text : inLines(text, say));
    },
  };
  const [command, ...rest] = options.words;
  if ([options.json, options.csv, options.svg].filter(Boolean).length > 1)
    throw new UsageError("Choose one of --json, --csv and --svg.");
  if ((options.csv || options.svg) && command !== "matrix")
    throw new UsageError("--csv and --svg are forms of netdiag policy matrix.");
  if (command === "diff") return await policyDiff(rest, options, terminal);
  if (options.from === undefined) return await inCluster(options, terminal);
  if (command === "matrix") {
    const folder = await readFolder(options.from, terminal);
    return policyMatrix(folder.model, rest, options, terminal, unreadOf(folder));
  }
  return await ask(options.from, options, terminal);
}

async function policyDiff(
  paths: readonly string[],
  { from, json }: PolicyOptions,
  terminal: Terminal,
): Promise<number> {
  const [before, after, ...more] = paths;
  if (before === undefined || after === undefined || more.length > 0 || from !== undefined)
    throw new UsageError("Name two folders, without --from: netdiag policy diff before/ after/");
  if (before === "-" && after === "-") throw new UsageError("Only one of the two can be piped in.");
  const [old, next] = [await readFolder(before, terminal), await readFolder(after, terminal)];
  const found = diff(old.model, next.model, { before: unreadOf(old), after: unreadOf(next) });
  terminal.print(json ? `${JSON.stringify(found, undefined, 2)}\n` : diffText(found));
  if (found.unsure)
    terminal.complain("Some flows can be told neither before nor after: whether they change is not known.");
  const sure = found.changes.some(({ before, after }) => before !== "undecidable" && after !== "undecidable");
  const isWhole = old.notRead.length + next.notRead.length === 0;
  return sure ? 1 : found.changes.length > 0 || found.unsure || !isWhole ? 2 : 0;
}

/** Of whom policies may be missing. */
function unreadOf({ notRead }: Folder): Unread {
  const whose = notRead.flatMap(({ policiesOf }) => policiesOf ?? []);
  return whose.includes("all") ? "all" : [...new Set(whose)];
}

function policyMatrix(
  model: PolicyModel,
  namespaces: readonly string[],
  { json, csv, svg }: PolicyOptions,
  terminal: Terminal,
  unread: Unread = [],
): number {
  const { pods } = model.inventory;
  const unreadable = model.problems.filter(({ object }) => object.kind === "Pod");
  if (pods.size === 0) {
    terminal.complain(
      unreadable.length > 0
        ? `Not one pod could be read, of ${unreadable.length}: nothing can be told.`
        : "There is no pod among the objects: nothing can be told.",
    );
    return 2;
  }
  const unknown = namespaces.filter((name) => !model.inventory.podsByNamespace.has(name));
  if (unknown.length > 0) throw new UsageError(`No pod is in namespace ${unknown.join(", ")}.`);
  const found = matrix(model, namespaces, unread);
  if (json) terminal.print(`${JSON.stringify(found)}\n`);
  else if (csv) terminal.print(matrixCsv(found));
  else terminal.print(svg ? matrixSvg(found) : matrixText(found));
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
  const asked = { cluster: (await options.cluster?.()) ?? {}, signal: options.signal };
  return question
    ? await askCluster(question, asked, terminal, (answers, fixOf) =>
        tell({ answers, pairs: answers.length, fixOf }, options, terminal, sayTo(question, options)),
      )
    : await namespacesOfCluster(namespaces, asked, terminal, (model, unread) =>
        policyMatrix(model, namespaces, options, terminal, unread),
      );
}

function sayTo({ language }: Question, { speaking }: PolicyOptions): Tongue {
  return speaking?.(language) ?? english;
}

function questionOf({ words }: PolicyOptions): Question {
  const parsed = parseQuestion(words.join(" "));
  if ("question" in parsed) return parsed.question;
  throw new UsageError(`${parsed.refusal.sentence}\nExample: ${pasteable("policy", parsed.refusal.example)}`);
}

async function ask(from: string, options: PolicyOptions, terminal: Terminal): Promise<number> {
  const question = questionOf(options);
  const folder = await readFolderFor(from, question, terminal);
  const { model, whole } = folder;
  const asked = flowsOf(model, question);
  if ("unclear" in asked) throw new UsageError(asked.unclear);
  for (const why of asked.leftOut) terminal.complain(`Left out: ${why}.`);
  const answered = asked.flows.flatMap((flow) => answersTo(folder, flow));
  const told: Told = {
    answers: answered.map(({ answer }) => answer),
    pairs: asked.flows.length,
    fixOf(index) {
      const flow = answered[index]?.flow;
      if (!flow) return undefined;
      return checkedAsFar(fixFound(suggest(whole(), flow)), Object.values(unreadBy(folder, flow)).flat());
    },
  };
  const code = tell(told, options, terminal, sayTo(question, options));
  for (const name of namespacesWanted(answered))
    terminal.complain(
      `Next: add Namespace ${name} to ${from === "-" ? "what is piped in" : from} (kubectl get namespace ${shellWord(name)} -o yaml), and ask again.`,
    );
  return code;
}

/** Namespaces that are not among the objects and whose labels an answer hangs on. */
function namespacesWanted(answered: readonly Answered[]): readonly string[] {
  const lines = answered.flatMap(({ answer: { verdict, egress, ingress } }) =>
    verdict === "undecidable" ? [...egress.walkthrough, ...ingress.walkthrough] : [],
  );
  const names = lines.flatMap((line) => /the labels of namespace (\S+) were not read/.exec(line)?.[1] ?? []);
  return [...new Set(names)];
}

/** What may have held policies about either end. */
function unreadBy({ model, notRead }: Folder, flow: PolicyFlow): Parameters<typeof asFarAsRead>[1] {
  const resolved = resolveFlow(model, flow);
  // No policy is asked about such a flow, read or not.
  if (isExempt(resolved)) return { egress: [], ingress: [] };
  const about = (end: typeof resolved.from): NotRead[] =>
    notRead.filter(({ policiesOf }) => policiesOf !== undefined && isUnreadFor(policiesOf, end));
  return { egress: about(resolved.from), ingress: about(resolved.to) };
}

interface Answered {
  readonly flow: PolicyFlow;
  readonly answer: Explanation;
}

/** One answer, or one for each address family where they differ. */
function answersTo(folder: Folder, flow: PolicyFlow): readonly Answered[] {
  const [four, six] = (overBothFamilies(flow) ?? [flow]).map((one): Answered => ({
    flow: one,
    answer: asFarAsRead(explain(folder.model, one), unreadBy(folder, one)),
  }));
  if (!four) return [];
  if (!six || six.answer.verdict === four.answer.verdict) return [{ flow, answer: four.answer }];
  const over = (family: string, { flow: one, answer }: Answered): Answered => ({
    flow: one,
    answer: { ...answer, sentence: `over ${family}, ${answer.sentence}` },
  });
  return [over("IPv4", four), over("IPv6", six)];
}

interface Told {
  readonly answers: readonly Explanation[];
  /** Pairs of pods that the answers are about. */
  readonly pairs: number;
  /** The change that would let through what the answer of this index denies; undefined when there is none to tell of. */
  readonly fixOf: (index: number) => FixFound | undefined;
}

/** A person has the answer before the fix, which may take longer. */
function tell(
  { answers, pairs, fixOf }: Told,
  { json, fix }: Pick<PolicyOptions, "json" | "fix">,
  terminal: Terminal,
  say: Tongue,
): number {
  const verdict = worstOf(answers);
  const told = toldAnswers(answers, pairs, say);
  const denied = fix ? told.filter((answer) => answer.verdict === "deny") : [];
  if (json) {
    const fixes = new Map(denied.map(({ first }) => [first, fixOf(first)]));
    const withFixes = answers.map((answer, index) => {
      const found = fixes.get(index);
      return found ? { ...answer, fix: found } : answer;
    });
    terminal.print(`${JSON.stringify({ verdict, answers: withFixes }, undefined, 2)}\n`);
  } else {
    terminal.print(told.map(({ text }) => text).join("\n"));
    const shown = new Set<string>();
    for (const { first } of denied) {
      const found = fixOf(first);
      const text = found ? `\n${fixText(found, say)}` : "";
      if (!shown.has(text)) terminal.print(text);
      shown.add(text);
    }
  }
  return exitCodes[verdict];
}
