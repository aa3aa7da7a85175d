import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { LocalPace } from "../../../src/adapters/redis/local-pace.ts";
import { createSlackApp, type SlackApp, type Way } from "../../../src/adapters/slack/app.ts";
import { rulesOfLists, type Rules } from "../../../src/access/rule.ts";
import type { Places } from "../../../src/access/places.ts";
import type { Languages } from "../../../src/adapters/slack/spoken.ts";
import { createSlackClient } from "../../../src/adapters/slack/client.ts";
import { SlackConversation, type ConversationParts } from "../../../src/adapters/slack/conversation.ts";
import { Outbox, type OutboxSettings } from "../../../src/adapters/slack/outbox.ts";
import { tellEnding, type TellerParts } from "../../../src/adapters/slack/teller.ts";
import type { Progress } from "../../../src/model/progress.ts";
import type { Question } from "../../../src/model/question.ts";
import type { Report } from "../../../src/model/report.ts";
import {
  type Audit,
  NotNow,
  type Delivery,
  type Ending,
  type Inbox,
  type Ledger,
  type Origin,
} from "../../../src/ports.ts";
import { startFakeSlack, type FakeSlack, type FakeSlackOptions } from "../../fake-slack/fake-slack.ts";
import { appToken, botToken, signingSecret } from "../../fake-slack/people.ts";
import type { Message } from "../../fake-slack/types.ts";
import { question } from "../../report/incident.ts";
import { memoryCaptures, type MemoryCaptures } from "./memory-captures.ts";
import { memoryChanges, type MemoryChanges } from "./memory-changes.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { bundle, recordingDialogue, type RecordingDialogue } from "./recording-dialogue.ts";

export { memoryLedger };
export { bundle, recordingDialogue, type RecordingDialogue };

/** An inbox in memory, which deals at once with what is written, and again as long as Slack cannot be told. */
export class MemoryInbox implements Inbox {
  readonly #seen = new Set<string>();
  dealWith: (delivery: Delivery) => Promise<void> = () => Promise.resolve();
  /** What the next write does instead. */
  throws: Error | undefined;

  write(delivery: Delivery): Promise<void> {
    if (this.throws) return Promise.reject(this.throws);
    // As it comes out of Redis.
    const kept = JSON.parse(JSON.stringify(delivery)) as Delivery;
    if (!this.#seen.has(kept.key)) void this.#deal(kept);
    this.#seen.add(kept.key);
    return Promise.resolve();
  }

  async #deal(delivery: Delivery): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt += 1)
      try {
        await this.dealWith(delivery);
        return;
      } catch (error) {
        if (!(error instanceof NotNow)) throw error;
        await delay(100);
      }
  }
}

export const everyone: Rules = rulesOfLists({
  channels: ["C0ONCALL", "C0QUIET", "C0OLD"],
  users: ["U0MEI"],
  userGroups: [],
});
/** Limits so wide that they do not count, for a Slack that has none. */
export const quick = (): OutboxSettings => ({ pace: new LocalPace(), patienceMs: 8000, speed: 16 });

export interface Stage {
  readonly slack: FakeSlack;
  readonly bot: SlackApp;
  readonly port: number;
  readonly inbox: MemoryInbox;
  readonly dialogue: RecordingDialogue;
  readonly ledger: ReturnType<typeof memoryLedger>;
  readonly changes: MemoryChanges;
  readonly captures: MemoryCaptures;
  readonly audited: Record<string, unknown>[];
  readonly troubles: string[];
}

/** A fake Slack with the real bot connected to it; both end with the test. */
export async function stage(
  options: {
    readonly mode?: Way["mode"];
    readonly rules?: Rules;
    /** Beside prod-1. */
    readonly clusters?: readonly string[];
    readonly channels?: Places["channels"];
    readonly audit?: Audit;
    /** Fixes are not applied. */
    readonly appliesNothing?: true;
    readonly slack?: FakeSlackOptions;
    /** Short where a link ends: on a busy machine a short one ends links by itself, and what comes in that moment is lost. */
    readonly pingTimeoutMs?: number;
    readonly languageIn?: Languages;
  } = {},
): Promise<Stage> {
  const slack = await startFakeSlack({ rateLimits: false, ...options.slack });
  onTestFinished(() => slack.close());
  const dialogue = recordingDialogue(["prod-1", ...(options.clusters ?? [])]);
  const ledger = memoryLedger();
  const audited: Record<string, unknown>[] = [];
  const troubles: string[] = [];
  const way: Way =
    options.mode === "http"
      ? { mode: "http", signingSecret, port: 0, host: "127.0.0.1" }
      : { mode: "socket", appToken, pingTimeoutMs: options.pingTimeoutMs ?? 10_000 };
  const inbox = new MemoryInbox();
  const changes = memoryChanges();
  const captures = memoryCaptures();
  const bot = await createSlackApp({
    inbox,
    way,
    botToken,
    apiUrl: slack.apiUrl,
    rules: options.rules ?? everyone,
    cluster: "prod-1",
    otherClusters: options.clusters ?? [],
    channels: options.channels ?? {},
    ...(options.languageIn && { languageIn: options.languageIn }),
    dialogue,
    ledger,
    ...(!options.appliesNothing && { changes }),
    captures,
    audit: options.audit ?? { write: (event) => audited.push(event) },
    onTrouble: (what, error) => troubles.push(`${what}: ${String(error)}`),
    timeoutMs: 10_000,
    out: quick(),
  });
  inbox.dealWith = (delivery) => bot.doorkeeper.dealWith(delivery);
  const { port = 0 } = await bot.start();
  onTestFinished(() => bot.stop());
  if (options.mode === "http")
    slack.deliveries.http = { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret };
  return { slack, bot, port, inbox, dialogue, ledger, changes, captures, audited, troubles };
}

/** A worker's side of the conversation, with its own connection to the fake Slack. */
export interface Talk {
  progress(progress: Progress): Promise<void>;
  verdict(report: Report): Promise<void>;
  failed(sentence: string): Promise<void>;
  askBack(sentence: string, candidates: Extract<Ending, { kind: "ask-back" }>["candidates"]): Promise<void>;
}

export function conversation(
  slack: FakeSlack,
  ledger: Ledger,
  where: Omit<Origin, "key"> & { readonly key?: string },
  more: { id?: string; asked?: Question; out?: OutboxSettings; timeoutMs?: number } & Partial<
    ConversationParts & TellerParts
  > = {},
): Talk {
  const { id = "d-1", asked: words = question, out = quick(), timeoutMs = 1000, ...parts } = more;
  const client = createSlackClient({ token: botToken, apiUrl: slack.apiUrl, timeoutMs });
  const asked = { id, question: words, origin: { key: `key-${id}`, ...where } };
  const all = {
    outbox: new Outbox(client, out),
    ledger,
    cluster: "prod-1",
    png: () => Promise.resolve(Buffer.from("a picture")),
    onTrouble: (what: string, error: unknown) => {
      throw new Error(what, { cause: error });
    },
    ...parts,
  };
  const status = new SlackConversation(asked, all);
  const tell = async (ending: Ending): Promise<void> => {
    await status.end();
    // As the queue does.
    for (let attempt = 0; ; attempt += 1)
      try {
        await tellEnding({ ...asked, ending }, all);
        return;
      } catch (error) {
        if (!(error instanceof NotNow) || attempt > 5) throw error;
        await delay(error.waitMs);
      }
  };
  return {
    progress: (progress) => {
      status.progress(progress);
      return Promise.resolve();
    },
    verdict: (report) => tell({ kind: "verdict", report }),
    failed: (sentence) => tell({ kind: "failed", sentence }),
    askBack: (sentence, candidates) => tell({ kind: "ask-back", sentence, candidates }),
  };
}

/** The bot's messages of a channel, in threads or not. */
export function said(slack: FakeSlack, channel = "C0ONCALL"): Message[] {
  return [...slack.workspace.messages.values()].filter(
    (message) => message.channel === channel && message.user === "U0NETDIAG",
  );
}

/** All words of a message, blocks and text. */
export function words(message: { text: string; blocks: readonly unknown[] } | undefined): string {
  return message ? `${message.text}\n${JSON.stringify(message.blocks).replaceAll("\\n", "\n")}` : "";
}
