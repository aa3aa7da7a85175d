import type { IncomingMessage } from "node:http";
import type { Exec, KubeConfig } from "@kubernetes/client-node";
import WebSocket from "ws";
import { unlessAborted } from "./abortable.ts";
import { readStatus } from "./api-errors.ts";

type WebSocketInterface = Exec["handler"];

/** The API server answered the upgrade with an HTTP status instead. */
export class ExecRefused extends Error {
  override readonly name = "ExecRefused";
  readonly code: number;
  /** The server said nothing at all: how an unknown subprotocol looks, not how RBAC looks. */
  readonly silent: boolean;
  constructor(code: number, body: string) {
    super(readStatus(body).message || `the API server answered ${code}`);
    this.code = code;
    this.silent = body.trim() === "";
  }
}

/** The handshake was not answered in time: a frozen kubelet gives no answer at all. */
export class HandshakeTimeout extends Error {
  override readonly name = "HandshakeTimeout";
}

/** v4 has no way to close stdin but to close everything; v5 came with Kubernetes 1.29. Older ones carry no exit code. */
const protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"];
/** stdout, stderr, status. */
const channels = new Set([1, 2, 3]);
const maxBody = 64 * 1024;
/** A kubelet sends 32 KiB at a time; the library would take 100 MiB. */
const largestMessage = 4 * 1024 * 1024;

/**
 * How client-node's Exec connects, in place of its own WebSocketHandler, which
 * throws inside the message handler on channels it does not know (the process dies), ends `process.stdout` on a close frame,
 * loses the body of a refusal, and never times out.
 */
export class ExecSocket implements WebSocketInterface {
  readonly #kubeConfig: KubeConfig;
  readonly #handshakeMs: number;
  readonly #signal: AbortSignal | undefined;

  constructor(kubeConfig: KubeConfig, handshakeMs: number, signal?: AbortSignal) {
    this.#kubeConfig = kubeConfig;
    this.#handshakeMs = handshakeMs;
    this.#signal = signal;
  }

  /** Resolves at open. Throws ExecRefused, HandshakeTimeout, the abort reason, or what the network said. */
  async connect(
    path: string,
    _onText: unknown,
    onBinary: ((channel: number, bytes: Buffer) => boolean) | null,
  ): Promise<WebSocket> {
    const cluster = this.#kubeConfig.getCurrentCluster();
    if (!cluster) throw new Error("the kubeconfig names no cluster");
    const timer = AbortSignal.timeout(this.#handshakeMs);
    const signal = this.#signal ? AbortSignal.any([timer, this.#signal]) : timer;
    const options: WebSocket.ClientOptions = { perMessageDeflate: false, maxPayload: largestMessage };
    try {
      // May run a credentials plugin, which knows no time limit.
      await unlessAborted(this.#kubeConfig.applyToHTTPSOptions(options), signal);
      const socket = new WebSocket(`${cluster.server.replace(/^http/, "ws")}${path}`, protocols, options);
      receive(socket, onBinary);
      await unlessAborted(opened(socket), signal).catch((error: unknown) => {
        socket.terminate();
        throw error;
      });
      return socket;
    } catch (error) {
      if (timer.aborted && !this.#signal?.aborted)
        throw new HandshakeTimeout(`exec was not answered within ${this.#handshakeMs} ms`);
      throw error;
    }
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on("open", resolve);
    // Stays attached: an error without a listener would end the process.
    socket.on("error", reject);
    socket.on("unexpected-response", (_request, response) => {
      bodyOf(response).then(
        (body) => {
          reject(new ExecRefused(response.statusCode ?? 0, body));
        },
        () => {
          reject(new ExecRefused(response.statusCode ?? 0, ""));
        },
      );
    });
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  let body = "";
  response.setEncoding("utf8");
  for await (const chunk of response) {
    body += String(chunk);
    if (body.length > maxBody) break;
  }
  return body;
}

function receive(socket: WebSocket, onBinary: ((channel: number, bytes: Buffer) => boolean) | null): void {
  socket.on("message", (data, isBinary) => {
    if (!isBinary || !Buffer.isBuffer(data) || data.length === 0) return;
    const channel = data.readUint8(0);
    if (!channels.has(channel)) return;
    try {
      if (onBinary && !onBinary(channel, data.subarray(1))) socket.close();
    } catch {
      // A status that is no JSON: the close event without a status says the same.
      socket.terminate();
    }
  });
}
