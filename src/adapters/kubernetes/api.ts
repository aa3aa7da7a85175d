import { setTimeout as sleep } from "node:timers/promises";
import { HttpMethod, type KubeConfig, RequestContext } from "@kubernetes/client-node";
import { unlessAborted } from "./abortable.ts";
import { ApiRefused, ApiSilent, CredentialsFailed, readStatus } from "./api-errors.ts";
import type { CredentialPlugin } from "./credential-plugin.ts";
import { KeptAlive } from "./keep-alive.ts";
import { AnswerTooLarge, exchange, type HttpAnswer } from "./transport.ts";

export interface ApiRequest {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** From the server's root, encoded: `/api/v1/namespaces/test/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Of the body, where it is another than plain JSON. */
  readonly contentType?: string;
  /** The user of the cluster in whose name it is asked. */
  readonly as?: string;
  /** The form of the answer, when it is another than plain JSON. */
  readonly accept?: string;
  /** Milliseconds, when the answer is not worth waiting for as long as others. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The longest we wait because a busy server asked us to, milliseconds. Longer, and it is told instead. */
const patienceMs = 1000;
/** Requests that failed together do not come back together. */
const spreadMs = 200;

/**
 * Requests with client-node's credentials, answers as the JSON the server sent: its typed API
 * drops fields it does not know and turns dates into objects, and policies are read field by field here.
 */
export class KubernetesApi {
  readonly #kubeConfig: KubeConfig;
  readonly #plugin: CredentialPlugin;
  readonly #timeoutMs: number;
  readonly #agents = new KeptAlive();

  constructor(kubeConfig: KubeConfig, plugin: CredentialPlugin, timeoutMs = 10_000) {
    this.#kubeConfig = kubeConfig;
    this.#plugin = plugin;
    this.#timeoutMs = timeoutMs;
  }

  /** The server's address, for words about not reaching it. */
  get server(): string {
    return this.#kubeConfig.getCurrentCluster()?.server ?? "no server";
  }

  /**
   * The answer's JSON. Throws ApiRefused, ApiSilent, AnswerTooLarge or CredentialsFailed. What a second try may mend is tried once more and no
   * oftener, within the same time: a lost connection, a busy server, one that failed at a read. Credentials of a plugin that
   * are no longer taken are asked for anew, once.
   */
  async send(request: ApiRequest): Promise<unknown> {
    const asked = this.#plugin.ready(this.#kubeConfig.getCurrentUser());
    const credentials = await (request.signal ? unlessStopped(asked, request.signal) : asked);
    try {
      return await this.#ask(request);
    } catch (error) {
      if (!credentials || !(error instanceof ApiRefused && error.code === 401)) throw error;
      this.#plugin.forget(credentials);
      return await this.#ask(request);
    }
  }

  async #ask(request: ApiRequest): Promise<unknown> {
    const timeoutMs = Math.min(request.timeoutMs ?? this.#timeoutMs, this.#timeoutMs);
    const timer = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([timer, request.signal]) : timer;
    try {
      let response = await this.#once(request, signal);
      const waitMs = waitBeforeTrying(response, request);
      if (waitMs !== undefined) {
        await sleep(waitMs + Math.random() * spreadMs, undefined, { signal });
        response = await this.#once(request, signal);
      }
      const { code, text } = response;
      if (code >= 300) throw new ApiRefused(code, readStatus(text));
      return parse(text, code);
    } catch (error) {
      if ([ApiRefused, CredentialsFailed, AnswerTooLarge].some((known) => error instanceof known))
        throw error;
      if (request.signal?.aborted) throw new ApiSilent("stopped", "the diagnosis was stopped");
      if (timer.aborted)
        throw new ApiSilent("timeout", `no answer from ${this.server} within ${timeoutMs} ms`);
      throw new ApiSilent("network", error instanceof Error ? error.message : String(error));
    }
  }

  async #once(request: ApiRequest, signal: AbortSignal): Promise<HttpAnswer> {
    try {
      return await this.#fetch(request, signal);
    } catch (error) {
      // A kept connection may be closed by the server just as it is used again.
      const isRead = (request.method ?? "GET") === "GET";
      if (
        !isRead ||
        signal.aborted ||
        !(
          error instanceof Error &&
          "code" in error &&
          (error.code === "ECONNRESET" || error.code === "EPIPE")
        )
      )
        throw error;
      return await this.#fetch(request, signal);
    }
  }

  async #fetch(request: ApiRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const context = new RequestContext(`${this.server}${request.path}`, HttpMethod[request.method ?? "GET"]);
    for (const [name, value] of Object.entries(request.query ?? {}))
      if (value !== undefined) context.setQueryParam(name, value);
    context.setHeaderParam("Accept", request.accept ?? "application/json");
    if (request.body !== undefined) {
      context.setHeaderParam("Content-Type", request.contentType ?? "application/json");
      context.setBody(JSON.stringify(request.body));
    }
    if (request.as !== undefined) context.setHeaderParam("Impersonate-User", request.as);
    await this.#sayWho(context, signal);
    const agent = context.getAgent();
    return await exchange(context, agent && this.#agents.for(agent), signal);
  }

  /** Throws CredentialsFailed, or the signal's reason. */
  async #sayWho(context: RequestContext, signal: AbortSignal): Promise<void> {
    try {
      await unlessAborted(this.#kubeConfig.applySecurityAuthentication(context), signal);
    } catch (error) {
      if (signal.aborted || error instanceof CredentialsFailed) throw error;
      // A certificate that went meanwhile, a login that cannot be renewed: the API server was never asked.
      throw new CredentialsFailed(
        `the credentials of the kubeconfig's user are of no use: ${error instanceof Error ? error.message : String(error)}`,
        "log in again, and try: kubectl auth whoami",
      );
    }
  }
}

async function unlessStopped<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  try {
    return await unlessAborted(promise, signal);
  } catch (error) {
    if (signal.aborted) throw new ApiSilent("stopped", "the diagnosis was stopped");
    throw error;
  }
}

/** Milliseconds, when the answer is worth asking again. */
function waitBeforeTrying({ code, headers }: HttpAnswer, { method = "GET" }: ApiRequest): number | undefined {
  const asked = headers["retry-after"];
  const failed = [500, 502, 504].includes(code) || (code === 503 && asked !== undefined);
  if (code !== 429 && !(failed && method === "GET")) return undefined;
  const waitMs = asked === undefined ? (code === 429 ? patienceMs : spreadMs / 2) : Number(asked) * 1000;
  // No number is a date: the wait is long then.
  return waitMs <= patienceMs ? waitMs : undefined;
}

function parse(text: string, code: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiRefused(code, { message: `the answer is no JSON: ${text.slice(0, 100)}`, reason: "" });
  }
}
