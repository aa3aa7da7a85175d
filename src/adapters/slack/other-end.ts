import { z } from "zod";
import { clusterHere } from "../../access/places.ts";
import { NotNow, type Ledger } from "../../ports.ts";
import { renderOneEnd } from "../../report/slack/ask.ts";
import { pastFor } from "./commands.ts";
import { originOf, type DeskParts, type Granted, type Whisper } from "./desk.ts";
import type { Completed } from "./dialogue.ts";
import type { Words } from "./incoming.ts";
import { namesAreKnown } from "./names-known.ts";
import { Once } from "./once.ts";
import { cannotPost, correctedExample, plainSentence } from "./sentences.ts";
import { tongueFor } from "./spoken.ts";
import { refusalOf } from "./slack-trouble.ts";
import { partKey, spotOf } from "./spots.ts";

/** How long an end is kept for the other one, seconds. */
const keptFor = 24 * 3600;

/** Longer than this it is not waited for here: the delivery waits in the queue, milliseconds. */
const patienceMs = 5000;

const keptKey = (of: string): string => `slack:one-end:${of}`;
const likelyKey = (of: string): string => `slack:one-end:${of}:likely`;

type OneEnd = Extract<Words, { kind: "one-end" }>;
type OtherEnd = Extract<Words, { kind: "other-end" }>;

/** Keeps the end that was understood, and asks for the other in a message that becomes the answer. */
export async function askForOtherEnd(
  parts: DeskParts,
  from: Granted,
  words: OneEnd,
  whisper: Whisper,
  typed: string,
): Promise<void> {
  const { outbox, ledger, dialogue } = parts;
  const { deliveryKey: of, user } = from;
  const { own, others } = await pastFor(parts, from);
  // Everybody in the channel sees the menu: what the person asked elsewhere, in private perhaps, has no place in it.
  const cluster = clusterOf(words.kept) ?? clusterHere(parts, from.channel);
  const here = [...own, ...others].filter(
    ({ origin, question }) =>
      origin.channel === from.channel && (question.cluster ?? parts.cluster) === cluster,
  );
  const likely = dialogue.likely(
    words.kept,
    here.map(({ question }) => question),
  );
  await ledger.set(keptKey(of), JSON.stringify(words.kept), keptFor);
  await ledger.set(likelyKey(of), JSON.stringify(likely), keptFor);
  const looksUp = await namesAreKnown(dialogue, [cluster]);
  const asking = renderOneEnd(words.sentence, { of, by: user, likely, looksUp }, tongueFor(parts, from));
  const spot = spotOf(originOf(from));
  try {
    await new Once(outbox, ledger).say(partKey(of, "one-end"), spot, asking, { rank: "status", patienceMs });
  } catch (error) {
    if (error instanceof NotNow) throw error;
    const code = refusalOf(error);
    if (code === undefined) throw error;
    // In words it can still be said, wherever the bot is.
    await whisper(
      code === "not_in_channel" ? correctedExample(words, typed) : plainSentence(cannotPost(code)),
    );
  }
}

/** The question that comes of it, or what is wrong; undefined when that end is not kept any more. */
export async function otherEnd(
  { dialogue, ledger }: DeskParts,
  { of, typed }: OtherEnd,
): Promise<Completed | undefined> {
  const kept = await keptEnd(ledger, of);
  return kept === undefined ? undefined : dialogue.complete(kept, typed);
}

/** The end that was understood; undefined when it is not kept any more. */
export async function keptEnd(ledger: Ledger, of: string): Promise<unknown> {
  const kept = await ledger.get(keptKey(of));
  return kept === undefined ? undefined : JSON.parse(kept);
}

/** The cluster that was named with it. */
export async function clusterKept(ledger: Ledger, of: string): Promise<string | undefined> {
  return clusterOf(await keptEnd(ledger, of));
}

export function clusterOf(kept: unknown): string | undefined {
  return z.object({ cluster: z.string() }).safeParse(kept).data?.cluster;
}

/** The other ends that were likely when it was asked for. */
export async function likelyKept(ledger: Ledger, of: string): Promise<readonly string[]> {
  const kept = await ledger.get(likelyKey(of));
  return kept === undefined ? [] : (z.array(z.string()).safeParse(JSON.parse(kept)).data ?? []);
}
