/** What a person typed or pasted into a question, one end of one, or a refusal with an example that would do. */
import type { Symptom } from "../model/question.ts";
import { describeTarget } from "./describe.ts";
import { example, failureWords, languageOf, none, oneEnd, spoken } from "./outcome.ts";
import { isWhoIsCalled } from "./own-server.ts";
import { readPasted, type Pasted } from "./pasted.ts";
import { plainLine, plainText, withoutCredentials, withoutReferences } from "./plain-text.ts";
import { isProse } from "./prose.ts";
import { bothEnds, readWords } from "./read-words.ts";
import type { Told } from "./readers/told.ts";
import { questionOf, type Beside, type Reading } from "./reading.ts";
import { refuse, shorten } from "./refusal.ts";
import { saysSeldom } from "./sentences/seldom.ts";
import { readSince } from "./sentences/since.ts";

/** Longer texts are refused; a log line with a long URL fits. Characters. */
const longest = 20_000;
/**
 * Never throws. Accepts `A -> B[:port][/udp]`, questions in English and Chinese words, Slack's marks, and what programs print when
 * they cannot reach something: that asks from who printed it to what it names, unless the words around it name both ends.
 */
export function parseQuestion(typed: string): Reading {
  const read = readTyped(typed);
  if (read.kind === "question" || readTyped(read.refusal.example).kind === "question") return read;
  // What was typed gave no readable example: the standing one is shown.
  return { ...read, ...refuse(read.refusal.sentence, example) };
}

function readTyped(typed: string): Reading {
  if (typed.length > longest)
    return none(
      refuse(
        `That is ${Math.round(typed.length / 1024)} KB of text; ask in one line, or paste one log line.`,
        example,
      ),
    );
  const text = plainText(withoutReferences(withoutCredentials(typed)));
  const pasted = readPasted(text);
  return pasted ? readWithLine(pasted, text) : readWords(plainLine(text));
}

/** What programs print has fields and brackets that a sentence has not. */
const hasFields = /(?:Exception|Error):|[{}]|\w=["'\w{[]|=>|^\[/;

/** A line that a program printed; what was written around it comes first, where that names both ends. */
function readWithLine(pasted: Pasted, text: string): Reading {
  const { told, line, when } = pasted;
  const words = plainLine(pasted.words);
  const language = words === "" ? undefined : languageOf(words);
  const { since } = readSince(words === "" ? plainLine(line.slice(0, told.at)) : words);
  const symptom = symptomOf(told, line);
  // Programs print how often they try again; people say how often it fails.
  const isSeldom = saysSeldom(words !== "" ? words : isProse(line) ? line : line.slice(0, told.at));
  const said: Beside = {
    text: shorten(words === "" ? line : words, 300),
    ...(isSeldom ? { sometimes: true } : {}),
    ...(symptom ? { symptom } : {}),
    ...(since === undefined ? {} : { since }),
    ...spoken(language),
  };
  const beside: Beside = told.resolves === undefined ? said : { ...said, resolves: told.resolves };
  const time = when === undefined ? {} : { when };
  // Of Chinese words the order alone tells who calls: a line that says it is surer.
  const isToldByLine = told.from && told.to && !told.guessed && language === "zh";
  const around = words === "" || isToldByLine ? undefined : ofTwo(bothEnds(words));
  if (around) {
    const question = questionOf(around.from, around.to, {
      ...(around.to.port === told.to?.port && around.to.port === 53 ? beside : said),
      ...around.beside,
    });
    if (question) return { kind: "question", question, ...spoken(language), ...time };
  }
  // The line may stand inside of a sentence: "curl http://db:80 from client times out".
  const whole = plainLine(text);
  const front = plainLine(line.slice(0, told.at));
  const sentence =
    told.from && told.to && !told.guessed
      ? undefined
      : ((/\b(?:can't|cannot|unable to|not able to|doesn't|isn't) [a-z]/i.test(front)
          ? ofTwo(bothEnds(front, { loosely: true }))
          : undefined) ??
        (hasFields.test(whole) || text.trim().includes("\n")
          ? undefined
          : ofTwo(bothEnds(whole, { loosely: told.guessed === true }) ?? callerOf(told, whole))));
  if (told.from && told.to && !sentence) {
    const question = questionOf(told.from, told.to, beside);
    if (question) return { kind: "question", question, ...spoken(language), ...time };
  }
  if (told.refusal) return none({ refusal: told.refusal }, language);
  if (sentence) {
    const own = languageOf(whole);
    const question = questionOf(sentence.from, sentence.to, { ...said, ...spoken(own), ...sentence.beside });
    if (question) return { kind: "question", question, ...spoken(own), ...time };
  }
  if (told.to) return { ...oneEnd({ ...beside, side: "to", end: told.to }), ...time };
  if (told.from) return { ...oneEnd({ ...beside, side: "from", end: told.from }), ...time };
  const read = readWords(whole);
  if (read.kind !== "none") return read;
  const failed = symptom?.kind === undefined ? "that something failed" : `"${failureWords[symptom.kind]}"`;
  const refused = refuse(
    `That says ${failed}, and neither who called nor whom. Who cannot reach whom?`,
    example,
  );
  return { ...none(refused, language), ...(symptom ? { symptom } : {}) };
}

/** "mysql times out: dial tcp 10.0.0.5:3306" names one, twice. */
const ofTwo = (both: ReturnType<typeof bothEnds>): ReturnType<typeof bothEnds> =>
  both && isWhoIsCalled(both.from, both.to) ? undefined : both;

/** "curl http://db:80 from inside the web container just sits there": whom it calls is known, and the rest is a sentence about it. */
function callerOf({ from, to, resolves }: Told, whole: string): ReturnType<typeof bothEnds> {
  const both = from || !to || resolves !== undefined ? undefined : bothEnds(whole, { loosely: true });
  return both && to && describeTarget(both.to.target) === describeTarget(to.target)
    ? { ...both, to: { ...both.to, ...to } }
    : undefined;
}

function symptomOf(told: Told, line: string): Symptom | undefined {
  const { status, upstream, kind, flags } = told;
  if (status === undefined && kind === undefined) return undefined;
  return {
    ...(status === undefined ? {} : { status }),
    ...(upstream === undefined ? {} : { upstream }),
    ...(kind === undefined ? {} : { kind }),
    ...(flags === undefined ? {} : { flags: [...flags] }),
    line: shorten(line.trim(), 2000),
  };
}
