/** What a person typed or pasted into a question, or a refusal with an example that would do. */
import { Question } from "../model/question.ts";
import { describeQuestion, describeTarget } from "./describe.ts";
import { readEnd } from "./end.ts";
import { findLogLine, type LoggedFailure } from "./log-line.ts";
import { loggedQuestion, symptomOf } from "./logged-question.ts";
import { toName } from "./names.ts";
import { plainLine, plainText, withoutCredentials } from "./plain-text.ts";
import { refuse, shorten, type Refusal } from "./refusal.ts";
import { splitSides } from "./split.ts";
import { isRefused, type EndRead } from "./target.ts";

export type Parsed = { readonly question: Question } | { readonly refusal: Refusal };

/** Longer texts are refused; a log line with a long URL fits. Characters. */
const longest = 20_000;
/** Of a question in words; log lines are read before this is asked. */
const longestQuestion = 1_000;

const example = "ingress-nginx -> test/productpage:9080";

/**
 * Never throws. Accepts `A -> B[:port][/udp]` and questions in words, Slack's marks, and ingress-nginx log lines,
 * which ask from the controller to the failed upstream unless the words around them name both ends.
 */
export function parseQuestion(typed: string): Parsed {
  const parsed = parseTyped(typed);
  if ("question" in parsed || "question" in parseTyped(parsed.refusal.example)) return parsed;
  // What was typed gave no readable example: the standing one is shown.
  return refuse(parsed.refusal.sentence, example);
}

function parseTyped(typed: string): Parsed {
  if (typed.length > longest)
    return refuse(
      `That is ${Math.round(typed.length / 1024)} KB of text; ask in one line, or paste one log line.`,
      example,
    );
  const text = plainText(withoutCredentials(typed));
  const logged = findLogLine(text);
  if (logged) return parseLogged(logged.failure, logged.words);
  return parseWords(plainLine(text));
}

function parseLogged(failure: LoggedFailure, around: string): Parsed {
  const words = plainLine(around);
  const asked = words === "" ? undefined : parseWords(words);
  if (asked && "question" in asked) return { question: { ...asked.question, symptom: symptomOf(failure) } };
  return loggedQuestion(failure, words === "" ? shorten(failure.line, 300) : shorten(words, 300));
}

function parseWords(line: string): Parsed {
  if (line === "" || /^(help|\?)$/i.test(line)) return refuse("Say who cannot reach whom.", example);
  if (line.length > longestQuestion)
    return refuse(`That is ${line.length} characters; name the two ends in one short line.`, example);
  const sides = splitSides(line);
  if (sides === "several-arrows")
    return refuse("There are several arrows; ask about one pair at a time.", severalArrowsExample(line));
  if (!sides) return refuseOneSide(line);
  const from = readEnd(sides.from);
  const to = readEnd(sides.to);
  if (isRefused(from)) {
    const target = isRefused(to) ? to.instead : describeTarget(to.target);
    return refuse(
      capital(sides.from === "" ? "the first end is missing" : from.wrong),
      exampleOf(sides.from === "" ? "ingress-nginx" : from.instead, target),
    );
  }
  if (isRefused(to))
    return refuse(
      capital(sides.to === "" ? "the second end is missing" : to.wrong),
      exampleOf(
        describeTarget(from.target),
        sides.to === "" ? otherThan(describeTarget(from.target)) : to.instead,
      ),
    );
  if (sides.callerLast) {
    const { target, ...rest } = from;
    return checkPair(line, { target }, { ...rest, ...to });
  }
  return checkPair(line, from, sides.ping ? { protocol: "ICMP", ...to } : to);
}

const capital = (text: string): string =>
  `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
const otherThan = (name: string): string => (name === "productpage" ? "reviews" : "productpage");

/** Falls back to the standing example when the two would be the same. */
function exampleOf(from: string, to: string): string {
  return from === to ? `${from} -> ${otherThan(from)}` : `${from} -> ${to}`;
}

function checkPair(text: string, from: EndRead, to: EndRead): Parsed {
  const [one, other] = [describeTarget(from.target), describeTarget(to.target)];
  if (from.port !== undefined || from.protocol !== undefined)
    return refuse(
      `A port or protocol belongs to the end that is called; ${one} calls from any port.`,
      describeQuestion({
        from: from.target,
        to: to.target,
        port: to.port ?? from.port,
        protocol: to.protocol,
      }),
    );
  if (one === other)
    return refuse(`Both ends are ${shorten(one)}; name two different ones.`, exampleOf(one, other));
  if (to.protocol === "ICMP" && to.port !== undefined)
    return refuse(
      "A ping has no port; leave out one of the two.",
      describeQuestion({ from: from.target, to: to.target, port: to.port, protocol: undefined }),
    );
  const question = Question.safeParse({
    text: shorten(text, 300),
    from: from.target,
    to: to.target,
    ...(to.port === undefined ? {} : { port: to.port }),
    ...(to.protocol === undefined ? {} : { protocol: to.protocol }),
    ...(to.looksUp === undefined ? {} : { looksUp: to.looksUp }),
    ...(to.scheme === undefined ? {} : { scheme: to.scheme }),
  });
  return question.success
    ? { question: question.data }
    : refuse("I could not read that as a question.", example);
}

function severalArrowsExample(line: string): string {
  const [from = "", to = ""] = line
    .split(/ ?(?:(?<!-)-+>|(?<!=)=+>) ?/)
    .map((side) => side.split(" ").at(-1) ?? "");
  return exampleOf(toName(from, "ingress-nginx"), toName(to, "productpage"));
}

/** One end, or two words without a direction. */
function refuseOneSide(line: string): Parsed {
  const [first = "", second, ...more] = line
    .replace(/(?<![?!.])[?!.]+$/, "")
    .split(" ")
    .filter((word) => !/^(?:[-|,;&+/.]+|and|vs)$/.test(word));
  if (second !== undefined && more.length === 0) {
    const [from, to] = [toName(first, "ingress-nginx"), toName(second, "productpage")];
    return refuse(
      `Which way: ${shorten(first)} to ${shorten(second)}, or the other way round? Put an arrow between them.`,
      exampleOf(from, to),
    );
  }
  if (second === undefined) {
    const name = toName(first, "productpage");
    return refuse(
      `That names one end only, ${shorten(first)}. Who calls whom?`,
      name === "ingress-nginx" ? example : `ingress-nginx -> ${name}`,
    );
  }
  return refuse(`I could not find two ends in "${shorten(line)}".`, example);
}
