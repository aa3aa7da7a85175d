import { onTestFinished } from "vitest";
import { LocalPace } from "../../../src/adapters/redis/local-pace.ts";
import { createSlackApp, type SlackApp, type Way } from "../../../src/adapters/slack/app.ts";
import type { Allowed } from "../../../src/adapters/slack/authorize.ts";
import { createSlackClient } from "../../../src/adapters/slack/client.ts";
import { SlackConversation, type ConversationParts } from "../../../src/adapters/slack/conversation.ts";
import type { Dialogue } from "../../../src/adapters/slack/dialogue.ts";
import { Outbox, type OutboxSettings } from "../../../src/adapters/slack/outbox.ts";
import type { Bundle } from "../../../src/model/bundle.ts";
import type { Report } from "../../../src/model/report.ts";
import type { DiagnosisRequest, Ledger, Origin } from "../../../src/ports.ts";
import { parseQuestion } from "../../../src/question/index.ts";
import { startFakeSlack, type FakeSlack, type FakeSlackOptions } from "../../fake-slack/fake-slack.ts";
import { appToken, botToken, signingSecret } from "../../fake-slack/people.ts";
import type { Message } from "../../fake-slack/types.ts";
import { blocked, question } from "../../report/incident.ts";

/** A ledger in memory; two workers share it as they would share Redis. */
export function memoryLedger(): Ledger & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: (key) => Promise.resolve(entries.get(key)),
    set: (key, value) => {
      entries.set(key, value);
      return Promise.resolve();
    },
    setIfAbsent: (key, value) => {
      if (entries.has(key)) return Promise.resolve(false);
      entries.set(key, value);
      return Promise.resolve(true);
    },
    remove: (key) => {
      entries.delete(key);
      return Promise.resolve();
    },
  };
}

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
  /** What the next submit says instead of a new id. */
  answer: { readonly throws?: Error; readonly joined?: Origin };
  readonly reports: Map<string, Report>;
}

export function recordingDialogue(): RecordingDialogue {
  const submitted: DiagnosisRequest[] = [];
  const cancelled: string[] = [];
  const dialogue: RecordingDialogue = {
    submitted,
    cancelled,
    answer: {},
    reports: new Map([["d-1", blocked]]),
    parse: parseQuestion,
    submit: (request) => {
      const { throws, joined } = dialogue.answer;
      if (throws) return Promise.reject(throws);
      submitted.push(request);
      return Promise.resolve({ id: `d-${submitted.length}`, ...(joined ? { joined } : {}) });
    },
    cancel: (id) => {
      cancelled.push(id);
      return Promise.resolve(id === "d-1");
    },
    load: (id) => {
      const report = dialogue.reports.get(id);
      return Promise.resolve(report ? { report, bundle } : undefined);
    },
  };
  return dialogue;
}

export const everyone: Allowed = {
  channels: ["C0ONCALL", "C0QUIET", "C0OLD"],
  users: ["U0MEI"],
  userGroups: [],
};
/** Limits so wide that they do not count, for a Slack that has none. */
export const quick = (): OutboxSettings => ({ pace: new LocalPace(), patienceMs: 8000, speed: 16 });

export interface Stage {
  readonly slack: FakeSlack;
  readonly bot: SlackApp;
  readonly port: number;
  readonly dialogue: RecordingDialogue;
  readonly ledger: ReturnType<typeof memoryLedger>;
  readonly audited: Record<string, unknown>[];
  readonly troubles: string[];
}

/** A fake Slack with the real bot connected to it; both end with the test. */
export async function stage(
  options: {
    readonly mode?: Way["mode"];
    readonly allowed?: Allowed;
    readonly slack?: FakeSlackOptions;
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
      : { mode: "socket", appToken, pingTimeoutMs: 300 };
  const bot = await createSlackApp({
    way,
    botToken,
    apiUrl: slack.apiUrl,
    allowed: options.allowed ?? everyone,
    cluster: "prod-1",
    dialogue,
    ledger,
    audit: { write: (event) => audited.push(event) },
    onTrouble: (what, error) => troubles.push(`${what}: ${String(error)}`),
    timeoutMs: 2000,
    out: quick(),
  });
  const { port = 0 } = await bot.start();
  onTestFinished(() => bot.stop());
  if (options.mode === "http")
    slack.deliveries.http = { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret };
  return { slack, bot, port, dialogue, ledger, audited, troubles };
}

/** A worker's side of the conversation, with its own connection to the fake Slack. */
export function conversation(
  slack: FakeSlack,
  ledger: Ledger,
  origin: Origin,
  more: { id?: string; out?: OutboxSettings; timeoutMs?: number } & Partial<ConversationParts> = {},
): SlackConversation {
  const { id = "d-1", out = quick(), timeoutMs = 1000, ...parts } = more;
  const client = createSlackClient({ token: botToken, apiUrl: slack.apiUrl, timeoutMs });
  return new SlackConversation(
    { id, question, origin },
    {
      outbox: new Outbox(client, out),
      ledger,
      cluster: "prod-1",
      png: () => Promise.resolve(Buffer.from("a picture")),
      onTrouble: (what, error) => {
        throw new Error(what, { cause: error });
      },
      ...parts,
    },
  );
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
