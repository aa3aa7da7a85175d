/** One exchange with the API server over HTTP, by Node's own client: nothing is loaded for it that Node does not have. */
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plain,
  type RequestOptions,
} from "node:http";
import { request as secure } from "node:https";
import type { RequestContext } from "@kubernetes/client-node";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

export interface HttpAnswer {
  readonly code: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** An answer has more bytes than are read of one. */
export class AnswerTooLarge extends Error {
  override readonly name = "AnswerTooLarge";
}

/** Bytes of one answer, unpacked. An object has one and a half million at most: the API server stores no larger ones. */
export const mostOfAnswer = 32 * 1024 * 1024;

/** The whole answer. Throws AnswerTooLarge, the signal's reason, and what the connection died of. */
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
    let answered = false;
    const sent = (url.protocol === "https:" ? secure : plain)(url, options, (answer) => {
      answered = true;
      textOf(answer)
        .then((text) => {
          resolve({ code: answer.statusCode ?? 0, headers: answer.headers, text });
        })
        .catch(reject);
    });
    // An answer that breaks off, or is left, says so itself.
    sent.on("error", (error) => {
      if (!answered) reject(error);
    });
    sent.end(typeof body === "string" ? body : undefined);
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const take = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      length += chunk.length;
      if (length > mostOfAnswer) return;
      chunks.push(chunk);
    }
  };
  const tooLarge = new AnswerTooLarge(`an answer of more than ${mostOfAnswer} bytes`);
  try {
    if (answer.headers["content-encoding"] === "gzip") await pipeline(answer, createGunzip(), take);
    else await pipeline(answer, take);
  } catch (error) {
    // What is left unread ends in an error of its own.
    throw length > mostOfAnswer ? tooLarge : error;
  }
  if (length > mostOfAnswer) throw tooLarge;
  return Buffer.concat(chunks, length).toString("utf8");
}
