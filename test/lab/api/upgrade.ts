import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { STATUS_CODES, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { ExecTarget } from "./exec-target.ts";

/** A connection that asks to become a stream of an exec. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  start(target: ExecTarget): ChildProcessWithoutNullStreams;
}

/** Answers an upgrade with plain HTTP and closes. */
export function refuseUpgrade(socket: Duplex, code: number, body: string): void {
  const lines = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ""}`,
    "connection: close",
    ...(body === "" ? [] : ["content-type: application/json"]),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
