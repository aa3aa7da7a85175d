/**
 * What became of every acknowledged question, from nothing but what stands in Slack: netdiag's own word for it is not
 * asked.
 */
import { actionIds } from "../../src/report/slack/action-ids.ts";
import { botUser } from "../fake-slack/people.ts";
import type { Ephemeral, Message } from "../fake-slack/types.ts";
import type { Workspace } from "../fake-slack/workspace.ts";
import { readable, type Ask } from "./asking.ts";
import { personOf } from "./people.ts";

export interface Fate {
  readonly ask: Ask;
  /** `verdict` and `why-not` at the asker's place, `whispered` to the asker alone. */
  readonly end: "verdict" | "why-not" | "whispered" | "lost";
  /** When it first stood there; undefined when lost. */
  readonly endedAt: number | undefined;
  /** When the first words stood at the asker's place; undefined without any. */
  readonly heardAt: number | undefined;
  /** Final messages beyond the first. */
  readonly doubled: number;
  /** A final message for this asker that stands elsewhere. */
  readonly misplaced: boolean;
}

export interface Account {
  readonly acknowledged: number;
  readonly fates: readonly Fate[];
  readonly lost: readonly Fate[];
  readonly doubled: number;
  readonly misplaced: number;
  /** Messages that still claim that something is being done. */
  readonly waiting: readonly Message[];
  /** First words that stay true beside an ending in another message: Slack lost its answer to them. */
  readonly orphans: number;
}

interface Seen {
  readonly message: Message;
  readonly finalAt: number | undefined;
  readonly isFinal: boolean;
  readonly isVerdict: boolean;
  readonly says: string;
}

/** Words that promise nothing but an answer, here or elsewhere. */
const isHeardOnly = ({ text }: Message): boolean => text.endsWith(": question received");
const numberIn = (says: string): RegExpMatchArray | null => says.match(/\b2\d{4}\b/g);
const isStatus = (text: string): boolean => text.startsWith("⏳");

/** A message with an asker's name in it is a status or an ending; parts of the thread name nobody. */
function seenOf(message: Message): Seen | undefined {
  const says = readable(message);
  const versions = [
    ...message.edits.map(({ text, blocks }) => ({ text, blocks })),
    { text: message.text, blocks: message.blocks },
  ];
  if (!versions.some((version) => /asked by <@|Asked by <@/.test(readable(version)))) return undefined;
  // An edit keeps when the former text was replaced.
  const times = [message.at, ...message.edits.map(({ at }) => at)];
  const first = versions.findIndex(({ text }) => !isStatus(text));
  return {
    message,
    says: [says, ...message.edits.map(readable)].join("\n"),
    isFinal: !isStatus(message.text),
    // Only a verdict can be looked at again.
    isVerdict: says.includes(actionIds.recheck),
    finalAt: first === -1 ? undefined : times[first],
  };
}

export function accountOf(workspace: Workspace, asks: readonly Ask[]): Account {
  const acked = asks.filter((ask) => ask.acked);
  const own = [...workspace.messages.values()].filter((message) => message.user === botUser);
  const byNumber = new Map<string, Seen[]>();
  for (const message of own) {
    const seen = seenOf(message);
    if (!seen) continue;
    for (const number of new Set(numberIn(seen.says)))
      byNumber.set(number, [...(byNumber.get(number) ?? []), seen]);
  }
  // In a direct conversation nobody else hears, and a plain message is what elsewhere is a whisper.
  const aside = own.filter(
    (message) => message.channel.startsWith("D") && message.threadTs === undefined && !seenOf(message),
  );
  const whispers = new Set(
    [
      ...workspace.ephemerals,
      ...aside.map((message) => ({ ...message, user: personOf(message.channel) })),
    ].filter(isEnding),
  );
  const fates = acked.map((ask): Fate => {
    const about = (byNumber.get(ask.number) ?? []).filter(({ says }) => says.includes(`<@${ask.by}>`));
    const here = about.filter(({ message }) => isPlace(ask, message));
    const finals = here.filter(({ finalAt }) => finalAt !== undefined);
    const heardAt = here.length === 0 ? undefined : Math.min(...here.map(({ message }) => message.at));
    const [first] = finals;
    const standing = finals.filter(({ isFinal, says }) => isFinal && says.includes(`<@${ask.by}>`));
    if (first)
      return {
        ask,
        end: standing.some((seen) => seen.isVerdict) ? "verdict" : "why-not",
        endedAt: Math.min(...finals.map(({ finalAt }) => finalAt ?? Infinity)),
        heardAt,
        doubled: Math.max(0, standing.length - 1),
        misplaced: false,
      };
    const whisper = [...whispers].find(
      (each) => each.user === ask.by && each.channel === ask.channel && each.at >= ask.at,
    );
    if (whisper) whispers.delete(whisper);
    return {
      ask,
      end: whisper ? "whispered" : "lost",
      endedAt: whisper?.at,
      heardAt: heardAt ?? whisper?.at,
      doubled: 0,
      misplaced: !whisper && about.some(({ isFinal }) => isFinal),
    };
  });
  const statuses = own.filter(({ text }) => isStatus(text));
  /** Another message of the same question and person is its ending. */
  const isAnswered = (status: Message): boolean => {
    const says = readable(status);
    const number = numberIn(says)?.[0] ?? "";
    const person = /<@\w+>/.exec(says)?.[0] ?? "<@>";
    return (byNumber.get(number) ?? []).some(
      (seen) => seen.isFinal && seen.message !== status && seen.says.includes(person),
    );
  };
  return {
    acknowledged: acked.length,
    fates,
    lost: fates.filter(({ end }) => end === "lost"),
    doubled: fates.reduce((sum, { doubled }) => sum + doubled, 0),
    misplaced: fates.filter(({ misplaced }) => misplaced).length,
    waiting: statuses.filter((message) => !isHeardOnly(message) || !isAnswered(message)),
    orphans: statuses.filter((message) => isHeardOnly(message) && isAnswered(message)).length,
  };
}

function isPlace(ask: Ask, { channel, threadTs, ts }: Message): boolean {
  if (channel !== ask.channel) return false;
  return ask.threadTs === undefined
    ? threadTs === undefined
    : threadTs === ask.threadTs || ts === ask.threadTs;
}

/** "That is being checked already" ends nothing, and a command Slack itself gave up on was not acknowledged. */
function isEnding({ text }: Pick<Ephemeral, "text">): boolean {
  return !/checked already|operation_timeout/.test(text);
}
