import { subjectsNamed } from "../../access/subject.ts";
import { writeAfterwards, type Asked, type OpenQuestion } from "../../ports.ts";
import type { DeskParts, Granted, Whisper } from "./desk.ts";
import type { Words } from "./incoming.ts";
import { Once } from "./once.ts";
import {
  renderHistory,
  renderOpen,
  renderWhichToStop,
  type Overview,
  type PastOverview,
  type PastShown,
} from "./overview.ts";
import { plainSentence } from "./sentences.ts";
import { capturesFor, stopCaptureInWords } from "./capture.ts";
import { readStopped, renderStopped, type Stopped } from "./stopped.ts";
import { messageUrl, partKey, statusKey } from "./spots.ts";
import { watchesFor } from "./watching.ts";

/** The words that are no question, in English and Chinese. */
const commandOf: ReadonlyMap<string, "help" | "status" | "history" | "stop"> = new Map([
  ["", "help"],
  ["help", "help"],
  ["帮助", "help"],
  ["status", "status"],
  ["状态", "status"],
  ["history", "history"],
  ["历史", "history"],
  ["stop", "stop"],
  ["停止", "stop"],
  // As the button says it.
  ["停止持续检查", "stop"],
]);

/** One of these words, however it is written: `Status.`, `stop all`, `stop nd-0a1b2c3d4e5f`, of a watch `stop nw-…`, of a capture `stop nc-…`. */
export function readCommand(typed: string): Exclude<Words, { kind: "question" | "unread" }> | undefined {
  const line = typed.trim().toLowerCase();
  if (line === "") return { kind: "nothing" };
  const [word = "", of, ...more] = line.replace(/[.!?。！？]$/, "").split(/\s+/);
  const command = commandOf.get(word);
  if (command === undefined || more.length > 0) return undefined;
  if (of === undefined || (command === "stop" && of === "watching"))
    return command === "help" ? { kind: "help" } : { kind: "command", command };
  const isPick = command === "stop" && /^(?:all|全部|n[cdw]-[a-z0-9-]+)$/.test(of);
  return isPick ? { kind: "command", command, of: of === "全部" ? "all" : of } : undefined;
}

export async function tellStatus(parts: DeskParts, from: Granted, whisper: Whisper): Promise<void> {
  const open = await openFor(parts, from);
  await whisper((say) => renderOpen(open, say));
}

export async function tellHistory(parts: DeskParts, from: Granted, whisper: Whisper): Promise<void> {
  const past = await pastFor(parts, from);
  await whisper((say) => renderHistory(past, say));
}

/** What is open that this person may see, how long the line is, and whether anybody works. */
export async function openFor(parts: DeskParts, from: Granted): Promise<Overview> {
  const { dialogue } = parts;
  const [{ questions, waiting }, clusters, watches, captured] = await Promise.all([
    dialogue.open(),
    Promise.all(
      from.grant.clusters.map(async (name) => ({ name, workforce: await dialogue.workforce(name) })),
    ),
    watchesFor(parts, from),
    capturesFor(parts, from),
  ]);
  const seen = questions.filter(({ question }) =>
    from.grant.covers(subjectsNamed(question), question.cluster),
  );
  const [own, others] = [
    seen.filter(isOf(from)),
    seen.filter((each) => !isOf(from)(each) && isHere(from)(each)),
  ];
  const watched = [...new Map([...watches.own, ...watches.here].map((each) => [each.id, each])).values()];
  return { clusters, channel: from.channel, own, others, waiting, watched, captured };
}

/** What this person and this channel asked lately and how it ended, as far as the person may see it now. */
export async function pastFor(
  { dialogue, outbox, ledger, workspaceUrl }: DeskParts,
  { user, channel, grant }: Granted,
): Promise<PastOverview> {
  const once = new Once(outbox, ledger);
  const seen = async (of: Parameters<typeof dialogue.past>[0]): Promise<readonly PastShown[]> => {
    const past = await dialogue.past(of);
    const theirs = past.filter(({ question, about = [] }) =>
      grant.covers([...subjectsNamed(question), ...about], question.cluster),
    );
    return Promise.all(
      theirs.map(async (each) => {
        const ts = await once.noted(partKey(each.origin.key, "ending"));
        const { channel: there } = each.origin;
        return ts === undefined ? each : { ...each, url: messageUrl(workspaceUrl, there, ts) };
      }),
    );
  };
  const [own, here] = await Promise.all([seen({ user }), seen({ channel })]);
  const others = here
    .filter(({ origin }) => origin.user !== user)
    .map((each) => (each.verdict ? each : { ...each, line: "It ended without a verdict." }));
  return { channel, own, others };
}

/** How long it is remembered what a delivery stopped, seconds: it may be dealt with again while Slack cannot be told. */
const stoppedFor = 3600;

/**
 * Stops the person's own open question, watch or capture in this channel; where there are several, the one that they name. A watch
 * or a capture of somebody else here is stopped by its name too: it stands in everybody's thread.
 */
export async function stopInWords(
  parts: DeskParts,
  from: Granted,
  whisper: Whisper,
  typed: string,
): Promise<void> {
  const { ledger } = parts;
  const key = `slack:stopping:${from.deliveryKey}`;
  const before = await ledger.get(key);
  if (before !== undefined) return whisper(renderStopped(readStopped(before)));
  const { questions } = await parts.dialogue.open();
  const own = questions
    .filter(({ question }) => from.grant.covers(subjectsNamed(question), question.cluster))
    .filter(isOf(from));
  const here = own.filter(isHere(from));
  const of = from.words?.kind === "command" ? from.words.of : undefined;
  const watches = await watchesFor(parts, from);
  const all = of === undefined || of === "all";
  const meant = all ? here : here.filter(({ id }) => id === of);
  const watched = watches.here.filter(({ id, origin }) => (all ? origin.user === from.user : id === of));
  const captured = (await capturesFor(parts, from))
    .filter(({ by }) => by.channel === from.channel)
    .filter(({ id, by }) => (all ? by.user === from.user : id === of));
  const count = meant.length + watched.length + captured.length;
  if (count === 0) return whisper(plainSentence(nothingToStop(of, own.length - here.length)));
  if (count > 1 && of === undefined)
    return whisper((say) => renderWhichToStop([...meant, ...watched, ...captured], typed, say));
  const ended = watched.map(async ({ id, question, origin }): Promise<Stopped> => {
    const stopped = await parts.dialogue.watches.stop(id, from.user);
    writeAfterwards(parts.audit, {
      event: "watch-stop",
      watch: id,
      user: from.user,
      channel: from.channel,
      stopped,
    });
    const { text } = question;
    if (!stopped) return { says: "The watch has ended already: {question}", question: text };
    return origin.user === from.user
      ? { says: "Not watched any more: {question}", question: text }
      : { says: "Not watched any more, begun by {who}: {question}", question: text, who: origin.user };
  });
  const told = await Promise.all([
    ...meant.map(async ({ id, question, origin }) => {
      const statusTs = origin.statusTs ?? (await new Once(parts.outbox, ledger).noted(statusKey(origin)));
      const at = statusTs === undefined ? {} : { statusTs };
      const left = await stopDiagnosis(parts, { id, user: from.user, channel: from.channel, ...at });
      const { text } = question;
      return left
        ? { says: "Stopped: {question}", question: text }
        : { says: "Nothing to stop any more, it has ended: {question}", question: text };
    }),
    ...ended,
    ...captured.map((each) => stopCaptureInWords(parts, from, each)),
  ]);
  await ledger.set(key, JSON.stringify(told), stoppedFor);
  await whisper(renderStopped(told));
}

/** Ends it for whose status message it is, or who pressed. Undefined when nobody waits for it any more. */
export async function stopDiagnosis(
  { dialogue, outbox, ledger, audit }: DeskParts,
  {
    id,
    user,
    channel,
    statusTs,
  }: { readonly id: string; readonly user: string; readonly channel: string; readonly statusTs?: string },
): Promise<Asked | undefined> {
  const once = new Once(outbox, ledger);
  const sentence = "Stopped before there was a verdict.";
  const left = await dialogue.leave(id, {
    user,
    ...(statusTs === undefined ? {} : { statusTs }),
    statusOf: (origin) => once.noted(statusKey(origin)),
    // First: a bot that dies in between does it again, and each asker is told one ending.
    before: (leaver) => dialogue.tell({ ...leaver, ending: { kind: "failed", sentence } }),
  });
  writeAfterwards(audit, { event: "stop", diagnosis: id, user, channel, stopped: left !== undefined });
  return left;
}

function isOf({ user }: Granted): (asked: OpenQuestion) => boolean {
  return ({ origin }) => origin.user === user;
}

function isHere({ channel }: Granted): (asked: OpenQuestion) => boolean {
  return ({ origin }) => origin.channel === channel;
}

function nothingToStop(of: string | undefined, elsewhere: number): string {
  const what = of === undefined || of === "all" ? "no open question" : `no open question ${of}`;
  const more = elsewhere === 0 ? "" : ` You have ${elsewhere} elsewhere: say stop where you asked.`;
  return `You have ${what} in this channel.${more}`;
}
