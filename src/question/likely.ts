/** Who may be the other end of what was understood, by what was asked before. */
import type { Question, Target } from "../model/question.ts";
import { describeQuestion, describeTarget } from "./describe.ts";
import { readKept, type KeptEnd } from "./kept-end.ts";

/** So many are offered. */
const offered = 20;

/**
 * The other ends as they can be typed, the likely ones first: those of questions about this very end, then of questions
 * about something in its namespace, as `asked` has them; then the ingress controller, the caller that most lines are of.
 */
export function likelyOthers({ side, end }: KeptEnd, asked: readonly Question[]): readonly string[] {
  const own = (question: Question): Target => (side === "to" ? question.to : question.from);
  const about = asked.filter((question) => isSame(own(question), end.target));
  const beside = asked.filter((question) => isBeside(own(question), end.target));
  const known = [...about, ...beside].flatMap((question) => otherOf(side, question));
  const all = [...known, ...(side === "to" ? ["ingress-nginx"] : [])];
  const itself = describeTarget(end.target);
  return [...new Set(all)].filter((other) => other !== itself).slice(0, offered);
}

/** The end that is asked for, in a question that had it. */
function otherOf(side: KeptEnd["side"], question: Question): string[] {
  const other = side === "to" ? question.from : question.to;
  // Such an end is none without the other: its node.
  if (other.type === "own-node") return [];
  if (side === "to") return [describeTarget(other)];
  const [, called] = describeQuestion(question).split(" -> ");
  return called === undefined ? [] : [called];
}

function isSame(one: Target, other: Target): boolean {
  if (one.type === "object" && other.type === "object") {
    const spaces = new Set([one.namespace ?? other.namespace, other.namespace ?? one.namespace]);
    return one.name === other.name && spaces.size === 1;
  }
  return describeTarget(one) === describeTarget(other);
}

function isBeside(one: Target, other: Target): boolean {
  return (
    one.type === "object" &&
    other.type === "object" &&
    one.namespace !== undefined &&
    one.namespace === other.namespace
  );
}

/** Like `likelyOthers`, for an end as it comes out of Redis. None where it is no end that netdiag kept. */
export function likelyForKept(kept: unknown, before: readonly Question[]): readonly string[] {
  const known = readKept(kept);
  return known ? likelyOthers(known, before) : [];
}
