/** A question in English words into its two sides, by the forms that people use. */
import { errorIn, statusIn } from "../errors.ts";
import { aroundArrow, splitAroundVerb } from "./around-verb.ts";
import { clausesOf, hasContrast } from "./clauses.ts";
import { forms, type Form } from "./forms.ts";
import { halves } from "./halves.ts";
import { splitItself } from "./itself.ts";
import { splitLookedUp } from "./looked-up.ts";
import { isAboutReaching, splitLoosely } from "./loose.ts";
import { isFiller } from "./named-ends.ts";
import { seldom } from "./seldom.ts";
import { readSince } from "./since.ts";
import { transportIn } from "./transport.ts";
import type { Sides } from "./sides.ts";
import { isVerb } from "./story-words.ts";
import { isAboutTheWayBack, wayBack } from "./way-back.ts";
import { explainsAll } from "./unexplained.ts";

export const arrow = / ?(?:(?<!-)-+>|(?<!=)=+>|(?<= )>+(?= )) ?/;

/** Questions begin with these, and they are no names when more follows. */
const opening =
  /^(?:(?:why|how come|hey|hi|hello|hmm|ok|so|and|but|please|pls|help|diagnose|debug|verify|check|test|(?:check|test)(?: (?:if|whether|that))?|tell me|anyone know|does anyone know|(?:can|could) (?:someone|somebody|anyone|you|u) (?:please )?(?:help(?: me| us)?(?: to)? )?(?:find out|figure out|see|check|tell(?: me| us)?|explain|understand|look into|look at|(?:have|take) a look at|investigate|diagnose|debug)(?: why| if| whether)?|how (?:do|can|could) (?:i|we) (?:find out|see|tell|check|debug|know|figure out|diagnose)(?: why| if| whether)?|(?:i am |i'm |we are |we're )?trying to (?:find out|figure out|understand|debug)(?: why| if| whether)?|any clue(?: why)?|who knows|no idea|dunno|know|is|isn't|are|aren't|was|can|can't|cant|cannot|could|couldn't|does|doesn't|do|don't|did|didn't|will|won't|would|wouldn't|should|there|that|if|whether|from|i|we|i'm|we're|i am|we are|am|unable to|not able to|trying to|failed to|it looks like|looks like|it seems|seems|i think|we think|any idea why|any ideas? why|somehow|now|not|still|only|no longer|able to)[,:]? )+(?=\S)/i;

/** Between the asker and the verb, one after the other. */
const beforeVerb =
  / (?:not|is|isn't|are|aren't|was|can|can't|cant|cannot|could|couldn't|does|doesn't|do|don't|did|didn't|has|have|had|will|won't|be|been|being|able to|unable to|no longer|still|trying to|trouble|problems?|issues?|having|experiencing|allowed to|supposed to|meant to|fail(?:s|ed|ing)? to|refuses? to|times? out|timing out|never|ever|even|really|now|to|always|keeps?|suddenly|just|also|only|both)$/i;

/** What people add at the end. */
const closing =
  /(?<![\s,])[\s,]+(?:any ?more|any longer|right now|(?<!\b(?:on|in|node|of|at|from|to) )(?:rn|atm)|now|today|please|pls|again|suddenly|at all|either|since .*|after .*|because .*|until .*|when (?!(?:it|they) (?:comes?|calls?|reach|access|tr(?:y|ies)|connects?|talks?|contact|hits?|pings?|quer|scrape|go|sends?|writes?|reads?|uses?)).*|while .*|only (?:on|in|from) .*|for (?:the |an? |about |over |more than )?(?:last |past |few |some |couple |\d|hours?|days?|minutes?|weeks?|months?|a while|ages|me|us|some reason|unknown).*|but (?!(?:not|can't|cannot|no|port|from)\b|[^ ]+ (?:can't|cannot|can not|doesn't|does not)$).*|(?:via|through|using|over|by) (?:(?:its|the|their|a) )?(?:service|svc|cluster ?ip|service name|service ip|name|dns name|hostname)|(?<=, ?)(?:it )?works (?:fine |ok )?(?:from|on|in|with|when|if) .*|on (?:\d{1,4}|some|all|most|many|few|both|one|two|three|half)(?: (?:out )?of (?:the |our |them)?\d{0,4})? ?(?:nodes?|pods?|replicas|hosts|machines)|(?<=,) ?(?:dial|read|connect|getaddrinfo) .*|(?<=,) ?(?:(?:it|this|that|which) )?(?:should|ought to|used to|has to|must) .*|(?<=,) ?(?:(?:and|but|so|then) )?(?:i|we) (?:(?:just|only|always|still) )?(?:get|see|got|have|receive) .*|(?:(?:path|link|connection|connectivity|traffic|route|access) )?(?:is|are) (?:ok|okay|fine|working|up|open|good|allowed|blocked|broken)(?: or not)?|even though .*|although .*|any ideas?.*|(?<=, ?)any(?:body|one)(?: .*)?|all the time|every time|every (?:few |couple of )?(?:\d{1,4} )?(?:seconds?|minutes?|hours?|days?|night|morning)|once (?:a|an|per) (?:minute|hour|day)|most of the time)$/i;

/** How it fails, behind the last end. */
const state =
  /(?<=\S)(?: (?:(?:always |also |just |still |now )?(?:is|are|was|were|isn't|aren't|gets?|getting|keeps?|fails?|failed|failing|do(?:es)?(?: not|n't)|times?|timed|timing|hangs?|hanging|has|have|drops?|dropping|being|returns?|returning|stopped|stops|broke|never|seems?|won't|can't|cannot|intermittent|not working|works?|says?|said|with (?:an? )?(?:error|timeout|connection|[45]\d\d)|and (?:it|gets?|fails?|times?)|(?:it|they|this) (?:(?:just|only|always|still|simply) )?(?:hangs?|times?|sits?|gets?|fails?|waits?|is|does|never|keeps?|stalls?|stops?|returns?|says|gives))(?=\s|$).*|\(.*|: .*)|(?<=[a-z0-9]): (?!(?![45]\d\d\b)\d{2,5}\b).*)$/i;

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

/** "Net test: web to db": what it is about, and nobody's name. */
const title =
  /^(?:(?:re|fyi|urgent|ticket|incident|issue|question|request|help|help needed|task|todo|problem|alert|p[0-4]|sev ?[0-4]|(?:(?:please|pls|quick|net|network|connection|connectivity|reachability|path|ping|policy) )?(?:check|test|probe|debug|trace|question))(?: #?\d{1,9})?: )+/i;

export type Split = readonly Sides[] | "several-arrows";

/**
 * Every way in which the line can be taken apart, likeliest first: which of them names two ends is seen when those are read.
 * @param isWhole nothing was left out of what was typed: around an arrow some words may be skipped.
 */
export function splitEnglish(line: string, { isWhole = true }: { readonly isWhole?: boolean } = {}): Split {
  const sides = line.replace(title, "").split(arrow);
  if (sides.length > 2) return "several-arrows";
  const [left, right] = sides;
  const said = whenOf(line.replace(title, ""));
  if (left !== undefined && right !== undefined) {
    // "web -> db:80: timeouts"
    const to = trimmed(
      right
        .replace(seldom, "")
        .replace(/(?<=[a-z0-9]): (?!\d).*$/i, "")
        .replace(/ \(.*$/, "")
        .replace(/ [45]\d\ds?$/, ""),
    );
    const how = said.extras;
    // "Can you look? web -> db": what was said before is no name.
    const asked = left.split(/[?!.:] |：/).at(-1) ?? left;
    const from = withoutFillers(trimmed(asked.replace(opening, "")));
    const [name = "", ...behind] = to.split(" ");
    const told =
      behind.length > 0 && behind.every(isFiller) ? [{ from, to: name, ...how, bare: true as const }] : [];
    const around = isWhole ? aroundArrow(asked, right) : undefined;
    const read = around ? [{ ...around, ...how, bare: true as const }] : [];
    return [
      { from, to: isStated(to) ? trimmed(to.replace(state, "")) : to, ...how, bare: true },
      ...told,
      ...read,
    ];
  }
  return inForms(said.rest).map((found) => ({ ...found, ...said.extras }));
}

/** By every form that leaves nobody out. */
function inForms(text: string): readonly Sides[] {
  const sentence = trimmed(text);
  if (isMove.test(sentence)) return [];
  const contrasts = hasContrast(text);
  const own = contrasts ? undefined : splitItself(text);
  if (own) return [own];
  const lookedUp = contrasts ? undefined : splitLookedUp(text);
  // Only a form that knows of the "but" may read over it.
  const table = contrasts
    ? forms.filter(({ contrast }) => contrast)
    : isAboutTheWayBack(`${text} `)
      ? [...wayBack, ...forms.filter(({ callerLast }) => callerLast)]
      : [...wayBack, ...forms];
  const inTable = table.flatMap((form) => {
    const found = readForm(form, sentence);
    const works = found && matchOf(form, sentence)?.groups?.works;
    return found && explainsAll(found, text, works) ? [found] : [];
  });
  return lookedUp ? [...inTable, lookedUp] : inTable;
}

/** "can you move db from node1 to node2": nobody calls anybody. */
const isMove =
  /\b(?:mov(?:e[sd]?|ing)|migrat(?:e[sd]?|ing)|cop(?:y|ied|ying)|switch(?:ed|ing)?|renam(?:e[sd]?|ing)|(?:up|down)grad(?:e[sd]?|ing)|promot(?:e[sd]?|ing)) .*\bto\b/i;

/** What fits no form, by its clauses. */
export function splitWithoutForm(line: string): readonly Sides[] {
  const said = whenOf(line);
  if (isAboutTheWayBack(`${said.rest} `)) return [];
  const byClauses = clausesOf(said.rest).flatMap((clause) => {
    const loosely = splitLoosely(clause);
    // "Sorry to bother you, …": a part of a sentence has to tell of reaching.
    const inForm = clause === said.rest || !isAboutReaching(clause) ? [] : inForms(clause);
    return [...inForm, ...(loosely ? [loosely] : [])];
  });
  const around =
    hasContrast(said.rest) ||
    isMove.test(said.rest) ||
    /(?<![\w.-])(?:dns|resolv\w*|look ?ups?)(?![\w-])/i.test(said.rest)
      ? undefined
      : splitAroundVerb(said.rest);
  return [...byClauses, ...(around ? [around] : [])].map((sides) => ({ ...sides, ...said.extras }));
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
  const transport = transportIn(line);
  return {
    rest,
    extras: {
      ...(seldomSaid ? { sometimes: true } : {}),
      ...(since === undefined ? {} : { since }),
      ...(kind === undefined ? {} : { kind }),
      ...(status === undefined ? {} : { status }),
      ...(transport === undefined ? {} : { transport }),
    },
  };
}

const matchOf = ({ says }: Form, sentence: string): RegExpExecArray | null =>
  says.exec(sentence) ?? says.exec(sentence.replace(opening, ""));

/** "Cannot connect to db": in front of the name stand verbs and their helpers alone, and nobody who calls. */
const isNobody = (caller: string): boolean => {
  const said = withoutEnds(` ${caller}`, beforeVerb).trim();
  return said === "" || isVerb(said);
};

function readForm(form: Form, sentence: string): Sides | undefined {
  const match = matchOf(form, sentence);
  if (!match || form.unless?.test(sentence)) return undefined;
  const { from, to, name, port, protocol } = match.groups ?? {};
  const last = form.callerLast ? "from" : "to";
  const clean = (side: "from" | "to", text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const stated = form.stateLast && side === last ? text.replace(state, "") : text;
    // "gateway to inventory 502": a status, and no port.
    const own = stated.replace(/(?<! port) (?:499|50[0-4])s?$/i, "");
    // Who stands first in the sentence has its opening in front, and the verb's helpers behind.
    return (side === last ? trimmed(own) : asker(own)).replace(/^(?:from|by|inside|within) (?:of )?/i, "");
  };
  const caller = clean("from", from);
  if (caller !== undefined && isNobody(caller)) return undefined;
  const called = clean("to", to);
  const known = {
    ...(caller === undefined || anybody.test(caller) ? {} : { from: caller }),
    ...(called === undefined || anywhere.test(called)
      ? {}
      : {
          to: `${called}${port === undefined ? "" : ` port ${port}`}${protocol === undefined ? "" : ` ${protocol}`}`,
        }),
  };
  if (form.dns)
    return {
      ...known,
      resolves: name === undefined || anywhere.test(name) || /^dns$/i.test(name) ? "" : trimmed(name),
    };
  return {
    ...known,
    ...(form.callerLast ? { callerLast: true } : {}),
    ...(port === undefined && /\bping/i.test(sentence) ? { ping: true } : {}),
  };
}
