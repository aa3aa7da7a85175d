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

/** Who takes back what was said, or is not sure of it, names another one than before. */
const corrected =
  /\b(?:i (?:mean|meant)|no wait|scratch that|my (?:bad|mistake)|or (?:is|was) it|or rather|not sure if it's)\b|\bit's not [^ ]{1,100} (?:that|who|which)\b|: no, /i;

/** "All pods except web": of everybody else. */
const excepted =
  /\b(?:all|every|any|each|everything|everyone|everybody|nothing|nobody|no one)\b[^,.;?!]{0,80} (?:except|besides|apart from|other than|excluding) [^ ]/i;

/** "web calls api, and it can't reach db": either of the first two may be "it". */
const passedOn =
  /^(?:the )?[^ ,]{1,100} (?:calls?|talks? to|uses?|forwards? to|proxies to|queries|connects? to) (?:the )?([^ ,;.]{1,100})[,;.]? (?:and |but |which |that ){1,2}(?:it )?(?:calls?|talks? to|uses?|queries|connects? to|can't|cannot|couldn't|fails? to|is unable to) (?:(?:reach|call|access|contact|connect to|talk to) )?(?:the )?([^ ,;.?!]{1,100})/i;
const passesOn = (sentence: string): boolean => {
  const [, ...names] = passedOn.exec(sentence) ?? [];
  return names.length === 2 && names.every(isName) && !/\b(?:it|them|that)$/i.test(names[1] ?? "");
};

/** "fluentd can't ship logs from web to db": three, and what is shipped does not go by itself. */
const carried =
  /^(?:the |our )?([^ ,]{1,100}) (?:can't|cannot|can not|couldn't|doesn't|won't|fails to|failed to|is unable to|is not able to) (?!(?:connect|talk|get|go|reach|speak|ping)\b)[a-z]{3,20}(?: [a-z]{1,20}){0,3} from (?:the )?([^ ,]{1,100}) (?:in)?to (?:the )?([^ ,?.!]{1,100})/i;
const carriesNames = (sentence: string): boolean => {
  const [, ...names] = carried.exec(sentence) ?? [];
  return names.length === 3 && names.every(isName);
};

/** "Its own database", "its sidecar": somebody, and which one only a person knows. */
const itsOwn =
  /\b(?:its|their)(?: own)? (?:databases?|backends?|upstreams?|peers?|neighbou?rs?|dependenc(?:y|ies)|replicas?|(?:pod|node|host) ?ips?|ips?|containers?)(?=[.?!,;]|$)/i;

/** "If web can't reach db, restart it": what is to be done then, and not that it is so now. */
const supposed =
  /^(?:and |but |so )?(?:(?:what (?:happens|if|would happen|do we do|should (?:i|we) do)|if|in case|whenever|when)(?: if| when)?) [^,]{1,200}?(?:n't|\bcannot|\bfails? to|\bunable to|\bloses?)\b(?: (?!(?:it|we|i|that|this|they)\b)[^ ,]{1,100}){1,8}(?:,| (?=(?:it|we|i|that|this|they)\b)|\?*$)(.{0,200})$/i;
const isSupposed = (sentence: string): boolean => {
  const [whole, then = ""] = supposed.exec(sentence) ?? [];
  return whole !== undefined && !asksOrFails.test(then);
};

/** "Please block web from reaching db": somebody wants a change. */
const wanted =
  /^(?:(?:please|pls|kindly|hi|hey|so|and|how (?:do|can|should|would) (?:i|we|you)|let's|let us|(?:we|i) (?:need|want|would like|have|plan) to|(?:can|could|will|would) (?:you|we|someone|somebody)(?: please)?|(?:add|create|apply|write) (?:a|an|the) (?:new )?(?:network ?)?policy (?:that|to|which)|make sure (?:that )?|i'd like to),? )*(?:block|prevent|stop|deny|forbid|keep|blocks|prevents|stops|denies|forbids|keeps) (?:the )?[^ ]{1,100} from [a-z]/i;

/** "We fixed it: …", "web now reaches db": it did not, once. */
const over =
  /^(?:(?:we|i|they|ok|so|and|it's|that's|just|all|got it|bob|finally|now),? ){0,3}(?:(?:have |has |had |'ve )?(?:already )?(?:fixed|resolved|solved)(?: (?:it|this|that|now|the (?:issue|problem)))?(?:[:.,!]| because| by))|^[^ ]{1,100} (?:now |finally |again |already )(?:reaches|connects to|talks to|works with) [^ ]{1,100}$|^as (?:designed|intended|planned|wanted)\b/i;

/** "web to db no longer times out" */
const passed =
  /\b(?:no longer|never|doesn't|does not|stopped|don't) (?:times? out|timing out|fails?|failing|drops?|dropping|gets? (?:refused|reset|errors?|timeouts?))(?: any ?more| any longer)?\b(?! to)|\bno more (?:timeouts?|errors?|drops?|resets?|failures?)\b|\b(?:had|has|have|with) no (?:trouble|problems?|issues?)\b|(?:->|\bto) [^ ]{1,100} (?:works|is fixed|is fine|is ok|works (?:again|now|fine))$/i;

export type Unclear = "only" | "several" | "works" | "either" | "both-ways" | "not-now";

/** Undefined where one pair may be read of it. */
export function unclearPair(sentence: string): Unclear | undefined {
  if (onlyOne.test(sentence) || onlyThere.test(sentence) || asksWhom.test(sentence)) return "only";
  if (orElse.test(sentence) || bothOf.test(sentence) || listsNames(sentence) || couplesNames(sentence))
    return "several";
  if (
    corrected.test(sentence) ||
    excepted.test(sentence) ||
    passesOn(sentence) ||
    carriesNames(sentence) ||
    itsOwn.test(sentence)
  )
    return "several";
  if (isSupposed(sentence) || wanted.test(sentence) || over.test(sentence)) return "not-now";
  if (eitherWay.test(sentence) && !/ back from /i.test(sentence)) return "either";
  if (keptFrom.test(sentence)) return "both-ways";
  if (passed.test(sentence) && !/\b(?:why|but|still|except)\b/i.test(sentence)) return "works";
  return works.test(sentence) && !asksOrFails.test(sentence) ? "works" : undefined;
}
