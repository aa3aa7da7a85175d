/** Sentences that say who reaches whom, and not who fails to: which pair is meant only a person knows. */
import { isName } from "./named-ends.ts";
import { failureWords } from "./verbs.ts";

/** "Only web can reach db": of everybody else. */
const onlyOne =
  /\bonly (?:the |my |our )?[^ ]{1,100}(?: (?:pods?|service|deployment|namespace|in|on|of) ?[^ ]{0,63}){0,2} (?:can(?! ?not)\b(?!')|(?:is|are) (?:able|allowed)\b|reaches\b|has access\b|works\b)/i;

/** "Web can only reach db". */
const onlyThere = /\b(?:can|is able to|are able to) only [a-z]+\b/i;

/** "db in shop or data": two ends under one name. */
const orElse = /\b(?:in|on) (?:the )?(?:ns |namespace |node )?[^ ]{1,63} (?:or|nor) (?:in |on )?[^ ]{1,63}/i;

/** "On api and on auth": two ends on one side. */
const bothOf = /\b(on|to|from|with) [^ ,]{1,100} and \1 [^ ,]{1,100}/i;

/** "What does web talk to?": whom it calls is what is asked. */
const asksWhom =
  /^(?:what|whom?|which [a-z]+) (?:does|do|is|are|can|did) [^ ]{1,100} (?:talk|call|connect|speak|reach|access|depend)(?:ing)?(?: to| with| on)?[?. ]{0,3}$/i;

/** "db, cache or queue". */
const listed = /([^ ,]{1,100}), ([^ ,]{1,100}),? (?:or|and|nor) ([^ ,?.!]{1,100})/i;
const listsNames = (sentence: string): boolean => {
  const [, ...names] = listed.exec(sentence) ?? [];
  return names.length === 3 && names.every(isName);
};

/** "Neither api nor web can reach db": but of two that cannot talk to each other it names one pair. */
const coupled =
  /\b(?:neither|either|both) (?:the )?([^ ,]{1,100}) (?:nor|or|and) (?:the )?([^ ,?.!]{1,100})(?= )/i;
const couplesNames = (sentence: string): boolean => {
  const [, ...names] = coupled.exec(sentence) ?? [];
  return names.length === 2 && names.every(isName) && !/\b(?:each other|one another)\b/i.test(sentence);
};

const works =
  /^(?!(?:can|could|is|are|does|do|did|why|how|what|which|who|should|will|would|may|any)\b)[^?]{1,200} (?:can|is able to|are able to) (?:now |still |also |already |again )?(?:reach|access|talk to|connect to|ping|call|curl|contact|see|resolve)\b[^?]{0,300}$/i;
/** It is asked all the same, or something in it fails. */
const asksOrFails = new RegExp(
  `n't\\b|\\b(?:${failureWords}|nobody|slow\\w*|sometimes|intermittent\\w*|only|but|if|whether|check|verify|test|ensure|sure|confirm|wants?|needs?|how|why|when|tell|diagnose|debug|allow\\w*)\\b`,
  "i",
);

/** "db gets nothing from web": no requests, or no answers. */
const eitherWay =
  /^[^ ]{1,100}(?: [^ ]{1,63}){0,4}? (?:gets?|getting|got|receives?|receiving|received|sees?|seeing|hears?|hearing) nothing (?:at all |back )?from [^ :]{1,100}(?: |$)/i;

/** "Web is blocked from db": from reaching it, or nothing of db's reaches web. A port or a verb says which. */
const keptFrom =
  /^[^ :]{1,100} (?:(?:is|are|was|were|gets?|got|being|been|seems?) ){1,3}(?:blocked|denied|cut off|locked out|kept out|dropped|rejected) from [^ :]{1,100}$/i;

export type Unclear = "only" | "several" | "works" | "either" | "both-ways";

/** Undefined where one pair may be read of it. */
export function unclearPair(sentence: string): Unclear | undefined {
  if (onlyOne.test(sentence) || onlyThere.test(sentence) || asksWhom.test(sentence)) return "only";
  if (orElse.test(sentence) || bothOf.test(sentence) || listsNames(sentence) || couplesNames(sentence))
    return "several";
  if (eitherWay.test(sentence) && !/ back from /i.test(sentence)) return "either";
  if (keptFrom.test(sentence)) return "both-ways";
  return works.test(sentence) && !asksOrFails.test(sentence) ? "works" : undefined;
}
