/** Capture: who presses what, from the button under a verdict to Stop. Workers do the rest. */
import { subjectsNamed } from "../../access/subject.ts";
import { openKey, openSeconds } from "../../captures/keys.ts";
import type { CaptureAsked } from "../../model/capture-asked.ts";
import { NotAudited, writeAfterwards } from "../../ports.ts";
import { actionIds, readAbout } from "../../report/slack/action-ids.ts";
import { message, section } from "../../report/slack/blocks.ts";
import { filled, link } from "../../report/slack/markup.ts";
import { asAnswered, type DeskParts, type Granted, type Whisper } from "./desk.ts";
import type { Entry } from "./entry.ts";
import * as incoming from "./incoming.ts";
import { plainSentence } from "./sentences.ts";
import type { Spoken } from "./spoken.ts";
import { messageUrl } from "./spots.ts";
import type { Stopped } from "./stopped.ts";

export const captureEntries: readonly Entry[] = [
  {
    name: "button Capture",
    action: "capture",
    on: { action: actionIds.capture },
    reads: incoming.Click,
    run: askToCapture,
  },
  {
    name: "button Stop of a capture",
    action: "stop",
    on: { action: actionIds.stopCapture },
    reads: incoming.Click,
    run: stopCapture,
  },
];

const tooOld = "That button is too old; please ask again.";
const notKept = "What was seen is not kept any more; Re-check looks again.";
const underWay = "Packets are captured now. How far it is, and then what was seen, stands in this thread.";
const noneRuns = "That capture is over: nothing is captured any more.";
const stopping = "I stop it. What was seen until now is told in this thread.";

function nobodyWorks(cluster: string): string {
  return `No worker of cluster ${cluster} is running, so nothing is captured. Whoever runs netdiag: start the worker.`;
}

async function askToCapture(parts: DeskParts, from: Granted, tell: Whisper): Promise<void> {
  const { captures, dialogue, ledger, workspaceUrl } = parts;
  const { user, channel, deliveryKey, grant } = from;
  const { id: diagnosis } = readAbout(from.value);
  const threadTs = from.threadTs ?? from.messageTs;
  if (threadTs === undefined) return tell(plainSentence(tooOld));
  const kept = await dialogue.load(diagnosis);
  if (!kept) return tell(plainSentence(notKept));
  const { question } = kept.bundle;
  const whisper = asAnswered(kept.report.question, tell);
  const asked: CaptureAsked = {
    id: `nc-${deliveryKey.slice(0, 12)}`,
    diagnosis,
    cluster: question.cluster ?? parts.cluster,
    by: { user, channel, groups: grant.groups },
    threadTs,
    question,
    seconds: captures.seconds,
    askedAt: captures.now(),
  };
  const { workers } = await dialogue.workforce(asked.cluster);
  if (workers === 0) return whisper(plainSentence(nobodyWorks(asked.cluster)));
  const open = openKey(captures.questionOf(asked));
  if (!(await ledger.setIfAbsent(open, `${asked.id} ${threadTs}`, openSeconds))) {
    const [id, thread = threadTs] = ((await ledger.get(open)) ?? "").split(" ");
    if (id !== asked.id) return whisper(captured(messageUrl(workspaceUrl, channel, thread)));
  }
  const { id: capture, cluster, seconds } = asked;
  try {
    const line = { capture, diagnosis, user, channel, cluster, seconds, question: question.text };
    parts.audit.write({ event: "capture-asked", ...line });
  } catch (error) {
    if (error instanceof NotAudited) await ledger.remove(open);
    throw error;
  }
  await captures.queue.put(asked);
  await whisper(plainSentence(underWay));
}

/** Those that wait or run, of the person anywhere and of anybody in this channel, as far as the person may know of them. */
export async function capturesFor(
  { captures }: Pick<DeskParts, "captures">,
  { channel, user, grant }: Pick<Granted, "channel" | "user" | "grant">,
): Promise<readonly CaptureAsked[]> {
  return (await captures.queue.now()).filter(
    ({ by, question, cluster }) =>
      (by.channel === channel || by.user === user) && grant.covers(subjectsNamed(question), cluster),
  );
}

/** By the word `stop`, in the channel where it was asked for. */
export async function stopCaptureInWords(
  { captures, audit }: Pick<DeskParts, "captures" | "audit">,
  { user, channel }: Pick<Granted, "user" | "channel">,
  { id, diagnosis, by, question }: CaptureAsked,
): Promise<Stopped> {
  await captures.queue.stop(id, user);
  writeAfterwards(audit, { event: "capture-stop", capture: id, diagnosis, user, channel, stopped: true });
  return by.user === user
    ? { says: "Not captured any more: {question}", question: question.text }
    : {
        says: "Not captured any more, asked for by {who}: {question}",
        question: question.text,
        who: by.user,
      };
}

/** To who asks second. */
function captured(url: string): Spoken {
  return (say) => {
    const words = say(
      "Somebody has it captured already, so I begin no second capture. What was seen is told in {thread}.",
    );
    return message(
      words.replace("{thread}", say("its thread")),
      section(filled(words, { thread: link(url, say("its thread")) })),
    );
  };
}

async function stopCapture(parts: DeskParts, from: Granted, whisper: Whisper): Promise<void> {
  const { captures, audit } = parts;
  const { user, channel } = from;
  const { id: diagnosis, chosen: capture } = readAbout(from.value);
  const running = (await captures.queue.now()).find(({ id }) => id === capture);
  if (running) await captures.queue.stop(capture, user);
  const stopped = running !== undefined;
  writeAfterwards(audit, { event: "capture-stop", capture, diagnosis, user, channel, stopped });
  if (!running) return whisper(plainSentence(noneRuns));
  await asAnswered(running.question, whisper)(plainSentence(stopping));
}
