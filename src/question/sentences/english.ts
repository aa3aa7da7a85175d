/** A question in English words into its two sides: one table of the forms that people use. */
import { errorIn } from "../errors.ts";
import type { Sides } from "./sides.ts";

const arrow = / ?(?:(?<!-)-+>|(?<!=)=+>|(?<= )>+(?= )) ?/;

/** A way to say it, with `from`, `to`, `name` (looked up) and `port` where they stand. */
interface Form {
  readonly says: RegExp;
  /** The caller stands last: what is said of the port behind it is meant of the other end. */
  readonly callerLast?: true;
  readonly itself?: true;
  readonly dns?: true;
  /** Behind the end that stands last it may say how it fails. */
  readonly stateLast?: true;
}

const gone =
  "unreachable|inaccessible|unavailable|reach(?:able|ed)|access(?:ible|ed)|call(?:able|ed)|contacted|pinged|available|seen|connected to|talked to|hit";
const failing =
  "time(?:s|d)? out|timing out|fail(?:s|ed|ing)?|hang(?:s|ing)?|(?:get|see)(?:s|ting|ing)? (?:an? |the )?(?:[45]\\d\\ds?|errors?|timeouts?|connection (?:refused|reset|timed out|timeouts?)|refused|no answer|no response|nothing)";
const link = "(?:to |with |on |at |towards |against |from |for |by )?";

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
  {
    says: /^(?:dns|name resolution|resolving(?: names)?)(?: .{0,60})? (?:from|in|inside|on|for|of) (?<from>.+)$/i,
    dns: true,
  },
  { says: /^(?<from>.+?) (?:has |have |with )?(?:no|broken|failing) (?:dns|name resolution)$/i, dns: true },
  {
    says: /^port (?<port>\d{1,5}) (?:on|of|at) (?<to>.+?) (?:(?:is |be )?(?:not )?(?:open|closed|blocked|filtered|reachable|accessible) )?(?:from|for|by) (?<from>.+)$/i,
    callerLast: true,
  },
  { says: new RegExp(`^(?<to>.+?) (?:${gone}) (?:from|by|for) (?<from>.+)$`, "i"), callerLast: true },
  {
    says: /^(?<from>.+?) (?:(?:get|got|is|are|was|were|be|being)(?:s|ting)? )?(?:refused|rejected|blocked|denied|dropped|reset|cut off|firewalled) by (?<to>.+)$/i,
  },
  {
    says: /^(?<to>.+?) (?:(?:is|are|keeps) )?(?:refus|reject|drop|block|den|reset)(?:es|s|e|ies|y|ing|ping|ting)? (?:all |any |the )?(?:new )?(?:(?:tcp|udp|http) )?(?:(?:connections?|traffic|requests?|packets?|calls?|access) )?(?:from|of|by) (?<from>.+)$/i,
    callerLast: true,
  },
  { says: /^(?:.{0,80} )?from (?<from>\S.*?) to (?<to>.+)$/i, stateLast: true },
  { says: /^(?:.{0,80} )?between (?<from>\S.*?) and (?<to>.+)$/i, stateLast: true },
  {
    says: /^(?:curl|wget|ping(?:ing)?|telnet|nc|(?:connect|talk|get|call|go|speak)(?:ing|ions?|s)?(?: to)?|reach(?:ing)?|access(?:ing)?(?: to)?|hit(?:ting)?|(?:requests?|traffic|packets|calls|connections?|dns|http) to) (?:-\S+ )*(?<to>\S+(?: (?:on )?port \d{1,5}| on \d{1,5})?) (?:from|in|inside) (?<from>.+)$/i,
    callerLast: true,
    stateLast: true,
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
    says: /^(?<to>.+?) (?:(?:is|are|was|seems?|looks|went) )?(?:unreachable|inaccessible|unavailable|down|offline|dead|broken|reachable|accessible|responding|answering|working)$/i,
  },
  {
    says: /^(?<to>.+?) (?:times? out|timing out|timed out|hangs?|refuses? (?:all )?connections?|rejects? (?:all )?connections?|respond|answer|work)$/i,
  },
  { says: /^(?<from>.+?) (?:has|have) no (?:network|connectivity|connection|internet(?: access)?)$/i },
];

/** Questions begin with these, and they are no names when more follows. */
const opening =
  /^(?:(?:why|how come|hey|hi|hello|so|and|but|please|pls|help|diagnose|debug|verify|(?:check|test)(?: (?:if|whether|that))?|tell me|is|isn't|are|aren't|was|can|can't|cant|cannot|could|couldn't|does|doesn't|do|don't|did|didn't|will|won't|should|there|that|if|whether|from|i|we|i'm|we're|i am|we are|am|unable to|not able to|trying to|failed to|it looks like|looks like|it seems|seems|i think|we think|any idea why|any ideas? why|somehow|now|not|still|no longer|able to)[,:]? )+(?=\S)/i;

/** Between the asker and the verb. */
const beforeVerb =
  // eslint-disable-next-line regexp/no-super-linear-move -- a question in words has a thousand letters at most
  /(?: (?:not|is|isn't|are|aren't|was|can|can't|cant|cannot|could|couldn't|does|doesn't|do|don't|did|didn't|has|have|had|will|won't|be|been|being|able to|unable to|no longer|still|trying to|trouble|problems?|issues?|fail(?:s|ed|ing)? to|refuses? to|times? out|timing out|never|ever|even|really|now|to|always|keeps?|suddenly|just))+$/i;

/** What people add at the end. */
const closing =
  /(?<![\s,])[\s,]+(?:any ?more|any longer|right now|now|today|please|pls|again|suddenly|at all|either|since .*|after .*|because .*|when .*|while .*|for .*|but .*|even though .*|although .*|any ideas?.*|all the time|every time|most of the time)$/i;

/** How it fails, behind the last end. */
const state =
  /(?<=\S) (?:(?:always |also |just |still |now )?(?:is|are|was|were|isn't|aren't|gets?|getting|keeps?|fails?|failed|failing|do(?:es)?(?: not|n't)|times?|timed|timing|hangs?|hanging|has|have|drops?|dropping|being|returns?|returning|stopped|stops|broke|never|seems?|won't|can't|cannot|intermittent|not working|works?|with (?:an? )?(?:error|timeout|connection|[45]\d\d)|and (?:it|gets?|fails?|times?))(?=\s|$).*|\(.*|: .*)$/i;

const seldom =
  /(?:^| )(?:sometimes|intermittently|intermittent|occasionally|randomly|sporadically|periodically|from time to time|(?:every )?now and then|once in a while|at times|often|flaky|flakily|half the time|some of the time|on and off)(?=[ ,?.!]|$),?/i;

/** "Since the deploy" and the like, in front or behind. */
const sinceFirst = /^(?:ever )?(?:since|after) (?:the )?([^,]{1,80}), /i;
const sinceLast =
  /[ ,](?:ever )?(since|after) ((?!\d{1,9} ?(?:ms|s|sec|seconds|attempts|retries)\b).{1,80}?)[?.! ]*$/i;

/** Who is nobody in particular. */
const anybody =
  /^(?:nobody|no one|noone|nothing|none|anybody|anyone|everybody|everyone|everything|somebody|someone|something|people|users|clients|all|any|it|they|i|we|you|no pod|all pods|any pod|customers)$/i;
const anywhere =
  /^(?:anything|anyone|anybody|nothing|everything|anywhere|nowhere|any pod|other pods|any other pod|the network|the outside|outside|the internet|internet|the outside world|it|them)$/i;

function trimmed(side: string): string {
  let text = side.replace(/(?<![?!.,;\s])[?!.,;\s]+$/, "");
  for (let next = text.replace(closing, ""); next !== text; next = text.replace(closing, "")) text = next;
  return text.replace(/(?<![?!.,;\s])[?!.,;\s]+$/, "");
}

const asker = (side: string): string => trimmed(side.replace(opening, "").replace(beforeVerb, ""));

export type Split = Sides | "several-arrows" | undefined;

/** Undefined when the text names no end. */
export function splitEnglish(line: string): Split {
  const sides = line.split(arrow);
  if (sides.length > 2) return "several-arrows";
  const [left, right] = sides;
  if (left !== undefined && right !== undefined)
    return { from: trimmed(left.replace(opening, "")), to: trimmed(right), bare: true };
  const said = whenOf(line);
  const sentence = trimmed(said.rest);
  for (const form of forms) {
    const found = readForm(form, sentence);
    if (found) return { ...found, ...said.extras };
  }
  return undefined;
}

/** What names one end only: "productpage is unreachable", "can't reach db". Tried when no form gave two that can be read. */
export function splitHalf(line: string): Sides | undefined {
  const said = whenOf(line);
  const sentence = trimmed(said.rest);
  for (const form of halves) {
    const found = readForm(form, trimmed(sentence.replace(opening, "")));
    if (found) return { ...found, ...said.extras };
  }
  return undefined;
}

function whenOf(line: string): { readonly rest: string; readonly extras: Sides } {
  const seldomSaid = seldom.test(line);
  const first = sinceFirst.exec(line);
  const rest = line.replace(seldom, "").replace(sinceFirst, "").trim();
  const last = first ? undefined : sinceLast.exec(rest);
  const since =
    first?.[0]
      .trim()
      .replace(/^ever |,$/g, "")
      .replace(/^(?:since|after) /i, "") ?? last?.[2];
  const kind = errorIn(line);
  return {
    rest,
    extras: {
      ...(seldomSaid ? { sometimes: true } : {}),
      ...(since === undefined ? {} : { since }),
      ...(kind === undefined ? {} : { kind }),
    },
  };
}

function readForm(form: Form, sentence: string): Sides | undefined {
  const match = form.says.exec(sentence) ?? form.says.exec(sentence.replace(opening, ""));
  if (!match) return undefined;
  const { from, to, name, port } = match.groups ?? {};
  const last = form.callerLast ? "from" : "to";
  const clean = (side: "from" | "to", text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const own = form.stateLast && side === last ? text.replace(state, "") : text;
    // Who stands first in the sentence has its opening in front, and the verb's helpers behind.
    return (side === last ? trimmed(own) : asker(own)).replace(/^(?:from|by) /i, "");
  };
  const caller = clean("from", from);
  const called = clean("to", to);
  const known = {
    ...(caller === undefined || anybody.test(caller) ? {} : { from: caller }),
    ...(called === undefined || anywhere.test(called)
      ? {}
      : { to: port === undefined ? called : `${called} port ${port}` }),
  };
  if (form.dns) return { ...known, resolves: name === undefined ? "" : trimmed(name) };
  if (form.itself) return { ...known, itself: true };
  return {
    ...known,
    ...(form.callerLast ? { callerLast: true } : {}),
    ...(/\bping/i.test(sentence) ? { ping: true } : {}),
  };
}
