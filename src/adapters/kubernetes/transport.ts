/** One exchange with the API server over HTTP, by Node's own client: nothing is loaded for it that Node does not have. */
import { type IncomingHttpHeaders, request as plain, type RequestOptions } from "node:http";
import { request as secure } from "node:https";
import type { RequestContext } from "@kubernetes/client-node";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

export interface HttpAnswer {
  readonly code: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The whole answer. Throws the signal's reason, and what the connection died of. */
export async function exchange(
  asked: RequestContext,
  agent: RequestOptions["agent"],
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const url = new URL(asked.getUrl());
  const body = asked.getBody();
  const options: RequestOptions = {
    method: asked.getHttpMethod(),
    headers: { ...asked.getHeaders(), "accept-encoding": "gzip" },
    agent,
    signal,
  };
  return await new Promise((resolve, reject) => {
    const sent = (url.protocol === "https:" ? secure : plain)(url, options, (answer) => {
      buffer(answer)
        .then(async (bytes) => {
          const whole =
            answer.headers["content-encoding"] === "gzip" ? await promisify(gunzip)(bytes) : bytes;
          resolve({ code: answer.statusCode ?? 0, headers: answer.headers, text: whole.toString("utf8") });
        })
        .catch(reject);
    });
    sent.on("error", reject);
    sent.end(typeof body === "string" ? body : undefined);
  });
}
