/** A question in words, or two names with an arrow between them. */
import type { Language, SymptomKind } from "../model/question.ts";
import { describeTarget } from "./describe.ts";
import { readEnd } from "./end.ts";
import { errorIn, isTimeout, statusIn } from "./errors.ts";
import { findEnds } from "./find.ts";
import { toName } from "./names.ts";
import { example, exampleOf, languageOf, none, ofPair, oneEnd, otherThan, spoken } from "./outcome.ts";
import { isProse } from "./prose.ts";
import { hostName } from "./readers/told.ts";
import type { Beside, Reading } from "./reading.ts";
import { refuse, shorten } from "./refusal.ts";
import { isChinese, splitChinese } from "./sentences/chinese.ts";
import { tellsOfReaching } from "./sentences/loose.ts";
import { isFiller } from "./sentences/named-ends.ts";
import { arrow, splitEnglish, splitHalf, splitWithoutForm } from "./sentences/english.ts";
import type { Sides } from "./sentences/sides.ts";
import { plainSentence } from "./sentences/plain-sentence.ts";
import { unclearPair, type Unclear } from "./sentences/unclear.ts";
import { endsOf, noEnd, runsSomewhere } from "./side-ends.ts";
import { isRefused, type EndRead } from "./target.ts";

/** Of a question in words; log lines are read before this is asked. */
const longestQuestion = 1_000;

/** A sentence, or two names with an arrow between them. */
export function readWords(typed: string): Reading {
  const line = isChinese(typed) ? typed : plainSentence(typed);
  if (line === "" || /^(help|\?)$/i.test(line)) return none(refuse("Say who cannot reach whom.", example));
  if (line.length > longestQuestion)
    return none(refuse(`That is ${line.length} characters; name the two ends in one short line.`, example));
  const unclear = isChinese(line) ? undefined : unclearPair(line);
  if (unclear) return none(refuse(unclearWords[unclear], example), languageOf(line));
  const ways = split(line, typed);
  if (ways === "several-arrows")
    return none(
      refuse("There are several arrows; ask about one pair at a time.", severalArrowsExample(line)),
    );
  const bare = ways.some((sides) => sides.bare);
  const language = bare && !isChinese(line) ? undefined : languageOf(line);
  const read = ways.map((sides) => readSides(sides, line, language));
  const question = read.find(({ kind }) => kind === "question");
  if (question) return question;
  const found = bare ? {} : findEnds(line);
  if (found.from && found.to) return ofPair(line, found.from, found.to, spoken(language));
  const loose = bare || isChinese(line) || !isProse(line) ? [] : splitWithoutForm(line);
  const loosely = loose.map((sides) => readSides(sides, line, language));
  const asked = loosely.find(({ kind }) => kind === "question");
  if (asked) return asked;
  const halves =
    bare || isChinese(line) ? [] : splitHalf(line).map((sides) => readSides(sides, line, language));
  const symptom = symptomOf(errorIn(line), statusIn(line), line);
  const isAbout =
    symptom.symptom !== undefined ||
    tellsOfReaching(line) ||
    /\bwait\w* (?:for|on)\b/i.test(line) ||
    isChinese(line) ||
    line.split(" ").length <= 4;
  const foundEnd =
    found.to && isAbout
      ? oneEnd({ side: "to", end: found.to, text: shorten(line, 300), ...symptom, ...spoken(language) })
      : undefined;
  // Of several addresses none is the one for certain.
  const half = [...read, ...(found.several ? [] : [...halves, ...loosely]), foundEnd].find(
    (one) => one?.kind === "one-end",
  );
  const [refused] = read;
  return half ?? { ...(refused ?? refuseOneSide(line, language)), ...symptom };
}

const unclearWords: Readonly<Record<Unclear, string>> = {
  only: "That says who can, and not who cannot. Name one pair that fails.",
  several: "That names several ends on one side; ask about one pair at a time.",
  works: "That says that it works. Which pair does not?",
  either: "That may mean requests or answers. Which of the two calls the other?",
  "not-now": "That does not say that something fails now. Which pair fails?",
  "both-ways": "That can be read both ways. Which of the two calls the other?",
};

/** The ways in which a line can be taken apart, likeliest first. */
function split(line: string, typed: string): ReturnType<typeof splitEnglish> {
  // What stood in brackets may have said whose it is.
  const english = splitEnglish(line, { isWhole: !typed.includes("(") });
  if (!isChinese(line) || english === "several-arrows") return english;
  // "web -> db:5432 不通": who reads Chinese reads what stands around the names.
  const bare = english.filter((sides) => sides.bare);
  const chinese = splitChinese(bare.length > 0 ? line.replace(arrow, " 到 ") : line);
  return [...bare, ...(chinese ? [chinese] : [])];
}

/** Both ends of a sentence, where it names two that can be read; undefined for everything else. */
export function bothEnds(
  typed: string,
  { loosely = false }: { readonly loosely?: boolean } = {},
): { from: EndRead; to: EndRead; beside: Partial<Beside> } | undefined {
  const line = isChinese(typed) ? typed : plainSentence(typed);
  if (line.length > longestQuestion || (!isChinese(line) && unclearPair(line))) return undefined;
  const inForm = split(line, typed);
  if (inForm === "several-arrows") return undefined;
  const more = loosely && !isChinese(line) && isProse(line) ? splitWithoutForm(line) : [];
  for (const sides of [...inForm, ...more]) {
    const { from, to } = endsOf(sides);
    if (!from || !to || isRefused(from) || isRefused(to)) continue;
    if (ofPair(line, from, to, {}).kind === "question")
      return { from, to, beside: besideOf(sides, line, false) };
  }
  return undefined;
}

function symptomOf(
  kind: SymptomKind | undefined,
  status: number | undefined,
  line: string,
): Pick<Beside, "symptom"> {
  if (kind === undefined && status === undefined) return {};
  return {
    symptom: {
      ...(status === undefined ? {} : { status }),
      ...(kind === undefined ? {} : { kind }),
      line: shorten(line, 2000),
    },
  };
}

function besideOf(sides: Sides, line: string, withSymptom = true): Partial<Beside> {
  const { status, sometimes, since, resolves } = sides;
  // A look-up that times out is one that DNS did not answer.
  const kind = resolves !== undefined && isTimeout(sides.kind) ? "name-unanswered" : sides.kind;
  const name = resolves === undefined || resolves === "" ? undefined : hostName(resolves);
  return {
    ...(withSymptom ? symptomOf(kind, status, line) : {}),
    ...(sometimes ? { sometimes } : {}),
    ...(since === undefined ? {} : { since }),
    ...(name === undefined ? {} : { resolves: name }),
  };
}

function readSides(sides: Sides, line: string, language: Language | undefined): Reading {
  const { from, to } = endsOf(sides);
  const beside = { ...besideOf(sides, line), ...spoken(language) };
  const text = shorten(line, 300);
  if (from && to && !isRefused(from) && !isRefused(to))
    return from.target.type === "own-node" && !runsSomewhere(to)
      ? oneEnd({ ...beside, text, side: "to", end: to })
      : ofPair(line, from, to, beside);
  if (!from && to && !isRefused(to)) return oneEnd({ ...beside, text, side: "to", end: to });
  if (from && !to && !isRefused(from)) return oneEnd({ ...beside, text, side: "from", end: from });
  if (from && isRefused(from)) {
    const target = !to ? "productpage" : isRefused(to) ? to.instead : describeTarget(to.target);
    return none(
      refuse(
        capital(sides.from === "" ? "the first end is missing" : from.wrong),
        sides.bare ? exampleOf(sides.from === "" ? "ingress-nginx" : from.instead, target) : example,
      ),
      language,
    );
  }
  if (to && isRefused(to)) {
    const caller = from && !isRefused(from) ? describeTarget(from.target) : "ingress-nginx";
    return none(
      refuse(
        capital(sides.to === "" ? "the second end is missing" : to.wrong),
        sides.bare || !(sides.to ?? "").includes(" ")
          ? exampleOf(caller, sides.to === "" ? otherThan(caller) : to.instead)
          : example,
      ),
      language,
    );
  }
  return none(refuse(`I could not find two ends in "${shorten(line)}".`, example), language);
}

function severalArrowsExample(line: string): string {
  const [from = "", to = ""] = line.split(arrow).map((side) => side.split(" ").at(-1) ?? "");
  return exampleOf(toName(from, "ingress-nginx"), toName(to, "productpage"));
}

/** One end, or two words without a direction. */
function refuseOneSide(line: string, language: Language | undefined): Reading {
  const nothing = none(refuse(`I could not find two ends in "${shorten(line)}".`, example), language);
  if (
    isChinese(line) ||
    /^(?:hi|hey|hello|thanks?|thank you|ok|okay|yes|no|please|good morning)[.! ]*$/i.test(line)
  )
    return nothing;
  const [first = "", second, ...more] = line
    .replace(/(?<![?!.])[?!.]+$/, "")
    .split(" ")
    .filter((word) => !/^(?:[-|,;&+/.]+|and|vs)$/.test(word));
  if (second !== undefined && [first, second].some((word) => isFiller(word) || noEnd.test(word)))
    return nothing;
  if (second !== undefined && more.length === 0) {
    const [from, to] = [toName(first, "ingress-nginx"), toName(second, "productpage")];
    return none(
      refuse(
        `Which way: ${shorten(first)} to ${shorten(second)}, or the other way round? Put an arrow between them.`,
        exampleOf(from, to),
      ),
      language,
    );
  }
  if (second === undefined) {
    const name = toName(first, "productpage");
    const asked = refuse(
      `That names one end only, ${shorten(first)}. Who calls whom?`,
      name === "ingress-nginx" ? example : `ingress-nginx -> ${name}`,
    );
    const end = readEnd(first);
    if (isRefused(end)) return none(asked, language);
    return {
      kind: "one-end",
      known: {
        text: shorten(line, 300),
        side: name === "ingress-nginx" ? "from" : "to",
        end,
        ...spoken(language),
      },
      ...asked,
      ...spoken(language),
    };
  }
  return nothing;
}

const capital = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
