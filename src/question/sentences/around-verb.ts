/**
 * English with a story around it: "our payments thing in prod times out calling fraud-check, any idea?". Not every word of it has
 * to be known. A verb of reaching stands between the two ends: whom it calls is behind it, and who calls is named before it, in the
 * same part of the sentence, or in the part before where only "it" stands there. A pair is read where either place holds one name
 * alone, and nobody whose name cannot be a common word is left out.
 */
import { isOfNoOnePair } from "./loose.ts";
import { bareWord, endsIn } from "./named-ends.ts";
import { lower, partAfter, partBefore, wordsOf, type Word } from "./parts.ts";
import type { Sides } from "./sides.ts";
import {
  answering,
  direct,
  fetching,
  isAddress,
  isCandidate,
  isNamed,
  isRole,
  isSure,
  joint,
  network,
  nobody,
  otherVerb,
  reached,
  towards,
  trouble,
  unable,
  verbOfState,
} from "./story-words.ts";

/** One or another may be meant: nobody is, then. */
const several = Symbol("several");
type Meant = string | typeof several | undefined;

interface Pair {
  readonly from: Meant;
  readonly to: Meant;
}

/** The one whom these words name; undefined where they name nobody. */
function oneOf(words: readonly string[]): Meant {
  const plain = words
    .map((word) => word.replace(/'s?$/i, ""))
    .filter(
      (word, at, all) =>
        !isRole(word) || at === 0 || !(isNamed(all[at - 1] ?? "") || isRole(all[at - 1] ?? "")),
    );
  const ends = endsIn(plain);
  const named = ends.filter(({ words: said }) => said.split(" ").some(isCandidate));
  const [first, second] = named;
  if (!first) {
    const [made, other] = ends;
    return made && !other && !nobody.has(made.words.toLowerCase()) ? made.words : undefined;
  }
  if (!second) return first.words;
  const sure = named.filter(({ words: said }) => said.split(" ").some(isSure));
  const [only, more] = sure;
  // "web on our box eu-1": where it is, and not who.
  const isPlace = only?.before.some((word) =>
    /^(?:on|in|at|via|through|of|under|by|using|over|node)$/.test(word),
  );
  return only && !more && (isAddress(only.words) || !isPlace) ? only.words : several;
}

/** Who calls: named in front of the verb, in its part of the sentence, or in one before where that has only "it". */
function callerBefore(words: readonly Word[], verb: number): Meant {
  let end = verb;
  for (let parts = 0; parts < 4 && end >= 0; parts += 1) {
    const { start } = partBefore(words, end);
    const said = words.slice(start, end).map(({ word }) => word);
    const state = said.findIndex((word, at) => at > 0 && verbOfState.has(word.toLowerCase()));
    const caller =
      (state < 0 ? undefined : oneOf(said.slice(0, state))) ??
      (parts > 0 && state > 0 ? undefined : oneOf(said));
    if (
      caller !== undefined &&
      /^(?:and|or|nor)$/.test(lower(words, start - 1)) &&
      isCandidate(lower(words, start - 2))
    )
      return several;
    if (caller !== undefined) return caller;
    if (said.some((word) => nobody.has(word.toLowerCase())) && parts === 0) return undefined;
    if (start === 0) return undefined;
    end = start - (joint.has(lower(words, start - 1)) ? 1 : 0);
  }
  return undefined;
}

/** What stands behind the verb: whom it calls, and behind "from" who does. */
function behind(words: readonly Word[], from: number): { readonly called?: Meant; readonly caller?: Meant } {
  let end = from;
  while (
    end < words.length &&
    !joint.has(lower(words, end)) &&
    !/^(?:from|inside|within)$/.test(lower(words, end))
  ) {
    end += 1;
    if (words[end - 1]?.ends) break;
  }
  const said = words.slice(from, end).map(({ word }) => word);
  const called = isListed(words, end) ? several : calledIn(said);
  const isFrom = /^(?:from|inside|within)$/.test(lower(words, end)) && !words[end - 1]?.ends;
  if (!isFrom) return called === undefined ? {} : { called };
  let stop = end + 1;
  while (stop < words.length && !joint.has(lower(words, stop)) && !words[stop - 1]?.ends) stop += 1;
  const caller = oneOf(words.slice(end + 1, stop).map(({ word }) => word));
  return { ...(called === undefined ? {} : { called }), ...(caller === undefined ? {} : { caller }) };
}

/** "Reach db and cache": another one behind the first. */
const isListed = (words: readonly Word[], at: number): boolean =>
  /^(?:and|or|nor)$/.test(lower(words, at)) &&
  isCandidate(lower(words, at + 1)) &&
  !verbOfState.has(lower(words, at + 2)) &&
  !/^(?:can|could|does|do|did|will|gets?|times?|works?)/.test(lower(words, at + 2));

/** "3rd party api api.stripe.com anymore": what is surely a name, else what stands directly behind the verb. */
function calledIn(said: readonly string[]): Meant {
  if (said.some(isSure)) return oneOf(said);
  const at = said.findIndex((word) => isCandidate(word));
  if (at < 0) return undefined;
  const rest = said.slice(at + 1);
  const [next = ""] = rest;
  // "Fraud check": two words, and neither is the name for certain.
  if (isCandidate(next) && !isRole(next)) return several;
  const [first] = endsIn(said.slice(Math.max(0, at - 1)));
  return first?.words;
}

/** Where a verb of reaching ends, and who stands in front of it. */
interface Verb {
  readonly at: number;
  readonly object: number;
  readonly callerLast: boolean;
}

function verbAt(words: readonly Word[], at: number): Verb | undefined {
  const word = lower(words, at);
  if (words[at]?.ends) return undefined;
  if (direct.has(word)) {
    const next = lower(words, at + 1);
    return { at, object: next === "to" || next === "out" ? at + 2 : at + 1, callerLast: false };
  }
  if (answering.test(word)) return { at, object: at + 1, callerLast: true };
  if (reached.test(word))
    return /^(?:from|for|by|inside)$/.test(lower(words, at + 1))
      ? { at, object: at + 2, callerLast: true }
      : undefined;
  if (/^receiv(?:e|es|ing)$/.test(word)) return missing(words, at);
  if (unable.test(word)) return verbBehind(words, at);
  const link = towards.test(word)
    ? /^(?:to|with|into|against|towards)$/
    : fetching.test(word)
      ? /^from$/
      : undefined;
  if (!link) return undefined;
  for (let next = at + 1; next <= at + 8 && next < words.length; next += 1) {
    const isNear = next <= at + 4 || /^(?:against|towards)$/.test(lower(words, next));
    if (isNear && link.test(lower(words, next))) return { at, object: next + 1, callerLast: false };
    if (words[next]?.ends || joint.has(lower(words, next)) || isSure(words[next]?.word ?? ""))
      return undefined;
  }
  return undefined;
}

/** "Not receiving spans from checkout": who sends them calls; answers come from whom one calls. */
function missing(words: readonly Word[], at: number): Verb | undefined {
  const from = [at + 1, at + 2, at + 3].find((next) => lower(words, next) === "from");
  if (from === undefined) return undefined;
  const isAnswer = words
    .slice(at, from)
    .some(({ word }) =>
      /^(?:answers?|responses?|repl(?:y|ies)|data|results?|acks?|nothing|errors?|[45]\d\ds?)$/i.test(word),
    );
  return { at, object: from + 1, callerLast: !isAnswer };
}

/** "Is unable to gossip with cassandra-0". */
function verbBehind(words: readonly Word[], at: number): Verb | undefined {
  const verb =
    [at + 1, at + 2].find((next) => !/^(?:to|even|just|really|still|also|ever)$/.test(lower(words, next))) ??
    at + 1;
  const word = lower(words, verb);
  if (!/^[a-z]{3,20}$/.test(word) || otherVerb.test(word) || verbAt(words, verb) || words[verb]?.ends)
    return undefined;
  // "Can't open a socket to db", "fails health checks against db": what stands behind that is called, not the thing before it.
  const linked = [1, 2, 3, 4]
    .map((ahead) => verb + ahead)
    .find((next) => /^(?:to|with|from|into|on|off|against)$/.test(lower(words, next)));
  const isNear =
    linked !== undefined && !words.slice(verb, linked).some(({ word, ends }) => ends || isSure(word));
  return { at, object: isNear ? linked + 1 : verb + 1, callerLast: false };
}

/** "From crawler-7 to db": said without a verb. */
function fromTo(words: readonly Word[], at: number): Pair | undefined {
  if (lower(words, at) !== "from") return undefined;
  for (let next = at + 2; next <= at + 8 && next < words.length; next += 1) {
    if (lower(words, next) === "to")
      return {
        from: oneOf(words.slice(at + 1, next).map(({ word }) => word)),
        to: behind(words, next + 1).called,
      };
    if (words[next - 1]?.ends || joint.has(lower(words, next)) || verbAt(words, next)) return undefined;
  }
  return undefined;
}

/** "…, port 22 I guess": a port that stands apart. */
function portApart(sentence: string, called: string): string {
  const [only, other] = [...sentence.matchAll(/\b(?:port|outbound|egress) (\d{2,5})\b/gi)].slice(0, 2);
  return !only?.[1] || other || /:\d{1,5}$| port \d|:\/\//.test(called) ? "" : ` port ${only[1]}`;
}

/** "Connections from web to db": the verb in front says no more. */
const isFromTo = (words: readonly Word[], at: number): boolean =>
  [1, 2, 3].some((ahead) => fromTo(words, at + ahead) !== undefined);

/** "Hangs with web -> db:80, half of the requests": what stands on either side of an arrow, in its part of the sentence. */
export function aroundArrow(left: string, right: string): Sides | undefined {
  const before = wordsOf(left);
  const { start } = partBefore(before, before.length);
  const from = oneOf(before.slice(start).map(({ word }) => word));
  const { called: to } = behind(wordsOf(right), 0);
  return from === undefined || to === undefined || from === several || to === several
    ? undefined
    : { from, to };
}

/** "Goes through proxy": somebody stands on the way. */
const onTheWay = /\b(?:through|via|thru|behind) (?:the |our |an? )?([^ ]{2,100})/i;

/** Undefined where no verb has one name alone on either side, where two verbs tell of different pairs, and where a name is left over. */
export function splitAroundVerb(sentence: string): Sides | undefined {
  if (!trouble.test(sentence) || isOfNoOnePair(sentence)) return undefined;
  if (isCandidate(bareWord(onTheWay.exec(sentence)?.[1] ?? ""))) return undefined;
  const words = wordsOf(sentence);
  const pairs = words.flatMap((_, at): Pair[] => {
    const said = fromTo(words, at);
    const verb = said ? undefined : verbAt(words, at);
    if (!said && (!verb || isFromTo(words, at))) return [];
    const { start } = partBefore(words, at);
    if (
      words
        .slice(start, partAfter(words, at))
        .some(({ word }) => /^(?:fine|ok|okay|works|well|succeeds)$/i.test(word))
    )
      return [{ from: several, to: several }];
    if (said || !verb) return said ? [said] : [];
    const { called, caller } = behind(words, verb.object);
    const before = callerBefore(words, verb.at);
    const pair: Pair = verb.callerLast
      ? { from: called, to: before }
      : caller !== undefined && before !== undefined
        ? { from: several, to: called }
        : { from: before ?? caller, to: called };
    return pair.to === undefined && caller === undefined ? [] : [pair];
  });
  const [first, ...others] = pairs;
  if (first?.from === undefined || first.to === undefined) return undefined;
  const { from, to } = first;
  if (from === several || to === several || from === to) return undefined;
  if (others.some((pair) => pair.to !== to || pair.from !== from)) return undefined;
  const told = new Set([from, to].flatMap((side) => side.split(" ")));
  const isLeftOut = ({ word }: Word, at: number): boolean => {
    const bare = word.replace(/'s?$/i, "");
    const isPlace = /^(?:on|in|at|node|namespace|ns|cluster)$/.test(lower(words, at - 1)) && !isAddress(bare);
    return isSure(bare) && !told.has(bare) && !isPlace && !network.test(bare);
  };
  if (words.some(isLeftOut)) return undefined;
  return { from, to: `${to}${portApart(sentence, to)}` };
}
