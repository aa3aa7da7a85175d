import type { IncomingMessage, ServerResponse } from "node:http";
import { isJson, type Json } from "./types.ts";

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

export async function jsonBodyOf(request: IncomingMessage): Promise<Json> {
  const parsed: unknown = JSON.parse((await bodyOf(request)).toString() || "{}");
  return isJson(parsed) ? parsed : {};
}

export function answer(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, headers);
  response.end(body);
}
