import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { LocalPace } from "../../../src/adapters/redis/local-pace.ts";
import { createSlackApp, type SlackApp, type Way } from "../../../src/adapters/slack/app.ts";
import { rulesOfLists, type Rules } from "../../../src/access/rule.ts";
import { subjectsNamed } from "../../../src/access/subject.ts";
import { createSlackClient } from "../../../src/adapters/slack/client.ts";
import { SlackConversation, type ConversationParts } from "../../../src/adapters/slack/conversation.ts";
import type { Dialogue } from "../../../src/adapters/slack/dialogue.ts";
import { Outbox, type OutboxSettings } from "../../../src/adapters/slack/outbox.ts";
import { tellEnding, type TellerParts } from "../../../src/adapters/slack/teller.ts";
import type { Bundle } from "../../../src/model/bundle.ts";
import type { Opinion } from "../../../src/model/feedback.ts";
import type { Progress } from "../../../src/model/progress.ts";
import type { Report } from "../../../src/model/report.ts";
import {
  type Admitted,
  type Audit,
  NotNow,
  type Delivery,
  type DiagnosisRequest,
  type Ending,
  type Inbox,
  type Ledger,
  type OpenQuestion,
  type Origin,
  type Past,
  type Told,
  type WorkforceNow,
} from "../../../src/ports.ts";
import type { Names } from "../../../src/model/names.ts";
import { completeKept, likelyForKept, parseKeeping, suggestEnds } from "../../../src/question/index.ts";
import { startFakeSlack, type FakeSlack, type FakeSlackOptions } from "../../fake-slack/fake-slack.ts";
import { appToken, botToken, signingSecret } from "../../fake-slack/people.ts";
import type { Message } from "../../fake-slack/types.ts";
import { blocked, question } from "../../report/incident.ts";
import { memoryLedger } from "./memory-ledger.ts";

export { memoryLedger };

export const bundle: Bundle = {
  version: 1,
  recordedAt: "2026-11-23T03:00:00.000Z",
  question,
  flows: [],
  totalEndpoints: 2,
  snapshot: {
    pods: [],
    services: [],
    endpointSlices: [],
    namespaces: [],
    nodes: [],
    workloads: [],
    policies: [],
    notRead: [],
    asked: { from: [], to: [] },
  },
  evidence: [
    {
      round: "standing",
      place: { kind: "node", node: "node3" },
      probe: "listeners",
      subject: "",
      output: {
        argv: ["ss", "-ltn"],
        stdout: "LISTEN 0 128 0.0.0.0:9080\nCookie: session=42",
        stderr: "",
        exitCode: 0,
        timedOut: false,
        truncated: false,
        durationMs: 3,
      },
    },
  ],
  timings: blocked.timings,
};

/** A dialogue that writes down what it was told. */
export interface RecordingDialogue extends Dialogue {
  readonly submitted: DiagnosisRequest[];
  readonly cancelled: string[];
  readonly told: Told[];
  admitted: Admitted;
  /** What is open. */
  readonly opened: OpenQuestion[];
  readonly answered: Past[];
  workers: WorkforceNow;
  /** What workers keep of the cluster's names. */
  names: Names | undefined;
  /** What the next submit does instead of giving a new id. */
  answer: { readonly throws?: Error; readonly joined?: boolean };
  readonly reports: Map<string, Report>;
  /** What people said of the answers: `d-1 U0MEI` and their opinion. */
  readonly rated: Map<string, Opinion>;
}

export function recordingDialogue(): RecordingDialogue {
  const submitted: DiagnosisRequest[] = [];
  const cancelled: string[] = [];
  const told: Told[] = [];
  const dialogue: RecordingDialogue = {
    submitted,
    cancelled,
    told,
    answer: {},
    opened: [],
    workers: { workers: 2, places: 8 },
    open: () => {
      const count = dialogue.opened.filter(({ place }) => place !== undefined).length;
      return Promise.resolve({ questions: dialogue.opened, waiting: { count, orMore: false } });
    },
    workforce: () => Promise.resolve(dialogue.workers),
    answered: [],
    past: (of) =>
      Promise.resolve(
        dialogue.answered.filter(({ origin }) =>
          "user" in of ? origin.user === of.user : origin.channel === of.channel,
        ),
      ),
    admitted: { admitted: true, priority: 1 },
    reports: new Map([["d-1", blocked]]),
    parse: parseKeeping,
    complete: completeKept,
    likely: likelyForKept,
    names: undefined,
    suggest: (wanted) => Promise.resolve(dialogue.names && suggestEnds(dialogue.names, wanted)),
    rated: new Map(),
    rate: (id, user, says) => {
      if (!dialogue.reports.has(id)) return Promise.resolve(undefined);
      const before = dialogue.rated.get(`${id} ${user}`);
      dialogue.rated.set(`${id} ${user}`, says);
      return Promise.resolve({ kept: true, ...(before && { before }) });
    },
    admit: () => Promise.resolve(dialogue.admitted),
    ended: () => Promise.resolve(),
    submit: (request) => {
      const { throws, joined = false } = dialogue.answer;
      if (throws) return Promise.reject(throws);
      submitted.push(request);
      return Promise.resolve({ id: `d-${submitted.length}`, joined });
    },
    leave: async (id, { before }) => {
      cancelled.push(id);
      const [request] = submitted;
      const left = id === "d-1" && request ? { id, ...request } : undefined;
      if (left) await before?.(left);
      return left;
    },
    tell: (each) => {
      told.push(each);
      return Promise.resolve();
    },
    about: (id) => Promise.resolve(id === "d-1" ? [...subjectsNamed(question), { namespace: "test" }] : []),
    load: (id) => {
      const report = dialogue.reports.get(id);
      const feedback = [...dialogue.rated.values()].map((says) => ({ says, at: bundle.recordedAt }));
      return Promise.resolve(report ? { report, bundle: { ...bundle, feedback } } : undefined);
    },
  };
  return dialogue;
}

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
  readonly audited: Record<string, unknown>[];
  readonly troubles: string[];
}

/** A fake Slack with the real bot connected to it; both end with the test. */
export async function stage(
  options: {
    readonly mode?: Way["mode"];
    readonly rules?: Rules;
    readonly audit?: Audit;
    readonly slack?: FakeSlackOptions;
    /** Short where a link ends: on a busy machine a short one ends links by itself, and what comes in that moment is lost. */
    readonly pingTimeoutMs?: number;
  } = {},
): Promise<Stage> {
  const slack = await startFakeSlack({ rateLimits: false, ...options.slack });
  onTestFinished(() => slack.close());
  const dialogue = recordingDialogue();
  const ledger = memoryLedger();
  const audited: Record<string, unknown>[] = [];
  const troubles: string[] = [];
  const way: Way =
    options.mode === "http"
      ? { mode: "http", signingSecret, port: 0, host: "127.0.0.1" }
      : { mode: "socket", appToken, pingTimeoutMs: options.pingTimeoutMs ?? 10_000 };
  const inbox = new MemoryInbox();
  const bot = await createSlackApp({
    inbox,
    way,
    botToken,
    apiUrl: slack.apiUrl,
    rules: options.rules ?? everyone,
    cluster: "prod-1",
    dialogue,
    ledger,
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
  return { slack, bot, port, inbox, dialogue, ledger, audited, troubles };
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
  more: { id?: string; out?: OutboxSettings; timeoutMs?: number } & Partial<
    ConversationParts & TellerParts
  > = {},
): Talk {
  const { id = "d-1", out = quick(), timeoutMs = 1000, ...parts } = more;
  const client = createSlackClient({ token: botToken, apiUrl: slack.apiUrl, timeoutMs });
  const asked = { id, question, origin: { key: `key-${id}`, ...where } };
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
