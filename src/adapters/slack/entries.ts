import { Question } from "../../model/question.ts";
import { renderBundle, renderEvidence } from "../../report/evidence.ts";
import { actionIds } from "../../report/slack/action-ids.ts";
import { renderFix } from "../../report/slack/thread.ts";
import type { z } from "zod";
import { takeQuestion, type DeskParts, type Whisper } from "./desk.ts";
import * as incoming from "./incoming.ts";
import type { Incoming } from "./incoming.ts";
import { openModal } from "./modal.ts";
import { Once } from "./once.ts";
import { correctedExample, help, plainSentence } from "./sentences.ts";

/** One way in. `run` is called after the acknowledgement and only for whom the gate lets through. */
export interface Entry {
  readonly name: string;
  readonly on:
    | { readonly command: string }
    | { readonly event: "app_mention" | "message" }
    | { readonly shortcut: string }
    | { readonly action: string | RegExp }
    | { readonly view: string };
  /** Payloads that do not fit are not for this entry: they are dropped. */
  readonly reads: z.ZodType<Incoming>;
  readonly run: (parts: DeskParts, from: Incoming, whisper: Whisper) => Promise<void>;
}

/** Every way in; nothing else is registered with Slack's library. */
export const entries: readonly Entry[] = [
  {
    name: "slash command",
    on: { command: "/netdiag" },
    reads: incoming.Command,
    run: (parts, from, whisper) => askInWords(parts, from, whisper, "/netdiag "),
  },
  {
    name: "mention",
    on: { event: "app_mention" },
    reads: incoming.Mention,
    run: (parts, from, whisper) =>
      askInWords(parts, { ...from, text: from.text.replace(/<@[UW][A-Z0-9]+>/g, " ") }, whisper, "@netdiag "),
  },
  {
    name: "direct message",
    on: { event: "message" },
    reads: incoming.DirectMessage,
    run: (parts, from, whisper) => askInWords(parts, from, whisper, ""),
  },
  {
    name: "shortcut Diagnose this",
    on: { shortcut: "netdiag_diagnose" },
    reads: incoming.Shortcut,
    run: async (parts, from, whisper) => {
      const parsed = parts.dialogue.parse(from.text);
      if ("question" in parsed) return takeQuestion(parts, from, parsed.question, whisper);
      await openModal(parts.outbox.client, from, parsed.refusal, whisper);
    },
  },
  {
    name: "modal",
    on: { view: incoming.modalInput.callback },
    reads: incoming.Submission,
    run: (parts, from, whisper) => askInWords(parts, from, whisper, ""),
  },
  {
    name: "button Re-check",
    on: { action: actionIds.recheck },
    reads: incoming.Click,
    run: async (parts, from, whisper) => {
      const question = questionIn(from.value);
      if (!question) return whisper(plainSentence("That button is too old; please ask again."));
      const threadTs = from.threadTs ?? from.messageTs;
      await takeQuestion(
        parts,
        { ...from, ...(threadTs === undefined ? {} : { threadTs }) },
        question,
        whisper,
      );
    },
  },
  {
    name: "button of a candidate",
    on: { action: new RegExp(`^${actionIds.choose}\\d+$`) },
    reads: incoming.Click,
    run: async (parts, from, whisper) => {
      const question = questionIn(from.value);
      if (!question) return whisper(plainSentence("That button is too old; please ask again."));
      // Two people may press at once; the first decides, and the buttons are gone a moment later.
      const first = await parts.ledger.setIfAbsent(
        `slack:chosen:${from.channel}:${from.messageTs ?? ""}`,
        from.user,
        10,
      );
      if (first) await takeQuestion(parts, from, question, whisper, from.messageTs);
    },
  },
  {
    name: "button Stop",
    on: { action: actionIds.stop },
    reads: incoming.Click,
    run: async ({ dialogue, audit }, { value, user, channel }, whisper) => {
      const stopped = await dialogue.cancel(value, user);
      audit.write({ event: "stop", diagnosis: value, user, channel, stopped });
      if (!stopped) await whisper(plainSentence("There is nothing to stop any more: it has ended."));
    },
  },
  {
    name: "button Show fix",
    on: { action: actionIds.showFix },
    reads: incoming.Click,
    run: async ({ dialogue, audit }, { value, user, channel }, whisper) => {
      const kept = await dialogue.load(value);
      audit.write({ event: "fix-shown", diagnosis: value, user, channel });
      if (!kept) return whisper(plainSentence(gone));
      for (const message of renderFix(kept.report)) await whisper(message);
    },
  },
  {
    name: "button Evidence",
    on: { action: actionIds.evidence },
    reads: incoming.Click,
    run: showEvidence,
  },
];

const gone = "What was seen is not kept any more; Re-check looks again.";

async function askInWords(parts: DeskParts, from: Incoming, whisper: Whisper, typed: string): Promise<void> {
  if (/^(?:help|\?)?$/i.test(from.text.trim())) return whisper(help);
  const parsed = parts.dialogue.parse(from.text);
  if ("refusal" in parsed) return whisper(correctedExample(parsed.refusal, typed));
  await takeQuestion(parts, from, parsed.question, whisper);
}

/** Once per diagnosis: the readable text and the bundle to replay, as files in the thread. */
async function showEvidence(parts: DeskParts, from: Incoming, whisper: Whisper): Promise<void> {
  const { outbox, ledger, dialogue, audit } = parts;
  const { value: id, user, channel } = from;
  const threadTs = from.threadTs ?? from.messageTs;
  const kept = await dialogue.load(id);
  audit.write({ event: "evidence-shown", diagnosis: id, user, channel });
  if (!kept || threadTs === undefined) return whisper(plainSentence(gone));
  const key = `slack:${id}:evidence`;
  if ((await ledger.get(key)) !== undefined)
    return whisper(plainSentence("The evidence is in the thread already."));
  const files = [
    {
      name: `netdiag-${id}-evidence.txt`,
      title: "What was seen",
      content: Buffer.from(renderEvidence(kept.bundle)),
    },
    {
      name: `netdiag-${id}-bundle.json`,
      title: "The same for `netdiag replay`",
      content: Buffer.from(renderBundle(kept.bundle)),
    },
  ];
  const says = "The evidence: what every command printed, and the whole run for netdiag replay.";
  await new Once(outbox, ledger).upload(key, { channel, threadTs }, files, says);
}

/** The question inside a button; what does not read as one is none. */
function questionIn(value: string): Question | undefined {
  try {
    const read = Question.safeParse(JSON.parse(value));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
