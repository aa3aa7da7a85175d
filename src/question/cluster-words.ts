/** The cluster that a text names: `--cluster prod-2` where one types it, `集群 prod-2`, `in cluster prod-2`. */
import type { Language } from "../model/question.ts";
import { completeKept, parseKeeping, type Kept } from "./kept-end.ts";
import { spoken } from "./outcome.ts";
import { refuse, type Refusal } from "./refusal.ts";

/** Named by a person, before or after what they ask: any name counts, also one that nobody knows. */
const typed = [
  /^(\s*(?:[/@]?netdiag\s+)?)(?:--|—|–)(?:cluster|集群)(?:\s*=\s*|\s+)["'`]?(\w(?:[\w.-]*\w)?)["'`]?(?=\s|$)()/iu,
  /()(?<=^|\s)(?:--|—|–)(?:cluster|集群)(?:\s*=\s*|\s+)["'`]?(\w(?:[\w.-]*\w)?)["'`]?(\s*)$/iu,
];
/** In a sentence, or an option of a command that was pasted: only a name that is known. */
const inWords = [
  /(^|[\s,，。])(?:--|—|–)cluster(?:\s*=\s*|\s+)(\w(?:[\w.-]*\w)?)(?=\s|$)()/giu,
  /(^|[\s,，。])(?:(?:in|on)\s+)?(?:the\s+)?cluster\s+(\w(?:[\w.-]*\w)?)(?=[\s,:;.?!，：；。？！]|$)[,:，：]?()/giu,
  /(^|[\s,，。])(?:in|on)\s+(?:(?:the|our|my|this|that)\s+)?(\w(?:[\w.-]*\w)?)\s+cluster(?=[\s,:;.?!，：；。？！]|$)(?!\s+ip\b)[,:，：]?()/giu,
  /(^|[^\w.-])在?\s?(\w(?:[\w.-]*\w)?)\s?集群(?:里面|里|中|上|内)?的?\s?[,:，：]?()/giu,
  /(^|[^\w.-])在?\s?集群\s?[:：]?\s?(\w(?:[\w.-]*\w)?)(?![\w.-])\s?(?:里面|里|中|上|内)?的?\s?[,:，：]?()/giu,
];

/** With a digit or a dash in it, and none of the words that say what kind of cluster it is. */
const asCalled = String.raw`(?=\S*[\d-])(?!k[38]s\b|kube|multi-|cross-|same-|sub-)\w(?:[\w.-]*\w)?`;

/** Where there are several clusters, what stands in another one must not be looked for in the default one. */
const within = [
  /(^|[^\w.-])在?\s?(\w(?:[\w.-]*\w)?)\s?集群(?:里面|里|中|上|内)的?\s?[,:，：]?()/iu,
  new RegExp(
    `(^|[^\\w.-])在?\\s?((?=[\\w.-]*[\\d-])(?!k[38]s(?![\\w.-]))\\w(?:[\\w.-]*\\w)?)\\s?集群的\\s?()`,
    "iu",
  ),
  /(^|[^\w.-])在?\s?集群\s?[:：]?\s?((?=[\w.-]*[\d-])(?!k[38]s(?![\w.-]))\w(?:[\w.-]*\w)?)(?![\w.-])\s?(?:里面|里|中|上|内)?(?:的|[,:，：])\s?()/iu,
  new RegExp(`(^|[\\s,，。])(?:in|on)\\s+(?:the\\s+)?cluster\\s+(${asCalled})(?=[\\s,:;.?!]|$)[,:]?()`, "iu"),
  new RegExp(
    `(^|[\\s,，。])(?:in|on)\\s+(?:the\\s+|our\\s+)?(${asCalled})\\s+cluster(?=[\\s,:;.?!]|$)(?!\\s+ip\\b)[,:]?()`,
    "iu",
  ),
];

/**
 * Words that name a cluster whatever it is called. Whether a text names two is told by these alone: whoever is refused shall not learn
 * from it that a cluster of that name is known.
 */
const namedAtAll = [
  /(^|[\s,，。])(?:in|on)\s+(?:the\s+)?cluster\s+(\w(?:[\w.-]*\w)?)(?=[\s,:;.?!，：；。？！]|$)()/giu,
  /(^|[\s,，。])(?:the\s+)?cluster\s+((?=\S*[\d-])\w(?:[\w.-]*\w)?|(?!ip\b|dns\b)\w+(?=\s*(?:$|->|→|[,;，；])))(?=[\s,:;.?!，：；。？！]|$)()/giu,
  /(^|[\s,，。])(?:in|on)\s+(?:(?:the|our|my|this|that)\s+)?(?!(?:the|our|my|this|that|a|same|other|whole|k8s|kubernetes)\s)(\w(?:[\w.-]*\w)?)\s+cluster(?=[\s,:;.?!，：；。？！]|$)(?!\s+ip\b)()/giu,
  /(^|[^\w.-])(\w(?:[\w.-]*\w)?)\s?集群()/giu,
  /(^|[^\w.-])集群\s?[:：]?\s?(\w(?:[\w.-]*\w)?)(?![\w.-])()/giu,
];

/** What a text says of clusters: the one it names, without the words for it; or why it cannot be asked, where its ends are in two. */
export type ClusterRead =
  { readonly text: string; readonly cluster?: string } | { readonly refusal: Refusal };

/** An option counts, whatever else the text names. */
export function readCluster(text: string, known: readonly string[]): ClusterRead {
  for (const pattern of typed) {
    const found = pattern.exec(text);
    if (found) return without(text, found, known);
  }
  const [one, other] = known.length > 1 ? allNamed(text) : [];
  if (one !== undefined && other !== undefined) return inTwo(one, other);
  const found = firstInWords(text, known);
  if (!found) {
    const elsewhere = known.length > 1 && within.map((pattern) => pattern.exec(text)).find(Boolean);
    return elsewhere ? without(text, elsewhere, known) : { text };
  }
  return without(text, found, known);
}

/** Each once, as it is typed, in the order of the text. */
function allNamed(text: string): readonly string[] {
  const found = namedAtAll
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ 1: before = "", 2: name = "", index }) => ({ name, at: index + before.length }))
    .sort((a, b) => a.at - b.at);
  return [...new Map(found.reverse().map(({ name }) => [name.toLowerCase(), name])).values()].reverse();
}

function firstInWords(text: string, known: readonly string[]): RegExpExecArray | undefined {
  return inWords
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .find(([, , named = ""]) => asKnown(named, known) !== undefined);
}

/** The text without what was found in it. */
function without(
  text: string,
  { 0: whole, 1: before = "", 2: named = "", 3: after = "", index }: RegExpExecArray,
  known: readonly string[],
): { readonly text: string; readonly cluster: string } {
  const rest = `${text.slice(0, index)}${before} ${after}${text.slice(index + whole.length)}`;
  return { text: rest, cluster: asKnown(named, known) ?? named };
}

function inTwo(one: string, other: string): { readonly refusal: Refusal } {
  return refuse(
    `A question is about one cluster, and this names ${one} and ${other}.`,
    `web -> db:5432 --cluster ${one}`,
  );
}

/** As it is called; `prod-1` for `PROD-1`, unless there is one of each. */
function asKnown(named: string, known: readonly string[]): string | undefined {
  return known.includes(named) ? named : known.find((one) => one.toLowerCase() === named.toLowerCase());
}

/** Reading for a bot that is asked about these clusters: the cluster that is named goes with the question, or with the end that is kept. */
export function readingIn(known: readonly string[]): {
  readonly parse: (text: string) => Kept;
  readonly complete: (kept: unknown, text: string) => Kept | undefined;
} {
  return {
    parse: (text) => {
      const read = readCluster(text, known);
      if ("refusal" in read) return { ...read, ...spoken(languageOf(parseKeeping(text))) };
      return inCluster(parseKeeping(read.text), read.cluster);
    },
    complete: (kept, text) => {
      const read = readCluster(text, known);
      if ("refusal" in read) return read;
      const completed = completeKept(kept, read.text);
      return completed && inCluster(completed, read.cluster);
    },
  };
}

function languageOf(read: Kept): Language | undefined {
  return "question" in read ? read.question.language : read.language;
}

function inCluster(read: Kept, cluster: string | undefined): Kept {
  if (cluster === undefined) return read;
  if ("question" in read) return { question: { ...read.question, cluster } };
  return read.kept ? { ...read, kept: { ...read.kept, cluster } } : read;
}
