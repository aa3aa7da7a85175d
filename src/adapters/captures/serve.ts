import { once } from "node:events";
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { CaptureFiles } from "../../captures/doors.ts";
import { pcapngEnding, pcapngType } from "../../model/captured-traffic.ts";
import { NotAudited, type Audit } from "../../ports.ts";
import { Bucket } from "./bucket.ts";

export interface ServingCaptures {
  /** 0 takes a free one. */
  readonly port: number;
  /** Listens on all addresses unless said. */
  readonly host?: string;
  readonly files: Pick<CaptureFiles, "open">;
  readonly audit: Audit;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** Milliseconds of a monotonic clock. */
  readonly elapsed: () => number;
}

interface Page {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Nothing keeps it, nothing draws it, nothing learns where it came from. */
const always = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
} as const;

/** So many requests at once, and then so many a second: files are few, and nobody guesses 256 bits. */
const [burst, perSecond] = [30, 5];

/** What is asked of it is short, and answered at once: milliseconds. */
const [requestMs, idleMs] = [10_000, 5000];
const connectionsAtOnce = 100;

/** A file is held unpacked, ten megabytes at most or so, until it is sent: so many at once, and each for so long, milliseconds. */
const [filesAtOnce, sendMs] = [4, 120_000];

const gone = sentence(
  404,
  "There is no such file: the link is not whole, its time is over, or what was kept was lost. Press Capture again in Slack.",
);

const tooMany = sentence(429, "Too many ask at once; try again in a moment.", { "retry-after": "2" });

/**
 * Serves the files of captures under `/captures/TOKEN`, to whoever has the link, as often as they like until it expires; a checker
 * of links that looks at it first takes nothing away. One answer for whatever is not there. Each file that is handed out
 * has its line in the audit log before. Resolves when it listens.
 */
export async function serveCaptures(
  serving: ServingCaptures,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const bucket = new Bucket({ burst, perSecond }, serving.elapsed);
  const sending = new Set<ServerResponse>();
  const server = createServer(
    { requestTimeout: requestMs, headersTimeout: requestMs },
    (request, response) => {
      const late = setTimeout(() => response.destroy(), sendMs);
      response.once("close", () => {
        clearTimeout(late);
        sending.delete(response);
      });
      const mayOpen = (): boolean => {
        if (sending.size >= filesAtOnce) return false;
        sending.add(response);
        return true;
      };
      answer(request, serving, () => bucket.take(), mayOpen)
        .catch((error: unknown) => {
          serving.onTrouble("the file of a capture was not served", error);
          return sentence(503, "The file cannot be read now; try again in a minute.", {
            "retry-after": "60",
          });
        })
        .then(({ status, headers, body }) => {
          response.writeHead(status, { ...always, ...headers, "content-length": body.length });
          response.end(request.method === "HEAD" ? undefined : body);
        })
        .catch(() => response.destroy());
    },
  );
  server.maxConnections = connectionsAtOnce;
  server.keepAliveTimeout = idleMs;
  server.listen(serving.port, serving.host);
  await once(server, "listening");
  const address = server.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : serving.port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  { files, audit }: ServingCaptures,
  mayAsk: () => boolean,
  mayOpen: () => boolean,
): Promise<Page> {
  const { method, url = "" } = request;
  if (!mayAsk()) return tooMany;
  if (method !== "GET" && method !== "HEAD")
    return sentence(405, "Files can be fetched here, and nothing else.", { allow: "GET, HEAD" });
  const token = /^\/captures\/([A-Za-z0-9_-]{43})$/.exec(url)?.[1];
  if (token === undefined) return gone;
  if (!mayOpen()) return tooMany;
  const found = await files.open(token);
  if (!found) return gone;
  try {
    if (method === "GET")
      audit.write({ event: "capture-fetched", capture: found.id, bytes: found.file.length, ...who(request) });
  } catch (error) {
    if (!(error instanceof NotAudited)) throw error;
    return sentence(503, `I do nothing that I cannot write down: ${error.message}.`, { "retry-after": "60" });
  }
  return {
    status: 200,
    headers: {
      "content-type": pcapngType,
      "content-disposition": `attachment; filename="netdiag-${found.id}${pcapngEnding}"`,
    },
    body: found.file,
  };
}

/** Who has a link is not known; only where they came from, and what a proxy before us says of that. */
function who({ socket, headers }: IncomingMessage): { readonly from: string; readonly forwarded?: string } {
  const forwarded = String(headers["x-forwarded-for"] ?? "")
    .replace(/[^0-9A-Fa-f.:, ]/g, "")
    .slice(0, 200);
  return { from: socket.remoteAddress ?? "", ...(forwarded === "" ? {} : { forwarded }) };
}

function sentence(status: number, words: string, headers: OutgoingHttpHeaders = {}): Page {
  return {
    status,
    headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
    body: Buffer.from(`${words}\n`),
  };
}
