/** A sentence into its two sides. */

export interface Sides {
  readonly from: string;
  readonly to: string;
  /** Said by the verb: "can A ping B". */
  readonly ping?: true;
  /** The caller was named last, so a port behind it is meant for the other end. */
  readonly callerLast?: true;
}

export type Split = Sides | "several-arrows" | undefined;

const arrow = / ?(?:(?<!-)-+>|(?<!=)=+>|(?<= )>+(?= )) ?/;

const verb =
  /^(.+?) (?:(reach(?:es|ing)?|access(?:es|ing)?|contact|ping(?:s|ing)?|call(?:s|ing)?|hit(?:s|ting)?|see|resolve)|(?:talk(?:s|ing)?|connect(?:s|ing)?|speak(?:s|ing)?|get(?:s|ting)?(?: through)?|go(?:es)?|send(?:s|ing)?(?: \w+)?) (?:to|with|on|at)) (.+)$/i;

/** What goes wrong stands where the verb would: "web times out connecting to db", "web gets 503 from db". */
const symptom =
  /^(.+?) (?:time(?:s|d)? out|timing out|fail(?:s|ed|ing)?|hang(?:s|ing)?|(?:get|see)(?:s|ting|ing)? (?:an? |the )?(?:[45]\d\ds?|errors?|timeouts?|connection refused|refused|no answer|nothing)) (?:(?:when )?(?:connecting|talking|calling|going) )?(?:to |with |on |at |towards |against |from |for )?(.+)$/i;

/** The other way round: "productpage is not reachable from ingress-nginx". */
const passive =
  /^(.+?) (?:unreachable|inaccessible|unavailable|reach(?:able|ed)|access(?:ible|ed)|call(?:able|ed)|contacted|pinged|available) (?:from|by) (.+)$/i;

const plainTo = /^(?:from )?(.+?) to (.+)$/i;

/** Questions begin with these, and they are no names when more follows. */
const opening =
  /^(?:(?:why|how come|hey|hi|hello|so|and|but|please|pls|diagnose|debug|check (?:if|whether)|tell me|is|isn't|are|aren't|was|can|can't|cant|cannot|could|couldn't|does|doesn't|do|don't|did|didn't|will|won't|should|that|if|whether|from)[,:]? )+(?=\S)/i;

/** Between the asker and the verb. */
const beforeVerb =
  // eslint-disable-next-line regexp/no-super-linear-move -- a question in words has a thousand letters at most
  /(?: (?:not|is|isn't|are|aren't|was|can|can't|cant|cannot|could|couldn't|does|doesn't|do|don't|did|didn't|will|won't|be|being|able to|unable to|no longer|still|trying to|fail(?:s|ed|ing)? to|refuses? to|times? out|timing out|ever|even|really|now|to))+$/i;

/** What people add at the end. */
const closing =
  /(?<![\s,])[\s,]+(?:any ?more|any longer|right now|now|today|please|pls|again|suddenly|at all|since .*|after .*|because .*|when .*|for .*)$/i;

function trimmed(side: string): string {
  let text = side.replace(/(?<![?!.,;\s])[?!.,;\s]+$/, "");
  for (let next = text.replace(closing, ""); next !== text; next = text.replace(closing, "")) text = next;
  return text.replace(/(?<![?!.,;\s])[?!.,;\s]+$/, "");
}

const asker = (side: string): string => trimmed(side.replace(opening, "").replace(beforeVerb, ""));

/** Undefined when the text names no two sides. */
export function splitSides(text: string): Split {
  const sides = text.split(arrow);
  if (sides.length > 2) return "several-arrows";
  const [left, right] = sides;
  if (left !== undefined && right !== undefined)
    return { from: trimmed(left.replace(opening, "")), to: trimmed(right) };
  const sentence = trimmed(text);
  const turned = passive.exec(sentence);
  if (turned) return { from: trimmed(turned[2] ?? ""), to: asker(turned[1] ?? ""), callerLast: true };
  const said = verb.exec(sentence);
  if (said)
    return {
      from: asker(said[1] ?? ""),
      to: trimmed(said[3] ?? ""),
      ...(/^ping/i.test(said[2] ?? "") ? { ping: true } : {}),
    };
  const failed = symptom.exec(sentence);
  if (failed) return { from: asker(failed[1] ?? ""), to: trimmed(failed[2] ?? "") };
  const pair = plainTo.exec(sentence.replace(opening, ""));
  return pair ? { from: asker(pair[1] ?? ""), to: trimmed(pair[2] ?? "") } : undefined;
}
