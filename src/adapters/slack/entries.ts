import { Question } from "../../model/question.ts";
import { actionIds } from "../../report/slack/action-ids.ts";
import { renderFix } from "../../report/slack/thread.ts";
import { applyEntries } from "./apply.ts";
import { captureEntries } from "./capture.ts";
import { wordsAround } from "./around.ts";
import { stopDiagnosis, stopInWords, tellHistory, tellStatus } from "./commands.ts";
import { takeQuestion, type DeskParts, type Granted, type Whisper } from "./desk.ts";
import { gone, showEvidence } from "./evidence.ts";
import { takeFeedback } from "./feedback.ts";
import type { Entry, Place } from "./entry.ts";
import { helpHere, homeWhisperer, showHome } from "./home.ts";
import * as incoming from "./incoming.ts";
import type { Incoming } from "./incoming.ts";
import { otherEndForm, questionForm } from "./modal.ts";
import { isFirst } from "./once.ts";
import { askForOtherEnd, otherEnd } from "./other-end.ts";
import { correctedExample, plainSentence } from "./sentences.ts";
import { chosenKey } from "./spots.ts";
import { stopWatching, watchByButton, watchedQuestion, watchInWords } from "./watching.ts";
import { tellWhyNot } from "./why-not.ts";

const inWords = {
  action: "ask",
  brings: "words",
  asks: questionInWords,
} as const;
const spoken = { ...inWords, brings: "words and commands" } as const;

const diagnoseThis = "shortcut Diagnose this";

/** Every way in; nothing else is registered with Slack's library. */
export const entries: readonly Entry[] = [
  {
    name: "slash command",
    on: { command: "/netdiag" },
    reads: incoming.Command,
    ...spoken,
    form: (from) => (from.words?.kind === "nothing" ? questionForm(from) : undefined),
    run: (parts, from, whisper) => askInWords(parts, from, whisper, "/netdiag "),
  },
  {
    name: "mention",
    on: { event: "app_mention" },
    reads: incoming.Mention,
    ...spoken,
    run: (parts, from, whisper) => askInWords(parts, from, whisper, "@netdiag "),
  },
  {
    name: "direct message",
    on: { event: "message" },
    reads: incoming.DirectMessage,
    amongOthers: true,
    ...spoken,
    run: (parts, from, whisper) => askInWords(parts, from, whisper, ""),
  },
  {
    name: diagnoseThis,
    on: { shortcut: "netdiag_diagnose" },
    reads: incoming.Shortcut,
    ...inWords,
    form: (from) => (from.words?.kind === "unread" ? questionForm(from) : undefined),
    looksAround: true,
    run: async (parts, from, whisper) => {
      const around = from.words?.kind === "one-end" ? await wordsAround(parts, from) : undefined;
      if (around?.kind !== "question") return askInWords(parts, from, whisper, "@netdiag ");
      // As a delivery of its own it passes the gate, which knows then what it is about.
      const key = incoming.deliveryKey(`${from.deliveryKey} around`);
      const again = incoming.Incoming.parse({ ...from, deliveryKey: key, words: around });
      await parts.inbox.write({ key, entry: diagnoseThis, from: again });
    },
  },
  {
    name: "shortcut Ask netdiag",
    on: { shortcut: "netdiag_ask_anywhere", global: true },
    reads: incoming.GlobalShortcut,
    action: "ask",
    asks: () => Promise.resolve(undefined),
    form: questionForm,
    run: (_parts, _from, whisper) => whisper(plainSentence(noForm)),
  },
  {
    name: "home tab",
    on: { event: "app_home_opened" },
    reads: incoming.HomeOpened,
    amongOthers: true,
    tells: homeWhisperer,
    action: "ask",
    asks: () => Promise.resolve(undefined),
    run: showHome,
  },
  {
    name: "button Ask of the home tab",
    on: { action: actionIds.homeAsk },
    reads: incoming.GlobalShortcut,
    action: "ask",
    asks: () => Promise.resolve(undefined),
    form: questionForm,
    run: (_parts, _from, whisper) => whisper(plainSentence(noForm)),
  },
  {
    name: "modal",
    on: { view: incoming.modalInput.callback },
    reads: incoming.Submission,
    ...inWords,
    run: (parts, from, whisper) => askInWords(parts, from, whisper, "@netdiag "),
    place: (parts, from) =>
      from.words?.kind === "other-end" ? inButtonsMessage(parts, from) : Promise.resolve({}),
  },
  {
    name: "button Re-check",
    action: "recheck",
    asks: ({ value }) => Promise.resolve(questionIn(value)),
    on: { action: actionIds.recheck },
    reads: incoming.Click,
    run: async (parts, from, whisper) => {
      const question = questionIn(from.value);
      if (!question) return whisper(plainSentence(tooOld));
      await takeQuestion(parts, { ...from, ...besideButton(from) }, question, whisper);
    },
    place: (_parts, from) => Promise.resolve(besideButton(from)),
  },
  {
    name: "button of a candidate",
    action: "choose",
    asks: ({ value }) => Promise.resolve(questionIn(value)),
    on: { action: new RegExp(`^${actionIds.choose}\\d+$`) },
    reads: incoming.Click,
    run: async (parts, from, whisper) => {
      const question = questionIn(from.value);
      if (!question) return whisper(plainSentence(tooOld));
      await takeChoice(parts, from, question, whisper);
    },
    place: inButtonsMessage,
  },
  {
    name: "menu of the other end",
    action: "choose",
    asks: questionInWords,
    on: { action: actionIds.otherEnd },
    reads: incoming.OtherEnd,
    run: (parts, from, whisper) => askInWords(parts, from, whisper, "@netdiag "),
    place: inButtonsMessage,
  },
  {
    name: "button Type it",
    action: "choose",
    asks: () => Promise.resolve(undefined),
    on: { action: actionIds.typeOtherEnd },
    reads: incoming.Click,
    form: otherEndForm,
    run: (_parts, _from, whisper) => whisper(plainSentence(noForm)),
  },
  {
    name: "button Stop",
    action: "stop",
    on: { action: actionIds.stop },
    reads: incoming.Click,
    run: async (parts, { value: id, user, channel, messageTs }, whisper) => {
      const at = messageTs === undefined ? {} : { statusTs: messageTs };
      const left = await stopDiagnosis(parts, { id, user, channel, ...at });
      if (!left) return whisper(plainSentence("There is nothing to stop any more: it has ended."));
    },
  },
  {
    name: "button Watch until fixed",
    action: "watch",
    asks: watchedQuestion,
    on: { action: actionIds.watch },
    reads: incoming.Click,
    run: watchByButton,
    place: (_parts, from) => Promise.resolve(besideButton(from)),
  },
  {
    name: "button Stop watching",
    action: "stop",
    on: { action: actionIds.stopWatching },
    reads: incoming.Click,
    run: stopWatching,
  },
  {
    name: "button Show fix",
    action: "fix",
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
    action: "evidence",
    on: { action: actionIds.evidence },
    reads: incoming.Click,
    run: showEvidence,
  },
  {
    name: "button of feedback",
    action: "feedback",
    on: { action: new RegExp(`^${actionIds.feedback}(?:_[a-z]+)?$`) },
    reads: incoming.Click,
    run: takeFeedback,
  },
  {
    name: "menu Why not",
    action: "explain",
    on: { action: actionIds.whyNot },
    reads: incoming.Click,
    run: tellWhyNot,
  },
  ...captureEntries,
  ...applyEntries,
];

const noForm = "The form could not be opened; ask in one line: @netdiag A -> B";

const tooOld = "That button is too old; please ask again.";

const chosenBefore =
  "Somebody was faster, and that message is where their choice is answered. Ask again for another one.";

/** How long a message belongs to who chose in it, unless it is answered before, seconds. */
const chosenFor = 24 * 3600;

function besideButton({ threadTs, messageTs }: Incoming): Place {
  const thread = threadTs ?? messageTs;
  return thread === undefined ? {} : { threadTs: thread };
}

/** Two people may press at once; the first decides, and the buttons are gone a moment later. */
async function inButtonsMessage({ ledger }: DeskParts, from: Incoming): Promise<Place | undefined> {
  const { channel, messageTs, deliveryKey } = from;
  if (messageTs === undefined) return {};
  const first = await isFirst(ledger, chosenKey(channel, messageTs), deliveryKey, chosenFor);
  return first ? { statusTs: messageTs } : undefined;
}

/** Of several who choose the first decides; the message in which they chose becomes the answer. */
async function takeChoice(
  parts: DeskParts,
  from: Granted,
  question: Question,
  whisper: Whisper,
): Promise<void> {
  const place = await inButtonsMessage(parts, from);
  if (!place) return whisper(plainSentence(chosenBefore));
  const taken = await takeQuestion(parts, from, question, whisper, place.statusTs);
  // Another may choose.
  if (taken === undefined && place.statusTs !== undefined)
    await parts.ledger.remove(chosenKey(from.channel, place.statusTs));
}

async function questionInWords({ words }: Incoming, parts: DeskParts): Promise<Question | undefined> {
  if (words?.kind === "question") return words.question;
  const completed = words?.kind === "other-end" ? await otherEnd(parts, words) : undefined;
  return completed && "question" in completed ? completed.question : undefined;
}

async function askInWords(parts: DeskParts, from: Granted, whisper: Whisper, typed: string): Promise<void> {
  const { words } = from;
  switch (words?.kind) {
    case "question":
      if (words.watch === true) return watchInWords(parts, from, words.question, whisper);
      await takeQuestion(parts, from, words.question, whisper);
      return;
    case "unread":
      return whisper(correctedExample(words, typed));
    case "one-end":
      return askForOtherEnd(parts, from, words, whisper, typed);
    case "other-end": {
      const completed = await otherEnd(parts, words);
      if (!completed) return whisper(plainSentence(tooOld));
      if ("refusal" in completed) return whisper(correctedExample(completed.refusal, typed));
      return takeChoice(parts, from, completed.question, whisper);
    }
    case "command":
      return onCommand[words.command](parts, from, whisper, typed);
    default:
      return whisper(helpHere(from.grant));
  }
}

const onCommand = { status: tellStatus, history: tellHistory, stop: stopInWords } as const;

/** The question inside a button; what does not read as one is none. */
function questionIn(value: string): Question | undefined {
  try {
    const read = Question.safeParse(JSON.parse(value));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
