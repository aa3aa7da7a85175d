/** The cluster that a text names: `--cluster prod-2` where one types it, `集群 prod-2`, `in cluster prod-2`. */
import { completeKept, parseKeeping, type Kept } from "./kept-end.ts";

/** Named by a person, before or after what they ask: any name counts, also one that nobody knows. */
const typed = [
  /^(\s*(?:[/@]?netdiag\s+)?)(?:--|—|–)(?:cluster|集群)(?:\s*=\s*|\s+)["'`]?(\w(?:[\w.-]*\w)?)["'`]?(?=\s|$)()/iu,
  /()(?<=^|\s)(?:--|—|–)(?:cluster|集群)(?:\s*=\s*|\s+)["'`]?(\w(?:[\w.-]*\w)?)["'`]?(\s*)$/iu,
];
/** In a sentence, or an option of a command that was pasted: only a name that is known. */
const inWords = [
  /(^|[\s,，。])(?:--|—|–)cluster(?:\s*=\s*|\s+)(\w(?:[\w.-]*\w)?)(?=\s|$)()/giu,
  /(^|[\s,，。])(?:(?:in|on)\s+)?(?:the\s+)?cluster\s+(\w(?:[\w.-]*\w)?)(?=[\s,:;.?!，：；。？！]|$)[,:，：]?()/giu,
  /(^|[^\w.-])在?\s?(\w(?:[\w.-]*\w)?)\s?集群(?:里面|里|中|上|内)?的?\s?[,:，：]?()/giu,
  /(^|[^\w.-])在?\s?集群\s?[:：]?\s?(\w(?:[\w.-]*\w)?)(?![\w.-])\s?(?:里面|里|中|上|内)?的?\s?[,:，：]?()/giu,
];

/** The text without the words that name a cluster. Takes the first that it names. */
export function readCluster(
  text: string,
  known: readonly string[],
): { readonly text: string; readonly cluster?: string } {
  for (const pattern of typed) {
    const [whole, before = "", cluster, after = ""] = pattern.exec(text) ?? [];
    if (whole !== undefined && cluster !== undefined)
      return { text: text.replace(whole, `${before} ${after}`), cluster: asKnown(cluster, known) ?? cluster };
  }
  for (const pattern of inWords)
    for (const [whole, before = "", named = ""] of text.matchAll(pattern)) {
      const cluster = asKnown(named, known);
      if (cluster !== undefined) return { text: text.replace(whole, `${before} `), cluster };
    }
  return { text };
}

function asKnown(named: string, known: readonly string[]): string | undefined {
  return known.find((one) => one.toLowerCase() === named.toLowerCase());
}

/** Reading for a bot that is asked about these clusters: the cluster that is named goes with the question, or with the end that is kept. */
export function readingIn(known: readonly string[]): {
  readonly parse: (text: string) => Kept;
  readonly complete: (kept: unknown, text: string) => Kept | undefined;
} {
  return {
    parse: (text) => {
      const { text: rest, cluster } = readCluster(text, known);
      return inCluster(parseKeeping(rest), cluster);
    },
    complete: (kept, text) => {
      const { text: rest, cluster } = readCluster(text, known);
      const completed = completeKept(kept, rest);
      return completed && inCluster(completed, cluster);
    },
  };
}

function inCluster(read: Kept, cluster: string | undefined): Kept {
  if (cluster === undefined) return read;
  if ("question" in read) return { question: { ...read.question, cluster } };
  const { refusal, kept } = read;
  return kept ? { refusal, kept: { ...kept, cluster } } : read;
}
