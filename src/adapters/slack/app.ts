import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, SocketModeReceiver, type Logger, type Receiver } from "@slack/bolt";
import type { Allowed } from "./authorize.ts";
import { createSlackClient } from "./client.ts";
import type { DeskParts } from "./desk.ts";
import { entries, type Entry } from "./entries.ts";
import { Gate } from "./gate.ts";
import { boltLogger } from "./bolt-logger.ts";
import { Outbox, type OutboxSettings } from "./outbox.ts";
import { doorkeeper } from "./doorkeeper.ts";

export type Way =
  | {
      readonly mode: "socket";
      readonly appToken: string;
      /** After a link ended, Bolt's client is deaf for this long; milliseconds. */
      readonly pingTimeoutMs?: number;
    }
  | {
      readonly mode: "http";
      readonly signingSecret: string;
      /** 0 takes a free one. */
      readonly port: number;
      /** Listens on all addresses unless said. */
      readonly host?: string;
    };

export interface SlackAppOptions extends Omit<DeskParts, "outbox"> {
  readonly way: Way;
  readonly botToken: string;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly allowed: Allowed;
  readonly timeoutMs?: number;
  readonly out: OutboxSettings;
}

export interface SlackApp {
  /** Resolves when Slack can reach the app; with the port in HTTP mode. Throws when it cannot listen or connect. */
  start(): Promise<{ readonly port?: number }>;
  stop(): Promise<void>;
  /** Socket Mode: whether a link is up. HTTP: whether it listens. */
  isUp(): boolean;
  readonly app: App;
  readonly outbox: Outbox;
}

/**
 * The bot's side of Slack: every entry acknowledged at once, then the gate, then the work. Throws when the token is not
 * good or, in HTTP mode, when there is no signing secret: then anyone could forge requests.
 */
export async function createSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { way, botToken, apiUrl, allowed, timeoutMs, out } = options;
  if (way.mode === "http" && way.signingSecret.trim() === "")
    throw new Error("SLACK_SIGNING_SECRET is empty; without it anyone could send requests in Slack's name");
  const client = createSlackClient({
    token: botToken,
    apiUrl,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const self = await client.auth.test();
  const outbox = new Outbox(client, out);
  const logger = boltLogger(options.onTrouble);
  const receiver = way.mode === "socket" ? socketReceiver(way, apiUrl, logger) : httpReceiver(way, logger);
  const app = new App({
    receiver,
    logger,
    // Not a low retryConfig here: Bolt hands these to Socket Mode, which would then give up its link for good.
    clientOptions: { slackApiUrl: apiUrl },
    authorize: () =>
      Promise.resolve({
        botToken,
        ...(self.bot_id === undefined ? {} : { botId: self.bot_id }),
        ...(self.user_id === undefined ? {} : { botUserId: self.user_id }),
      }),
    convoStore: false,
  });
  app.error((error) => {
    options.onTrouble("a Slack handler failed", error);
    return Promise.resolve();
  });
  const gate = new Gate(client, allowed, {
    teamId: self.team_id ?? "",
    ...(self.enterprise_id === undefined ? {} : { enterpriseId: self.enterprise_id }),
  });
  const guarded = doorkeeper({ ...options, outbox }, gate);
  for (const entry of entries) register(app, entry, guarded);
  return { app, outbox, ...running(app, receiver, way) };
}

/** Everything is acknowledged before anything is done: Slack gives three seconds. */
function register(app: App, entry: Entry, guarded: ReturnType<typeof doorkeeper>): void {
  const { on } = entry;
  if ("command" in on)
    app.command(on.command, async ({ ack, body, respond }) => {
      await ack();
      await guarded(entry, body, respond);
    });
  else if ("event" in on)
    app.event(on.event, async ({ body }) => {
      await guarded(entry, body);
    });
  else if ("shortcut" in on)
    app.shortcut({ callback_id: on.shortcut, type: "message_action" }, async ({ ack, body, respond }) => {
      await ack();
      await guarded(entry, body, respond);
    });
  else if ("action" in on)
    app.action(on.action, async ({ ack, body }) => {
      await ack();
      await guarded(entry, body);
    });
  else
    app.view(on.view, async ({ ack, body }) => {
      await ack();
      await guarded(entry, body);
    });
}

function socketReceiver(
  way: Extract<Way, { mode: "socket" }>,
  apiUrl: string,
  logger: Logger,
): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: way.appToken,
    logger,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
    ...(way.pingTimeoutMs === undefined ? {} : { clientPingTimeout: way.pingTimeoutMs }),
  });
}

function httpReceiver(way: Extract<Way, { mode: "http" }>, logger: Logger): HTTPReceiver {
  return new HTTPReceiver({ signingSecret: way.signingSecret, logger });
}

function running(app: App, receiver: Receiver, way: Way): Pick<SlackApp, "start" | "stop" | "isUp"> {
  let up = false;
  if (receiver instanceof SocketModeReceiver) {
    receiver.client.on("connected", () => (up = true));
    receiver.client.on("disconnected", () => (up = false));
    receiver.client.on("reconnecting", () => (up = false));
  }
  return {
    isUp: () => up,
    start: async () => {
      if (way.mode === "socket") {
        await app.start();
        up = true;
        return {};
      }
      const server = await app.start({
        port: way.port,
        ...(way.host === undefined ? {} : { host: way.host }),
      });
      up = true;
      const address: AddressInfo | string | null = server.address();
      return address !== null && typeof address === "object" ? { port: address.port } : {};
    },
    stop: async () => {
      up = false;
      await app.stop();
    },
  };
}
