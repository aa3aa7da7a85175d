import type { IncomingMessage, ServerResponse } from "node:http";
import { answer, bodyOf } from "./http-body.ts";
import type { Limits } from "./limits.ts";
import { methods } from "./methods/index.ts";
import { Refused, type Surroundings } from "./methods/method.ts";
import { appToken, botToken } from "./people.ts";
import { isJson, textOf, type Json } from "./types.ts";

/** Arguments that arrive as JSON text when the body is a form. */
const jsonArguments = new Set(["blocks", "metadata", "files", "view"]);

interface Options extends Surroundings {
  readonly limits: Limits;
  /** Makes the WebSocket address of a new connection. */
  readonly connectionUrl: () => string;
}

/** Serves one call of `/api/METHOD`, with faults and rate limits first, as Slack answers: errors at HTTP 200. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  options: Options,
): Promise<void> {
  const args = argumentsOf(await bodyOf(request), request.headers["content-type"] ?? "");
  const { workspace, limits } = options;
  const channel = textOf(args, "channel") || textOf(args, "channel_id");
  const told = (status: number, body: Json, headers: Record<string, string> = {}): void => {
    const error = body.ok === true ? undefined : textOf(body, "error") || `http_${status}`;
    const shown = Object.fromEntries(Object.entries(args).filter(([key]) => key !== "token"));
    workspace.calls.push({
      method: name,
      args: shown,
      status,
      ...(error === undefined ? {} : { error }),
      at: Date.now(),
    });
    answer(response, status, JSON.stringify(body), { "content-type": "application/json", ...headers });
  };

  const fault = limits.faultFor(name, channel);
  if (fault?.status === 429) {
    told(429, { ok: false, error: "ratelimited" }, { "retry-after": String(fault.retryAfter ?? 1) });
    return;
  }
  if (fault?.status !== undefined) {
    told(fault.status, { ok: false });
    return;
  }
  if (fault?.error !== undefined) {
    told(200, { ok: false, error: fault.error });
    return;
  }
  const wait = limits.overLimit(name, channel);
  if (wait !== undefined) {
    told(429, { ok: false, error: "ratelimited" }, { "retry-after": String(wait) });
    return;
  }
  const body = carryOut(name, args, bearerOf(request, args), options);
  if (fault?.timeoutAfterAccept === true) {
    workspace.calls.push({ method: name, args, status: 0, error: "answer withheld", at: Date.now() });
    return;
  }
  told(200, body);
}

function carryOut(name: string, args: Json, token: string, options: Options): Json {
  if (name === "apps.connections.open")
    return token === appToken
      ? { ok: true, url: options.connectionUrl() }
      : { ok: false, error: "invalid_auth" };
  if (token === "") return { ok: false, error: "not_authed" };
  if (token !== botToken) return { ok: false, error: "invalid_auth" };
  const method = methods.get(name);
  if (!method) return { ok: false, error: "unknown_method" };
  try {
    return method(args, options);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, error: error.message, response_metadata: { messages: error.messages } };
  }
}

function argumentsOf(body: Buffer, contentType: string): Json {
  if (contentType.startsWith("application/json")) {
    const parsed: unknown = JSON.parse(body.toString() || "{}");
    return isJson(parsed) ? parsed : {};
  }
  const fields = [...new URLSearchParams(body.toString())];
  return Object.fromEntries(
    fields.map(([key, value]) => [key, jsonArguments.has(key) ? parsedOr(value) : value]),
  );
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function bearerOf(request: IncomingMessage, args: Json): string {
  return (request.headers.authorization ?? "").replace(/^Bearer\s*/, "") || textOf(args, "token");
}
