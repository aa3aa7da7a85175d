/**
 * English that fits no form. The words that people use around names are known, and names are what is left of the sentence: who of
 * them calls is told by "from", "to", "by" and by the verbs, and else by their order.
 */
import { errorIn, statusIn } from "../errors.ts";
import { bareWord, endsIn, isName, type End } from "./named-ends.ts";
import type { Sides } from "./sides.ts";

/** Without one of these the sentence is about something else. */
const relation =
  /\b(?:reach|get (?:through )?to|access|load|fetch|pull|push|download|upload|read from|write to|connect|contact|ping|call|hit|curl|wget|talk|query|scrape|open|resolv|lookup|look up|dns|nxdomain|servfail|tim(?:e|ed|es|ing) ?out|timeout|refus|reject|block|drop|den(?:y|ied|ies)|unreachable|unavailable|not available|hang|fail|los[et]|lost|error|[45]\d\d|traffic|requests?|packets?|responds?|answer|down|prevent|allow|reset|broken|slow)/i;

/** Of two names without a word that says which of them calls, one of these has to say that one does. */
const calling =
  /\b(?:reach|access|connect|contact|ping|call|hit|curl|wget|talk|query|scrape|resolv|tim(?:e|ed|es|ing) ?out|timeout|refus|reject|block|drop|unreachable|traffic|requests?|packets?|responds?|answer|[45]\d\ds?\b)/i;

/** Whether the words are about one reaching another at all. */
export const tellsOfReaching = (text: string): boolean => calling.test(text);

/** Whether a part of a sentence may be about who reaches whom, or how that fails. */
export const isAboutReaching = (text: string): boolean =>
  relation.test(text) ||
  statusIn(text) !== undefined ||
  /\b(?:(?:is|are|does|do|can)(?: not|n't)|can't|cannot)\b/i.test(text);

/** "web is slow, db times out" are two sentences; "who blocks web from db" has either as the caller. */
const isNoPair = (first: End, second: End): boolean =>
  (second.apart && first.role === undefined && second.role === undefined) ||
  // "Can't reach the docs page, is github down?" asks about github: nobody says that it calls.
  (second.apart &&
    second.role === undefined &&
    /^(?:is|are|was|were)$/.test(
      second.before.filter((word) => !/^(?:the|our|my)$/.test(word)).at(-1) ?? "",
    )) ||
  (first.role === undefined &&
    second.before.at(-1) === "from" &&
    // A port says who is called.
    !/:\d{1,5}$| port \d/.test(second.words) &&
    first.before.some((word) => /^(?:block|prevent|stop|keep|cut)(?:s|ed|ing|ping|ting)?$/.test(word)));

const severalPorts = /(?<![\d.])\d{2,5},? (?:and|or|&) (?:port )?\d{2,5}(?![\d.])/i;

/** "web's sidecar", "the ingress": somebody whom no name says. */
const isSomebodyElse = (word: string): boolean =>
  /^ingress(?:es)?$/i.test(word) || (/.'s$/i.test(word) && isName(word.slice(0, -2)));

/** "the one on node2": the name is of a place. */
const isThatOfAPlace = ({ before }: End): boolean =>
  /^(?:one|ones|that|those|others)$/.test(before.at(-2) ?? "") &&
  /^(?:on|in|at|of)$/.test(before.at(-1) ?? "");

/** Whether it is about several ports, or about somebody whom no name says. */
export function isOfNoOnePair(sentence: string): boolean {
  const all = sentence.split(" ").filter((word) => bareWord(word) !== "");
  return (
    severalPorts.test(sentence) ||
    all.map(bareWord).some((word) => /^ingress(?:es)?$/i.test(word)) ||
    endsIn(all).some(isThatOfAPlace)
  );
}

/** Undefined when there is no end, more than two, or nothing that says that one calls the other. */
export function splitLoosely(clause: string): Sides | undefined {
  if (!relation.test(clause) || severalPorts.test(clause)) return undefined;
  const all = clause.split(" ").filter((word) => bareWord(word) !== "");
  const ends = endsIn(all);
  const [first, second, third] = ends;
  if (!first || third || all.map(bareWord).some(isSomebodyElse) || ends.some(isThatOfAPlace))
    return undefined;
  if (second && isNoPair(first, second)) return undefined;
  if (second && ![first, second].some(({ role }) => role !== undefined) && !calling.test(clause))
    return undefined;
  const kind = errorIn(clause);
  const status = statusIn(clause);
  const said = {
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(/\bping/i.test(clause) && !/\bport\b/i.test(clause) ? { ping: true as const } : {}),
  };
  if (/(?<![\w.-])(?:dns|resolv\w*|look(?:ing|s)? ?ups?|name resolution)(?![\w-])/i.test(clause))
    return ofName(first, second, said);
  // "grafana shows that db refuses connections": who tells it is no end.
  if (
    second &&
    /^(?:shows?|says?|reports?|tells?|alerts?|claims?|thinks?) that$/.test(second.before.join(" "))
  )
    return { ...said, to: second.words };
  if (!second) {
    if (first.role === "from") return { ...said, from: first.words };
    return { ...said, to: first.words };
  }
  return turned(first, second)
    ? { ...said, from: second.words, to: first.words, callerLast: true }
    : { ...said, from: first.words, to: second.words };
}

function ofName(first: End, second: End | undefined, said: Sides): Sides {
  const name = second
    ? second.role === "from" || (first.words.includes(".") && !second.words.includes("."))
      ? first
      : second
    : undefined;
  const asks = name === first ? second : first;
  return { ...said, ...(asks ? { from: asks.words } : {}), resolves: name?.words ?? "" };
}

/** Whether the second calls the first: "db not reachable from web", "db refuses web". */
function turned(first: End, second: End): boolean {
  // "What blocks web from db".
  if (first.before.some((word) => /^(?:block|stop|prevent|keep)(?:s|ed|ing|ping)?$/.test(word))) return false;
  if (first.role === "from" || second.role === "to") return false;
  if (second.role === "from" || first.role === "to") return true;
  return second.before.some((word) =>
    /^(?:answer|answers|answering|respond|responds|responding|reply|refuses?|rejects?|blocks?|drops?|deny|denies|refusing|rejecting|blocking|dropping)$/.test(
      word,
    ),
  );
}
