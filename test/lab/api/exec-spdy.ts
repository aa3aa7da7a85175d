/** pods/exec over SPDY/3.1, v4.channel.k8s.io: one stream per channel, named by its `streamtype` header. */
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { ExecFault } from "./exec-faults.ts";
import { runExec } from "./exec-run.ts";
import { goJson } from "./exec-status.ts";
import type { ExecTarget } from "./exec-target.ts";
import { refusedByKubelet } from "./exec-websocket.ts";
import { SpdyConnection } from "./spdy.ts";
import type { Upgrade } from "./upgrade.ts";

const nothing = Buffer.alloc(0);

/** Serves one exec. Of the faults only the kubelet's are known here: netdiag itself speaks WebSocket. */
export function execOverSpdy(upgrade: Upgrade, target: ExecTarget, fault: ExecFault): void {
  const { socket, head } = upgrade;
  if (refusedByKubelet(socket, target, fault)) return;
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "connection: Upgrade",
    "upgrade: SPDY/3.1",
    "x-stream-protocol-version: v4.channel.k8s.io",
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);

  const streams = new Map<string, number>();
  const awaited = [
    "error",
    ...(["stdin", "stdout"] as const).filter((name) => target[name]),
    ...(target.stderr && !target.tty ? ["stderr"] : []),
    ...(target.tty ? ["resize"] : []),
  ];
  let child: ChildProcessWithoutNullStreams | undefined;
  /** Input that came before the last stream was open. */
  let early: Buffer[] | undefined = [];
  let inputEnded = false;

  const begin = (): void => {
    const started = upgrade.start(target);
    child = started;
    for (const chunk of early ?? []) started.stdin.write(chunk);
    early = undefined;
    if (inputEnded) started.stdin.end();
    runExec(started, target, "v4", {
      write(stream, chunk, sent) {
        connection.write(streams.get(stream) ?? 0, chunk, false, sent);
      },
      finish(status) {
        connection.write(streams.get("error") ?? 0, Buffer.from(goJson(status)), true);
        for (const name of ["stdout", "stderr"]) {
          const id = streams.get(name);
          if (id !== undefined) connection.write(id, nothing, true);
        }
        socket.end();
      },
    });
  };

  const connection = new SpdyConnection(socket, head, {
    opened(stream) {
      streams.set(stream.headers.get("streamtype") ?? "", stream.id);
      if (!child && awaited.every((name) => streams.has(name))) begin();
    },
    data(id, chunk) {
      if (id !== streams.get("stdin")) return;
      if (child) child.stdin.write(chunk);
      else early?.push(chunk);
    },
    ended(id) {
      if (id !== streams.get("stdin")) return;
      inputEnded = true;
      child?.stdin.end();
    },
  });
  socket.on("close", () => {
    child?.stdin.end();
    child?.stdout.removeAllListeners("data").resume();
    child?.stderr.removeAllListeners("data").resume();
  });
}
