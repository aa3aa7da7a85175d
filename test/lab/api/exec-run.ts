/** Joins a command's streams to a connection, whatever its framing. */
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import { exited, programMissing, type ExecProtocol } from "./exec-status.ts";
import type { ExecTarget } from "./exec-target.ts";
import type { Status } from "./status.ts";

/** The framing side of an exec connection. */
export interface Channels {
  /** Sends output; `sent` is called when there is room for more. */
  write(stream: "stdout" | "stderr", chunk: Buffer, sent: () => void): void;
  /** The status frame and the orderly close after it. */
  finish(status: Status): void;
}

/** No frame of the real server carries more. */
const maxChunk = 32 * 1024;

/** Pumps until the command and its output have ended, then says how. Streams not asked for are read and dropped. */
export function runExec(
  child: ChildProcessWithoutNullStreams,
  target: ExecTarget,
  protocol: ExecProtocol,
  channels: Channels,
): void {
  let finished = false;
  const finish = (status: Status): void => {
    if (finished) return;
    finished = true;
    channels.finish(status);
  };
  child.on("error", (error) => {
    const missing = "code" in error && error.code === "ENOENT";
    finish(missing ? programMissing(target.argv[0] ?? "", protocol) : exited(126, target.argv, protocol));
  });
  child.on("close", (code, signal) => {
    finish(exited(code ?? 128 + (signal ? constants.signals[signal] : 0), target.argv, protocol));
  });
  // A command that does not read its stdin is no error of the exec.
  child.stdin.on("error", () => undefined);
  if (!target.stdin) child.stdin.end();
  pump(child.stdout, target.stdout, (chunk, sent) => {
    channels.write("stdout", chunk, sent);
  });
  pump(child.stderr, target.stderr, (chunk, sent) => {
    channels.write(target.tty ? "stdout" : "stderr", chunk, sent);
  });
}

function pump(from: Readable, wanted: boolean, write: (chunk: Buffer, sent: () => void) => void): void {
  if (!wanted) {
    from.resume();
    return;
  }
  from.on("data", (data: Buffer) => {
    from.pause();
    let left = Math.ceil(data.length / maxChunk);
    for (let offset = 0; offset < data.length; offset += maxChunk)
      write(data.subarray(offset, offset + maxChunk), () => {
        left -= 1;
        if (left === 0) from.resume();
      });
  });
}
