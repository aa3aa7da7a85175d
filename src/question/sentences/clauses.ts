/** The parts of a text that may each be a sentence, without those that say that something works: it is not what was asked about. */
import { endsIn } from "./named-ends.ts";
import { doing, failureWords } from "./verbs.ts";

const contrast =
  /(?:[.?!;](?= |$))|\b(?:but|while|whereas|however|although|though|because|and then|and now|so now|yet)\b|, only (?=[^ ]{1,100} (?:can't|cannot|couldn't|doesn't|isn't|fails)\b)/i;
const weak = /(?:,(?= |$)| - | \u2014 )/;

const works =
  /\b(?:works?|working|succeeds?|succeeded|(?<!not )fine|(?:is|are|looks?|seems?) (?:fine|ok|okay|good|well|up|healthy)|can (?:still |also |both )?(?:reach|access|connect|ping|talk|call|curl|get|open|see|query)|reaches|can)\b/i;
const fails = new RegExp(
  `n't\\b|\\b(?:${failureWords}|reject\\w*|reset|lost|los(?:es|ing)|unavailable|down|broken|hang\\w*|why)\\b`,
  "i",
);

/** Whether it says that something works, and of nothing that it fails. */
const saysItWorks = (clause: string): boolean =>
  works.test(clause) &&
  !fails.test(clause.replace(/^(?:so )?why (?:would|does|do|can) /i, "")) &&
  !asks.test(clause);

/** "Can someone look at …", "can web reach db": who asks says of nothing that it works; "… but can reach redis" does. */
const asks =
  /^(?:(?:hey|hi|hello|please|ok|so|and|also)[, ]{1,2}){0,3}(?:can|could|does|do|is|are) (?!(?:still |also )?(?:reach|access|connect|ping|talk|call|curl|get|open|see|query)\b)/i;

/** Whether one part says that something works, and another does not: names on both sides are no pair. */
export function hasContrast(line: string): boolean {
  const parts = sentencesOf(line);
  return parts.length > 1 && parts.some(saysItWorks) && !parts.every(saysItWorks);
}

/** "gateway to orders fine, gateway to inventory 502": each part has a pair of its own. */
const ofTwoPairs =
  /[^ ,]{1,100} (?:to|->) [^ ,]{1,100}[^,]{0,60}, (?:and )?[^ ,]{1,100} (?:to|->) [^ ,]{1,100}/i;
const contrastOrComma = new RegExp(`${contrast.source}|${weak.source}`, "i");

const sentencesOf = (line: string): readonly string[] =>
  parted(line, ofTwoPairs.test(line) ? contrastOrComma : contrast);

function parted(text: string, at: RegExp): readonly string[] {
  return text
    .split(at)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
}

/**
 * What may be read as one sentence, likeliest first: the text between words of contrast, then its parts between commas, the last
 * first. "web works but api can't reach db" is "api can't reach db": names on both sides of a "but" are no pair.
 */
export function clausesOf(line: string): readonly string[] {
  return partsOf(line).map((clause) => withPlace(withNamed(clause, line), line));
}

/** "From web I can ping db, but telnet db 5432 hangs": where it was tried is said once, of all of it. */
function withPlace(clause: string, line: string): string {
  const [, place] = triedIn.exec(line) ?? [];
  return place !== undefined && ofNobody.test(clause) && !clause.includes(place) && !/\bfrom\b/i.test(clause)
    ? `${clause} from ${place}`
    : clause;
}

/** "telnet db 5432 hangs", "I can't reach db": nobody is named who does that. */
const ofNobody = new RegExp(
  `^(?:(?:i|we|it|they|not|can't|cannot|also|only) )*(?:curl|wget|telnet|nc|ping|ssh|${doing})(?:s|ing)? `,
  "i",
);

const triedIn =
  /^(?:(?:so|ok|and|hi|hey),? )?(?:from|inside|within) (?:the |my |our )?((?:(?:pod|node|container|deployment) )?[a-z0-9][a-z0-9./-]{0,200}),? (?:i|we|im|i'm|you|it) /i;

/** "loki looks fine but grafana can't get to it": what is called "it" is the one that was named before, where it is one alone. */
function withNamed(clause: string, line: string): string {
  const [front = ""] = calledIt.exec(clause) ?? [];
  const [named, other] =
    front === ""
      ? []
      : endsIn(line.slice(0, line.indexOf(clause)).replace(state, " ").split(" ")).filter(
          ({ words }) => !/^[a-z]+(?:ed|ing|ly)$/i.test(words),
        );
  // "The node rebooted": of a kind, and none by name.
  const isNamed = named && !other && !/ [a-z]+ed$/i.test(named.words);
  return isNamed ? `${front}${named.words}${clause.slice(front.length).replace(/^\S+/, "")}` : clause;
}

/** "Is up", "looks healthy": how somebody is. */
const state =
  /\b(?:is|are|was|were|looks?|seems?|feels?) (?:(?:all|just|still|perfectly|quite|very) )?[a-z]{2,20}(?= |$)/gi;

const calledIt = new RegExp(`^.*\\b${doing}s? (?=(?:it|them)\\b)`, "i");

function partsOf(line: string): readonly string[] {
  const whole = sentencesOf(line);
  const kept = whole.length > 1 ? whole.filter((clause) => !saysItWorks(clause)) : whole;
  const parts = kept.flatMap((clause) => {
    const smaller = parted(clause, weak);
    return smaller.length > 1 ? smaller.filter((part) => !saysItWorks(part)) : [];
  });
  return [...kept.toReversed(), ...parts.toReversed()];
}
