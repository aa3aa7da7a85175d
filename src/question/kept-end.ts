/** One end that was understood, as plain JSON between the asking for the other end and its answer. */
import { z } from "zod";
import { Language, PortRef, Symptom, Target, type Question } from "../model/question.ts";
import { Protocol } from "../model/protocol.ts";
import { describeQuestion, describeTarget } from "./describe.ts";
import { readEnd } from "./end.ts";
import { exampleOf, ofPair, spoken } from "./outcome.ts";
import { parseQuestion } from "./parse-question.ts";
import { plainLine, plainText, withoutCredentials } from "./plain-text.ts";
import type { OneEnd } from "./reading.ts";
import { refuse, shorten, type Refusal } from "./refusal.ts";
import { isRefused } from "./target.ts";

const KeptEnd = z.object({
  side: z.enum(["from", "to"]),
  end: z.object({
    target: Target,
    port: PortRef.exactOptional(),
    protocol: Protocol.exactOptional(),
    looksUp: z.string().exactOptional(),
    scheme: z.enum(["http", "https"]).exactOptional(),
  }),
  text: z.string(),
  symptom: Symptom.exactOptional(),
  resolves: z.string().exactOptional(),
  sometimes: z.literal(true).exactOptional(),
  since: z.string().exactOptional(),
  language: Language.exactOptional(),
  cluster: z.string().exactOptional(),
}) satisfies z.ZodType<OneEnd>;

/** Plain JSON; whoever keeps it may take out of its texts what must not be kept. */
export type KeptEnd = z.infer<typeof KeptEnd>;

/** A question, or what is wrong; with the end that was understood where it is one. */
export type Kept = (
  { readonly question: Question } | { readonly refusal: Refusal; readonly kept?: KeptEnd }
) & { readonly language?: Language };

/** Never throws. Reads like `parseQuestion`. */
export function parseKeeping(typed: string): Kept {
  const read = parseQuestion(typed);
  if (read.kind !== "one-end") return read;
  const kept = KeptEnd.safeParse(read.known).data;
  const { refusal, language } = read;
  return { refusal, ...(kept && { kept }), ...spoken(language) };
}

/** Undefined where what was kept is no end that netdiag kept. */
export function readKept(kept: unknown): KeptEnd | undefined {
  return KeptEnd.safeParse(kept).data;
}

/** What a kept end becomes when the other one is typed: a question, or what is wrong. A whole question is taken as it is. */
export function completeEnd(known: KeptEnd, typed: string): Kept {
  const whole = parseQuestion(typed);
  const place = known.cluster === undefined ? {} : { cluster: known.cluster };
  if (whole.kind === "question") return { question: { ...whole.question, ...place } };
  const { side, end } = known;
  const other = readEnd(plainLine(plainText(withoutCredentials(typed))));
  if (isRefused(other)) {
    const knownWords = describeTarget(end.target);
    const example =
      side === "to" ? exampleOf(other.instead, knownWords) : exampleOf(knownWords, other.instead);
    return refuse(`That is no end: ${shorten(other.wrong, 200)}.`, example);
  }
  const read =
    side === "to"
      ? ofPair(known.text, other, end, known)
      : ofPair(known.text, { target: end.target }, other, known);
  if (read.kind !== "question") return { refusal: read.refusal };
  return { question: { ...read.question, ...place, text: describeQuestion(read.question) } };
}

/** Like `completeEnd`, for an end as it comes out of Redis. Undefined where it is no end that netdiag kept. */
export function completeKept(kept: unknown, typed: string): Kept | undefined {
  const known = readKept(kept);
  return known && completeEnd(known, typed);
}
