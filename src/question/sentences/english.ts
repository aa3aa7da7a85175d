/** A question in English words into its two sides: one table of the forms that people use. */
import { errorIn, statusIn } from "../errors.ts";
import { clausesOf } from "./clauses.ts";
import { isFiller, splitLoosely } from "./loose.ts";
import { readSince } from "./since.ts";
import type { Sides } from "./sides.ts";
import { explainsAll } from "./unexplained.ts";

export const arrow = / ?(?:(?<!-)-+>|(?<!=)=+>|(?<= )>+(?= )) ?/;

/** A way to say it, with `from`, `to`, `name` (looked up), `port`, and what `works` where they stand. */
interface Form {
  readonly says: RegExp;
  /** The caller stands last: what is said of the port behind it is meant of the other end. */
  readonly callerLast?: true;
  readonly itself?: true;
  readonly dns?: true;
  /** Behind the end that stands last it may say how it fails. */
  readonly stateLast?: true;
  /** Said in other words it means something else. */
  readonly unless?: RegExp;
}

const gone =
  "unreachable|inaccessible|unavailable|reach(?:able|ed)|access(?:ible|ed)|call(?:able|ed)|contacted|pinged|available|seen|visible|connected to|talked to|hit|open(?:ed)?";
const failing =
  "time(?:s|d)? out|timing out|fail(?:s|ed|ing)?|hang(?:s|ing)?|errors?(?: out)?|(?:get|see|receive|return|show)(?:s|ting|ing)? (?:an? |the )?(?:(?:http )?[45]\\d\\ds?(?: errors?)?|errors?|timeouts?|(?:a )?connection (?:refused|reset|timed out|timeouts?)|refused|E[A-Z]{5,15}|no (?:answer|response|reply|route to host)|nothing)";
const link = "(?:to |with |on |at |towards |against |from |by )?";
const doing =
  "(?:reach(?:ing)?|access(?:ing)?|scrap(?:e|ing)|query(?:ing)?|us(?:e|ing)|contact(?:ing)?|ping(?:ing)?|call(?:ing)?|hit(?:ting)?|(?:talk|connect|speak|get|go|send)(?:t?ing)?(?: traffic| requests| packets)? (?:to|with))";
const traffic =
  "(?:(?:(?:all|any|the|new) )?(?:(?:tcp|udp|http|grpc) )?(?:connections?|traffic|requests?|packets?|calls?|access) )";
const subject = "[^ ].*?";

const forms: readonly Form[] = [
  {
    says: /^(?<from>.+?) (?:reach|access|call|contact|ping|hit|see|(?:connect|talk|get|go) to)(?:es|s|ing)? (?:itself|themselves|its(?: own)? (?:service|svc|cluster ?ip)|(?:their|my|our) own (?:service|svc))(?: .*)?$/i,
    itself: true,
  },
  {
    says: /^(?<from>.+?) (?:resolv(?:e|es|ing)|look(?:s|ing)? up) (?:the )?(?:name |host ?name |host |domain )?(?<name>\S+)$/i,
    dns: true,
  },
  {
    says: /^(?<name>\S+)(?: .{0,40})? (?:resolv(?:e|es|ed|ing)|resolvable) (?:from|in|inside|on|by) (?<from>.+)$/i,
    dns: true,
  },
  // "nslookup db.shop from web fails"
  {
    says: /^(?:nslookup|dig|host|resolv(?:e|ing)|look(?:ing)? ?up(?: of)?) (?<name>\S+) (?:from|in|inside|on) (?<from>.+)$/i,
    dns: true,
    callerLast: true,
    stateLast: true,
  },
  {
    says: /^(?:dns|name resolution|resolving(?: names)?)(?: .{0,60})? (?:from|in|inside|on|for|of) (?<from>.+)$/i,
    dns: true,
  },
  {
    says: /^(?<from>.+?) (?:has |have |with |gets |sees )?(?:no|broken|failing|dns) (?:dns|name resolution|lookups?|(?:dns )?(?:errors?|problems?|issues?|timeouts?|failures?))$/i,
    dns: true,
  },
  {
    says: /^(?:node ?)?port (?<port>\d{1,5}) (?:on|of|at) (?<to>.+?) (?:(?:is |be )?(?:not )?(?:open|closed|blocked|filtered|reachable|accessible) )?(?:from|for|by) (?<from>.+)$/i,
    callerLast: true,
  },
  // "web can ping db but not connect on 5432"
  {
    says: /^(?<from>.+?) (?:ping|reach|resolve)s? (?<to>\S+),? but (?:.{0,40} )?(?:port |on )(?<port>\d{1,5})(?: .{0,40})?$/i,
  },
  // "web can reach db but not cache"
  {
    says: new RegExp(
      `^(?<from>.+?) (?:can|is able to|are able to) (?:still |also |both )?${doing} (?<works>.{1,80}?),? but (?:not|can't|cannot|can not|(?:is|are) not able to|isn't able to) (?:${doing} )?(?:to |with )?(?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  // "web can reach db but worker can't"
  {
    says: new RegExp(
      `^.+? ${doing}s? (?<to>\\S+),? but (?<from>\\S.*?) (?:can't|cannot|can not|doesn't|does not|isn't|fails)$`,
      "i",
    ),
    callerLast: true,
  },
  // "can ping db from node1 but not from web"
  {
    says: new RegExp(
      `^${doing} (?<to>\\S+) (?:from|in|inside) (?<works>.{1,80}?),? but not (?:from|in|inside) (?<from>.+)$`,
      "i",
    ),
    callerLast: true,
  },
  // "nginx returns 504 for /api, backend is api:8000"
  {
    says: /^(?<from>\S+) (?:is |keeps )?(?:returns?|returning|gives?|giving|shows?|showing|throws?|throwing) (?:an? )?(?:http )?[45]\d\ds?(?: .{0,60}?)?,? (?:the )?(?<works>(?:backend|upstream)(?: service)?) (?:is|being) (?<to>.+)$/i,
    stateLast: true,
  },
  // "db works from web but not from worker"
  { says: /^(?<to>\S+) (?:.{1,80} )?from .{1,80} but not from (?<from>.+)$/i, callerLast: true },
  // "a policy keeps web from talking to db", "does it allow web to talk to db"
  {
    says: new RegExp(
      `^(?:.{0,80} )?(?:block|prevent|stop|keep|allow|let|permit|forbid|deny|denie)(?:s|ed|ing|ping|ting)? (?<from>${subject}) (?:from |to )?${doing} (?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  { says: new RegExp(`^(?<to>${subject}) (?:${gone}) (?:from|by|for) (?<from>.+)$`, "i"), callerLast: true },
  {
    says: /^(?<from>.+?) (?:(?:get|got|is|are|was|were|be|being)(?:s|ting)? )?(?:refused|rejected|blocked|denied|dropped|reset|cut off|firewalled) by (?<to>.+)$/i,
  },
  {
    says: new RegExp(
      `^(?<to>.+?) (?:(?:is|are|keeps) )?(?:refus|reject|drop|block|den|reset)(?:es|s|e|ies|y|ing|ping|ting)? ${traffic}?(?:from |of |by )(?<from>.+)$`,
      "i",
    ),
    callerLast: true,
  },
  { says: /^(?<to>.+?) (?:refuses|rejects|drops|blocks|denies) (?<from>\S+)$/i, callerLast: true },
  { says: /^(?:.{0,80} )?from (?<from>\S.*?) to (?<to>.+)$/i, stateLast: true },
  { says: /^(?:.{0,80} )?between (?<from>\S.*?) and (?<to>.+)$/i, stateLast: true },
  {
    says: /^(?<from>.+?)'s? (?:connections?|requests?|traffic|calls?|packets|link) to (?<to>.+)$/i,
    stateLast: true,
  },
  {
    says: new RegExp(
      `^(?:curl|wget|telnet|nc|${doing}|(?:connections?|access|requests?|traffic|packets|calls|dns|http|https|tcp|udp)(?: requests?| traffic)? to) (?:-\\S+ )*(?<to>\\S+(?: (?:on )?port \\d{1,5}| (?:on )?\\d{1,5})?) (?:.{0,60} )?(?:from|in|inside) (?<from>.+)$`,
      "i",
    ),
    callerLast: true,
    stateLast: true,
  },
  // "inside web I get refused connecting to db", "from web we can't reach db"
  {
    says: new RegExp(
      `^(?:from|in|inside|on|within) (?<from>${subject}),? (?:i|we|you) .{0,80}?${doing} (?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  {
    says: new RegExp(
      `^(?<to>${subject}) (?:${failing}) (?:for|when called from|when called by|from) (?<from>.+)$`,
      "i",
    ),
    callerLast: true,
    // "nginx returns 502 for web": a proxy says that of whom it calls.
    unless: /refused from|\d from|timeouts? from|50[234]s?(?: errors?)? for/i,
  },
  {
    says: /^(?<from>.+?) (?:reach(?:es|ing)?|access(?:es|ing)?|contact|ping(?:s|ing)?|call(?:s|ing)?|hit(?:s|ting)?|see|curl|wget|open|query|(?:talk(?:s|ing)?|connect(?:s|ing)?|speak(?:s|ing)?|get(?:s|ting)?(?: through)?|go(?:es)?|send(?:s|ing)?(?: \w+)?) (?:to|with|on|at)|telnet(?: to)?) (?<to>.+)$/i,
    stateLast: true,
  },
  {
    says: new RegExp(
      `^(?<from>.+?) (?:${failing}) (?:(?:when |while |trying to )?(?:connect(?:ing)? to|talk(?:ing)? to|call(?:ing)?|go(?:ing)? to|reach(?:ing)?|access(?:ing)?) )?${link}(?<to>.+)$`,
      "i",
    ),
    stateLast: true,
  },
  {
    says: /^(?<from>.+?) (?:has|have|having|with) (?:.{0,40} )?(?:problems?|issues?|trouble|errors?|timeouts?|failures?) (?:to|with|on|against|from) (?<to>.+)$/i,
    stateLast: true,
  },
  {
    says: /^(?:the )?(?:network )?(?:connectivity|connection|connections|path|route|reachability) (?:of |for )?(?<from>\S+) (?:and |with |to )?(?<to>\S+)$/i,
  },
  { says: /^(?:from )?(?<from>.+?) to (?<to>.+)$/i, stateLast: true },
];

/** Only one end is said. */
const halves: readonly Form[] = [
  {
    says: /^(?:reach|access|call|contact|ping|hit|curl|wget|open|query|(?:talk|connect|speak|get|go)(?:ing)? to|telnet(?: to)?) (?<to>.+)$/i,
    stateLast: true,
  },
  {
    says: /^(?:everything|anything|nothing|something|the connections?|connections?|requests?|calls?|traffic|access) (?:to|towards) (?<to>\S+)(?: .*)?$/i,
  },
  {
    says: /^(?<to>.+?) (?:(?:is|are|was|seems?|looks|went) )?(?:unreachable|inaccessible|unavailable|down|offline|dead|broken|reachable|accessible|responding|answering|working)$/i,
  },
  {
    says: /^(?<to>.+?) (?:times? out|timing out|timed out|hangs?|refuses? (?:all )?connections?|rejects? (?:all )?connections?|respond|answer|work|fails?|failing|(?:returns?|gives?|throws?|shows?) (?:an? )?[45]\d\ds?)$/i,
  },
  { says: /^(?<from>.+?) (?:has|have) no (?:network|connectivity|connection|internet(?: access)?|egress)$/i },
];

/** Questions begin with these, and they are no names when more follows. */
const opening =
  /^(?:(?:why|how come|hey|hi|hello|hmm|ok|so|and|but|please|pls|help|diagnose|debug|verify|check|test|(?:check|test)(?: (?:if|whether|that))?|tell me|anyone know|does anyone know|know|is|isn't|are|aren't|was|can|can't|cant|cannot|could|couldn't|does|doesn't|do|don't|did|didn't|will|won't|should|there|that|if|whether|from|i|we|i'm|we're|i am|we are|am|unable to|not able to|trying to|failed to|it looks like|looks like|it seems|seems|i think|we think|any idea why|any ideas? why|somehow|now|not|still|only|no longer|able to)[,:]? )+(?=\S)/i;

/** Between the asker and the verb, one after the other. */
const beforeVerb =
  / (?:not|is|isn't|are|aren't|was|can|can't|cant|cannot|could|couldn't|does|doesn't|do|don't|did|didn't|has|have|had|will|won't|be|been|being|able to|unable to|no longer|still|trying to|trouble|problems?|issues?|having|experiencing|allowed to|supposed to|meant to|fail(?:s|ed|ing)? to|refuses? to|times? out|timing out|never|ever|even|really|now|to|always|keeps?|suddenly|just|also|only|both)$/i;

/** What people add at the end. */
const closing =
  /(?<![\s,])[\s,]+(?:any ?more|any longer|right now|now|today|please|pls|again|suddenly|at all|either|since .*|after .*|because .*|when (?!(?:it|they) comes? ).*|while .*|only (?:on|in|from) .*|for (?:the |an? |about |over |more than )?(?:last |past |few |some |couple |\d|hours?|days?|minutes?|weeks?|months?|a while|ages|me|us|some reason|unknown).*|but (?!(?:not|can't|cannot|no|port)\b).*|(?:via|through|using|over|by) (?:(?:its|the|their|a) )?(?:service|svc|cluster ?ip|service name|service ip|name|dns name|hostname)|even though .*|although .*|any ideas?.*|all the time|every time|most of the time)$/i;

/** How it fails, behind the last end. */
const state =
  /(?<=\S) (?:(?:always |also |just |still |now )?(?:is|are|was|were|isn't|aren't|gets?|getting|keeps?|fails?|failed|failing|do(?:es)?(?: not|n't)|times?|timed|timing|hangs?|hanging|has|have|drops?|dropping|being|returns?|returning|stopped|stops|broke|never|seems?|won't|can't|cannot|intermittent|not working|works?|with (?:an? )?(?:error|timeout|connection|[45]\d\d)|and (?:it|gets?|fails?|times?))(?=\s|$).*|\(.*|: .*)$/i;

const seldom =
  /(?:^| )(?:(?:about|roughly|almost|around) )?(?:sometimes|intermittently|intermittent|occasionally|randomly|sporadically|periodically|from time to time|(?:every )?now and then|once in a while|at times|often|flaky|flakily|half (?:of )?the time|some of the time|on and off)(?=[ ,?.!]|$),?/i;

/** Who is nobody in particular. */
const anybody =
  /^(?:nobody|no one|noone|nothing|none|anybody|anyone|everybody|everyone|everything|somebody|someone|something|people|users|clients|all|any|it|they|i|we|you|no pod|all pods|any pod|customers)$/i;
const anywhere =
  /^(?:anything|anyone|anybody|nothing|everything|anywhere|nowhere|any pod|other pods|any other pod|the network|the outside|outside|the internet|internet|names?|hostnames?|hosts|domains?|any names?|dns names?|the outside world|it|them)$/i;

function trimmed(side: string): string {
  const text = withoutEnds(side.replace(/(?<![?!.,;:\s])[?!.,;:\s]+$/, ""), closing);
  return text.replace(/(?<![?!.,;:\s])[?!.,;:\s]+$/, "");
}

/** Takes away what the pattern finds at the end, as often as it does. */
function withoutEnds(side: string, end: RegExp): string {
  let text = side;
  for (let next = text.replace(end, ""); next !== text; next = text.replace(end, "")) text = next;
  return text;
}

const asker = (side: string): string => trimmed(withoutEnds(side.replace(opening, ""), beforeVerb));

export type Split = readonly Sides[] | "several-arrows";

/** Every way in which the line can be taken apart, likeliest first: which of them names two ends is seen when those are read. */
export function splitEnglish(line: string): Split {
  const sides = line.split(arrow);
  if (sides.length > 2) return "several-arrows";
  const [left, right] = sides;
  const said = whenOf(line);
  if (left !== undefined && right !== undefined) {
    const to = trimmed(right.replace(seldom, "").replace(/ [45]\d\ds?$/, ""));
    const how = said.extras;
    const from = withoutFillers(trimmed(left.replace(opening, "")));
    const [name = "", ...behind] = to.split(" ");
    const told =
      behind.length > 0 && behind.every(isFiller) ? [{ from, to: name, ...how, bare: true as const }] : [];
    return [{ from, to: isStated(to) ? trimmed(to.replace(state, "")) : to, ...how, bare: true }, ...told];
  }
  return inForms(said.rest).map((found) => ({ ...found, ...said.extras }));
}

/** By every form that leaves nobody out. */
function inForms(text: string): readonly Sides[] {
  const sentence = trimmed(text);
  if (isMove.test(sentence)) return [];
  return forms.flatMap((form) => {
    const found = readForm(form, sentence);
    const works = found && matchOf(form, sentence)?.groups?.works;
    return found && explainsAll(found, text, works) ? [found] : [];
  });
}

/** "can you move db from node1 to node2": nobody calls anybody. */
const isMove =
  /\b(?:mov(?:e[sd]?|ing)|migrat(?:e[sd]?|ing)|cop(?:y|ied|ying)|switch(?:ed|ing)?|renam(?:e[sd]?|ing)|(?:up|down)grad(?:e[sd]?|ing)|promot(?:e[sd]?|ing)) .*\bto\b/i;

/** What fits no form, by its clauses. */
export function splitWithoutForm(line: string): readonly Sides[] {
  const said = whenOf(line);
  return clausesOf(said.rest).flatMap((clause) => {
    const loosely = splitLoosely(clause);
    const inForm = clause === said.rest ? [] : inForms(clause);
    return [...inForm, ...(loosely ? [loosely] : [])].map((sides) => ({ ...sides, ...said.extras }));
  });
}

/** "what blocks web -> db": words in front that are part of the question, not of the name. */
function withoutFillers(side: string): string {
  const words = side.split(" ");
  return words.length > 1 && words.slice(0, -1).every(isFiller) ? (words.at(-1) ?? side) : side;
}

/** "b is flaky": words behind a name that say how it fails, and are no ends. */
const isStated = (side: string): boolean =>
  / (?:is|are|times?|fails?|gets?|doesn't|hangs?|keeps?|returns?|not working|timing|with)(?= |$)/i.test(side);

/** What names one end only: "productpage is unreachable", "can't reach db". Tried when no form gave two that can be read. */
export function splitHalf(line: string): readonly Sides[] {
  const said = whenOf(line);
  const sentence = trimmed(said.rest).replace(opening, "");
  return halves.flatMap((form) => {
    const found = readForm(form, trimmed(sentence));
    return found ? [{ ...found, ...said.extras }] : [];
  });
}

function whenOf(line: string): { readonly rest: string; readonly extras: Sides } {
  const seldomSaid = seldom.test(line);
  const { since, rest } = readSince(line.replace(seldom, "").replace(/\s+/g, " ").trim());
  const kind = errorIn(line);
  const status = statusIn(line);
  return {
    rest,
    extras: {
      ...(seldomSaid ? { sometimes: true } : {}),
      ...(since === undefined ? {} : { since }),
      ...(kind === undefined ? {} : { kind }),
      ...(status === undefined ? {} : { status }),
    },
  };
}

const matchOf = ({ says }: Form, sentence: string): RegExpExecArray | null =>
  says.exec(sentence) ?? says.exec(sentence.replace(opening, ""));

function readForm(form: Form, sentence: string): Sides | undefined {
  const match = matchOf(form, sentence);
  if (!match || form.unless?.test(sentence)) return undefined;
  const { from, to, name, port } = match.groups ?? {};
  const last = form.callerLast ? "from" : "to";
  const clean = (side: "from" | "to", text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const own = form.stateLast && side === last ? text.replace(state, "") : text;
    // Who stands first in the sentence has its opening in front, and the verb's helpers behind.
    return (side === last ? trimmed(own) : asker(own)).replace(/^(?:from|by|inside|within) (?:of )?/i, "");
  };
  const caller = clean("from", from);
  const called = clean("to", to);
  const known = {
    ...(caller === undefined || anybody.test(caller) ? {} : { from: caller }),
    ...(called === undefined || anywhere.test(called)
      ? {}
      : { to: port === undefined ? called : `${called} port ${port}` }),
  };
  if (form.dns) return { ...known, resolves: name === undefined || anywhere.test(name) ? "" : trimmed(name) };
  if (form.itself) return { ...known, itself: true };
  return {
    ...known,
    ...(form.callerLast ? { callerLast: true } : {}),
    ...(port === undefined && /\bping/i.test(sentence) ? { ping: true } : {}),
  };
}
