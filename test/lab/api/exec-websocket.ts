/** pods/exec over WebSocket, v5.channel.k8s.io and v4.channel.k8s.io. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer, type RawData } from "ws";
import type { ExecFault } from "./exec-faults.ts";
import { runExec, type Channels } from "./exec-run.ts";
import { containerNotFound, goJson, kubeletRefuses, type ExecProtocol } from "./exec-status.ts";
import { isRunning, type ExecTarget } from "./exec-target.ts";
import { refuseUpgrade, type Upgrade } from "./upgrade.ts";

const channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 } as const;

const protocols: Readonly<Record<string, ExecProtocol>> = {
  "v5.channel.k8s.io": "v5",
  "v4.channel.k8s.io": "v4",
};

const server = new WebSocketServer({
  noServer: true,
  handleProtocols: (offered) => [...offered].find((name) => name in protocols) ?? false,
});

/** Serves one exec. An upgrade nobody can serve gets a bare 403, as the real server gives it. */
export function execOverWebSocket(upgrade: Upgrade, target: ExecTarget, fault: ExecFault): void {
  const offered = (upgrade.request.headers["sec-websocket-protocol"] ?? "")
    .split(",")
    .map((name) => name.trim());
  const protocol = offered.map((name) => protocols[name]).find((known) => known !== undefined);
  if (!protocol) {
    refuseUpgrade(upgrade.socket, 403, "");
    return;
  }
  if (protocol === "v4" && refusedByKubelet(upgrade.socket, target, fault)) return;
  accept(upgrade.request, upgrade.socket, upgrade.head, (client) => {
    serve(client, upgrade, target, protocol, fault);
  });
}

function accept(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  then: (client: WebSocket) => void,
): void {
  server.handleUpgrade(request, socket, head, then);
}

/** v4 is proxied to the kubelet before the upgrade: its failures are plain HTTP. True when it failed. */
export function refusedByKubelet(socket: Duplex, target: ExecTarget, fault: ExecFault): boolean {
  const status = (message: string): string =>
    goJson({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, code: 500 });
  if (fault.kubelet === "frozen") return true;
  if (fault.kubelet === "dead") {
    const dial = `dial tcp ${target.nodeIP}:10250: connect: connection refused`;
    refuseUpgrade(socket, 500, status(`error dialing backend: ${dial}`));
    return true;
  }
  if (isRunning(target)) return false;
  refuseUpgrade(
    socket,
    500,
    status(`unable to upgrade connection: container not found ("${target.container}")`),
  );
  return true;
}

function serve(
  client: WebSocket,
  upgrade: Upgrade,
  target: ExecTarget,
  protocol: ExecProtocol,
  fault: ExecFault,
): void {
  const channels = framed(client, upgrade.socket, fault);
  // The real server opens every exec with an empty stdout frame.
  channels.write("stdout", Buffer.alloc(0), () => undefined);
  client.on("error", () => undefined);
  if (fault.kubelet === "frozen") return;
  if (fault.kubelet === "dead") {
    channels.finish(kubeletRefuses(target));
    return;
  }
  if (fault.flood) {
    flood(client, channels);
    return;
  }
  if (!isRunning(target)) {
    channels.finish(containerNotFound(target.container));
    return;
  }
  const child = upgrade.start(target);
  runExec(child, target, protocol, channels);
  client.on("message", (data) => {
    const frame = bytesOf(data);
    if (frame[0] === channel.stdin && target.stdin) child.stdin.write(frame.subarray(1));
    else if (frame[0] === channel.close && frame[1] === channel.stdin && protocol === "v5") child.stdin.end();
  });
  // The command goes on without its client; only its stdin ends.
  client.on("close", () => {
    child.stdin.end();
    child.stdout.removeAllListeners("data").resume();
    child.stderr.removeAllListeners("data").resume();
  });
}

function framed(client: WebSocket, socket: Duplex, fault: ExecFault): Channels {
  let bytes = 0;
  let silent = false;
  const goSilent = (): void => {
    silent = true;
    socket.pause();
  };
  return {
    write(stream, chunk, sent) {
      if (silent || client.readyState !== WebSocket.OPEN) return;
      bytes += chunk.length;
      const over = (limit: number | undefined): boolean => limit !== undefined && bytes >= limit;
      if (over(fault.dropAfterBytes)) {
        socket.destroy();
        return;
      }
      client.send(Buffer.concat([Buffer.of(channel[stream]), chunk]), sent);
      if (over(fault.halfOpenAfterBytes)) goSilent();
    },
    finish(status) {
      if (silent || client.readyState !== WebSocket.OPEN) return;
      client.send(Buffer.concat([Buffer.of(channel.status), Buffer.from(goJson(status))]));
      client.close(1000);
    },
  };
}

function flood(client: WebSocket, channels: Channels): void {
  const chunk = Buffer.alloc(32 * 1024, "x");
  const next = (): void => {
    if (client.readyState === WebSocket.OPEN) channels.write("stdout", chunk, () => setImmediate(next));
  };
  next();
}

function bytesOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
