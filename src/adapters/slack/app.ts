import { setTimeout as delay } from "node:timers/promises";
import type { AddressInfo } from "node:net";
import {
  App,
  HTTPReceiver,
  SocketModeReceiver,
  type Logger,
  type Receiver,
  type ReceiverEvent,
} from "@slack/bolt";
import type { Rules } from "../../access/rule.ts";
import { z } from "zod";
import type { SlackMessage } from "../../report/slack/blocks.ts";
import { createSlackClient } from "./client.ts";
import type { Decision, Deed } from "./authorize.ts";
import type { DeskParts } from "./desk.ts";
import { entries } from "./entries.ts";
import type { Entry } from "./entry.ts";
import { Gate } from "./gate.ts";
import { boltLogger } from "./bolt-logger.ts";
import { lookups } from "./lookups.ts";
import { Outbox, type OutboxSettings } from "./outbox.ts";
import { createDoorkeeper, whisperer, type Doorkeeper } from "./doorkeeper.ts";

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

export interface SlackAppOptions extends Omit<DeskParts, "outbox" | "workspaceUrl"> {
  readonly way: Way;
  readonly botToken: string;
  /** Ends with a slash. */
  readonly apiUrl: string;
  /** Who may do what. */
  readonly rules: Rules;
  readonly timeoutMs?: number;
  readonly out: OutboxSettings;
  /** Sends the requests to Slack; Node's own by default. */
  readonly fetch?: typeof fetch;
  /** Stands around everything that comes in, from its arrival to its acknowledgement. */
  readonly around?: Around;
}

/** Does the work of a way in, `slash command`, and may time it. */
export type Around = <T>(entry: string, work: () => Promise<T>) => Promise<T>;
const justDo: Around = (_entry, work) => work();

export interface SlackApp {
  /** Resolves when Slack can reach the app; with the port in HTTP mode. Throws when it cannot listen or connect. */
  start(): Promise<{ readonly port?: number }>;
  stop(): Promise<void>;
  /** Socket Mode: whether a link is up. HTTP: whether it listens. */
  isUp(): boolean;
  readonly app: App;
  readonly outbox: Outbox;
  /** Deals with what was written down. */
  readonly doorkeeper: Doorkeeper;
  /** The same decision for what goes on by itself. */
  readonly authorize: (deed: Deed) => Promise<Decision>;
}

/**
 * The bot's side of Slack: what comes in is written down and acknowledged; `doorkeeper` deals with it. Throws when the token is not
 * good or, in HTTP mode, when there is no signing secret: then anyone could forge requests.
 */
export async function createSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { way, botToken, apiUrl, rules, cluster, timeoutMs, out, fetch, around = justDo } = options;
  if (way.mode === "http" && way.signingSecret.trim() === "")
    throw new Error("SLACK_SIGNING_SECRET is empty; without it anyone could send requests in Slack's name");
  const client = createSlackClient({
    token: botToken,
    apiUrl,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(fetch && { fetch }),
  });
  const self = await client.auth.test();
  const outbox = new Outbox(client, out);
  const logger = boltLogger(options.onTrouble);
  const receiver = way.mode === "socket" ? socketReceiver(way, apiUrl, logger) : httpReceiver(way, logger);
  const app = new WritingApp({
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
  const gate = new Gate(
    outbox,
    { rules, cluster },
    {
      teamId: self.team_id ?? "",
      ...(self.enterprise_id === undefined ? {} : { enterpriseId: self.enterprise_id }),
    },
  );
  const parts = { ...options, outbox, workspaceUrl: self.url ?? "https://slack.com/" };
  const doorkeeper = createDoorkeeper(parts, gate, entries);
  register(app, doorkeeper, complainer(parts), around);
  const authorize = (deed: Deed): Promise<Decision> => gate.authorize(deed);
  return { app, outbox, doorkeeper, authorize, ...running(app, receiver, way) };
}

/**
 * Bolt acknowledges an event before any handler runs; here it is written down before, for what was acknowledged is
 * answered. Commands and clicks are acknowledged by their handlers.
 */
class WritingApp extends App {
  /** Called with the body of everything that comes in, and waited for. */
  onArrival: (body: unknown) => Promise<void> = () => Promise.resolve();

  override async processEvent(event: ReceiverEvent): Promise<void> {
    await this.onArrival(event.body);
    await super.processEvent(event);
  }
}

const AnEvent = z.object({ event: z.object({ type: z.string() }) });

/** Everything is written down before it is acknowledged, and dealt with after that: Slack gives three seconds. */
function register(app: WritingApp, doorkeeper: Doorkeeper, complain: Complain, around: Around): void {
  const taken = (entry: Entry, body: unknown, ack?: () => Promise<void>): Promise<void> =>
    around(entry.name, async () => {
      const refusal = await doorkeeper.take(entry, body);
      if (refusal) await complain(entry, body, refusal);
      await ack?.();
    });
  for (const entry of entries) {
    const { on } = entry;
    if ("command" in on)
      app.command(on.command, ({ ack, body }) =>
        around(entry.name, async () => {
          const refusal = await doorkeeper.take(entry, body);
          await ack(
            refusal && { response_type: "ephemeral", text: refusal.text, blocks: [...refusal.blocks] },
          );
        }),
      );
    else if ("shortcut" in on)
      app.shortcut(
        { callback_id: on.shortcut, type: on.global ? "shortcut" : "message_action" },
        async ({ ack, body }) => {
          await taken(entry, body, ack);
        },
      );
    else if ("action" in on)
      app.action(on.action, async ({ ack, body }) => {
        await taken(entry, body, ack);
      });
    else if ("view" in on)
      app.view(on.view, async ({ ack, body }) => {
        await taken(entry, body, ack);
      });
  }
  for (const lookup of lookups)
    app.options(lookup.on, ({ ack, body }) =>
      around(lookup.name, async () => {
        await ack({ options: [...(await doorkeeper.lookUp(lookup, body))] });
      }),
    );
  app.onArrival = async (body) => {
    const type = AnEvent.safeParse(body).data?.event.type;
    for (const entry of entries) if ("event" in entry.on && entry.on.event === type) await taken(entry, body);
  };
}

/** Says to the person alone that what they did was not taken. Rejects when Slack does not take that in time either. */
type Complain = (entry: Entry, body: unknown, refusal: SlackMessage) => Promise<void>;

/** Slack waits three seconds for an acknowledgement; one of them may be over when nothing could be written down, milliseconds. */
const complaintMs = 1500;

/**
 * What was neither taken nor refused in words is not acknowledged: then Slack tells the person itself that it did not work,
 * and delivers a message again.
 */
function complainer(parts: DeskParts): Complain {
  return async (entry, body, refusal) => {
    const from = entry.reads.safeParse(body).data;
    if (!from) return;
    const whisper = (entry.tells ?? whisperer)(parts, from);
    const said = whisper(refusal).then(
      () => true,
      (error: unknown) => {
        parts.onTrouble("a whisper was not heard", error);
        return false;
      },
    );
    if (!(await Promise.race([said, delay(complaintMs, false, { ref: false })])))
      throw new Error(`${entry.name} is not acknowledged: it was not taken, and Slack takes no word of that`);
  };
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
