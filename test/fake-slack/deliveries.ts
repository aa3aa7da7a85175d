import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Sockets } from "./sockets.ts";
import { isJson, textOf, type Delivery, type Json } from "./types.ts";
import type { Workspace } from "./workspace.ts";

export interface HttpTarget {
  /** The one request URL of the app, for commands, events and interactivity. */
  readonly requestUrl: string;
  readonly signingSecret: string;
}

export interface DeliveryOptions {
  /** How long the app has, milliseconds; Slack gives 3,000. */
  readonly ackWithinMs: number;
  /** Events alone are sent again after these pauses, milliseconds; Slack waits about 0, 60,000 and 300,000. */
  readonly eventRetryMs: readonly number[];
}

interface Taken {
  readonly over: Delivery["over"];
  readonly acked: boolean;
  readonly socket?: number;
  readonly status?: number;
  readonly body?: Json;
}

/** Sends things to the app over whichever way it listens, and keeps a record of how they were taken. */
export class Deliveries {
  http: HttpTarget | undefined;
  readonly #sockets: Sockets;
  readonly #workspace: Workspace;
  readonly #options: DeliveryOptions;
  readonly #stopped = new AbortController();

  constructor(sockets: Sockets, workspace: Workspace, options: DeliveryOptions) {
    this.#sockets = sockets;
    this.#workspace = workspace;
    this.#options = options;
  }

  /** Resolves when acknowledged or given up; `body` is what the app said in its acknowledgement. */
  async deliver(type: Delivery["type"], payload: Json): Promise<{ acked: boolean; body: Json }> {
    const pauses = type === "events_api" ? this.#options.eventRetryMs : [];
    for (let attempt = 0; attempt <= pauses.length; attempt += 1) {
      if (attempt > 0) {
        const waited = delay(pauses[attempt - 1], true, { signal: this.#stopped.signal, ref: false });
        if (!(await waited.catch(() => false))) break;
      }
      const taken = await this.#once(type, payload, attempt);
      if (taken.acked) return { acked: true, body: taken.body ?? {} };
    }
    return { acked: false, body: {} };
  }

  async #once(type: Delivery["type"], payload: Json, attempt: number): Promise<Taken> {
    const started = Date.now();
    const taken = await this.#send(type, payload, attempt);
    const { over, acked, socket, status } = taken;
    this.#workspace.deliveries.push({
      type,
      over,
      attempt,
      acked,
      payload,
      ...(socket === undefined ? {} : { socket }),
      ...(status === undefined ? {} : { status }),
      ...(acked ? { ackMs: Date.now() - started } : {}),
    });
    this.#workspace.changed();
    return taken;
  }

  async #send(type: Delivery["type"], payload: Json, attempt: number): Promise<Taken> {
    const within = this.#options.ackWithinMs;
    if (this.#sockets.count > 0) {
      const retry = attempt === 0 ? undefined : { attempt, reason: "timeout" };
      const { socket, ack } = await this.#sockets.send(type, payload, retry, within);
      return { over: "socket", acked: ack !== undefined, socket, ...(ack ? { body: ack } : {}) };
    }
    return this.http ? post(this.http, type, payload, attempt, within) : { over: "nobody", acked: false };
  }

  stop(): void {
    this.#stopped.abort();
  }
}

async function post(
  { requestUrl, signingSecret }: HttpTarget,
  type: Delivery["type"],
  payload: Json,
  attempt: number,
  withinMs: number,
): Promise<Taken> {
  const { body, contentType } = encoded(type, payload);
  try {
    const response = await fetch(requestUrl, {
      method: "POST",
      body,
      headers: {
        "content-type": contentType,
        ...signedHeaders(signingSecret, body, Math.floor(Date.now() / 1000)),
        ...(attempt === 0
          ? {}
          : { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_timeout" }),
      },
      signal: AbortSignal.timeout(withinMs),
    });
    return { over: "http", acked: response.ok, status: response.status, body: said(await response.text()) };
  } catch {
    return { over: "http", acked: false };
  }
}

/** Slack sends commands as a form, interactions as JSON in a form's `payload`, events as JSON. */
export function encoded(type: Delivery["type"], payload: Json): { body: string; contentType: string } {
  const form = "application/x-www-form-urlencoded";
  if (type === "slash_commands") {
    const fields = Object.keys(payload).map((key): [string, string] => [key, textOf(payload, key)]);
    return { body: new URLSearchParams(fields).toString(), contentType: form };
  }
  const json = JSON.stringify(payload);
  return type === "interactive"
    ? { body: new URLSearchParams({ payload: json }).toString(), contentType: form }
    : { body: json, contentType: "application/json" };
}

/** The signature of a request: HMAC-SHA256 over `v0:seconds:body`. */
export function signedHeaders(secret: string, body: string, seconds: number): Record<string, string> {
  const digest = createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${digest}` };
}

function said(text: string): Json {
  if (text === "") return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isJson(parsed) ? parsed : {};
  } catch {
    return { text };
  }
}
