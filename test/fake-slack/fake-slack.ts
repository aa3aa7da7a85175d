import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { serveControl } from "./control.ts";
import { Deliveries, type DeliveryOptions } from "./deliveries.ts";
import { answer, bodyOf, jsonBodyOf } from "./http-body.ts";
import { Limits } from "./limits.ts";
import { servePage } from "./page.ts";
import { PeopleAct } from "./people-act.ts";
import { useResponseUrl } from "./response-urls.ts";
import { Sockets } from "./sockets.ts";
import { serveApi } from "./web-api.ts";
import { Workspace, type WorkspaceSeed } from "./workspace.ts";

export interface FakeSlackOptions extends Partial<DeliveryOptions>, WorkspaceSeed {
  /** Off for tests of something else than pacing. */
  readonly rateLimits?: boolean;
  readonly port?: number;
}

/** A Slack workspace on 127.0.0.1: Web API, Socket Mode, signed HTTP, and a page to look at it. */
export interface FakeSlack {
  readonly url: string;
  /** For `slackApiUrl`. */
  readonly apiUrl: string;
  readonly workspace: Workspace;
  readonly people: PeopleAct;
  readonly limits: Limits;
  readonly sockets: Sockets;
  readonly deliveries: Deliveries;
  /** Resolves with the first value that `look` finds, looking again at each change. Throws after `withinMs`. */
  until<T>(what: string, look: () => T | undefined | false, withinMs?: number): Promise<T>;
  close(): Promise<void>;
}

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const workspace = new Workspace(options);
  const limits = new Limits(options.rateLimits ?? true);
  const sockets = new Sockets();
  const deliveries = new Deliveries(sockets, workspace, {
    ackWithinMs: options.ackWithinMs ?? 3000,
    eventRetryMs: options.eventRetryMs ?? [0, 60_000, 300_000],
  });
  let url = "";
  const people = new PeopleAct(workspace, deliveries, () => url);
  const around = { workspace, people, limits, sockets, deliveries };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? "/", "http://fake").pathname;
    const [, first = "", rest = ""] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
    switch (first) {
      case "api":
        await serveApi(request, response, rest, {
          workspace,
          limits,
          url,
          connectionUrl: () => `${url.replace("http", "ws")}/link/?ticket=${sockets.newTicket()}`,
        });
        return;
      case "upload":
        await takeUpload(workspace, rest, request, response);
        return;
      case "response": {
        const { status, text } = useResponseUrl(workspace, rest, await jsonBodyOf(request));
        answer(response, status, text);
        return;
      }
      case "control":
        await serveControl(rest, request, response, around);
        return;
      default:
        servePage(path, request, response, workspace);
    }
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      answer(response, 500, error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  });
  server.on("upgrade", (request, stream, head) => {
    sockets.accept(request, stream, head);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    apiUrl: `${url}/api/`,
    ...around,
    until: (what, look, withinMs = 18_000) => until(workspace, what, look, withinMs),
    close: async () => {
      deliveries.stop();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function until<T>(
  workspace: Workspace,
  what: string,
  look: () => T | undefined | false,
  withinMs: number,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const again = (): void => {
      const found = look();
      if (found === undefined || found === false) return;
      finish();
      resolve(found);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`did not see ${what} within ${withinMs} ms`));
    }, withinMs);
    // Some things change without a change of the workspace: a call that was refused.
    const tick = setInterval(again, 50);
    const stop = workspace.onChange(again);
    const finish = (): void => {
      clearTimeout(timer);
      clearInterval(tick);
      stop();
    };
    again();
  });
}

async function takeUpload(
  workspace: Workspace,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = workspace.files.get(id);
  const body = await bodyOf(request);
  const type = request.headers["content-type"] ?? "";
  if (!file) {
    answer(response, 404, "no such upload");
    return;
  }
  const boundary = /^multipart\/form-data; *boundary=(.+)$/.exec(type)?.[1];
  const content = boundary === undefined ? body : firstPart(body, boundary);
  workspace.files.set(id, { ...file, content });
  answer(response, 200, `OK - ${content.length}`);
}

/** The content of the first part of a multipart body. */
function firstPart(body: Buffer, boundary: string): Buffer {
  const start = body.indexOf("\r\n\r\n") + 4;
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return body.subarray(start, end === -1 ? body.length : end);
}
