import { PassThrough, Writable } from "node:stream";
import { Exec, type KubeConfig, type V1Status } from "@kubernetes/client-node";
import { heardByMany } from "./abortable.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { ExecSocket } from "./exec-socket.ts";

type Socket = Awaited<ReturnType<Exec["exec"]>>;

export interface ExecTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface ExecLimits {
  /** Until the upgrade is answered. A healthy cluster needs under 100 ms. */
  readonly handshakeMs: number;
  /** Ping interval; two without any sign of life end the connection. */
  readonly pingMs: number;
  /** Received in all; more ends the connection. There is no backpressure on this protocol. */
  readonly maxBytes: number;
  /** What this connection and others may receive together. */
  readonly together?: ByteBudget;
}

/** How an exec ended: with the command's exit code (null when the runtime gave none), or without a word. */
export type ExecEnd =
  | { readonly how: "exited"; readonly code: number | null; readonly message: string }
  | { readonly how: "lost"; readonly message: string };

export interface ExecChannel {
  write(text: string): void;
  /** Never rejects. */
  readonly ended: Promise<ExecEnd>;
  readonly bytes: number;
  /** Cuts the connection; the command on the node must end by itself. */
  terminate(why: string): void;
}

/**
 * Starts a command in a container with its stdin open. Throws what ExecSocket.connect throws.
 * Aborting `signal` ends the connection at any time.
 */
export async function openExec(
  kubeConfig: KubeConfig,
  target: ExecTarget,
  argv: readonly string[],
  limits: ExecLimits,
  onStdout: (bytes: Buffer) => void,
  signal?: AbortSignal,
): Promise<ExecChannel> {
  const exec = new Exec(kubeConfig, new ExecSocket(kubeConfig, limits.handshakeMs, signal));
  const channel = new Channel(limits, onStdout);
  const { namespace, pod, container } = target;
  const socket = await exec.exec(
    namespace,
    pod,
    container,
    [...argv],
    channel.stdout,
    channel.stderr,
    channel.stdin,
    false,
    (status) => {
      channel.finish(status);
    },
  );
  channel.attach(socket, signal);
  return channel;
}

/** What a message counts at least, bytes: a million messages of one byte are work as well. */
const lightest = 128;
/** What the wrapper, not a command, says on stderr: why it could not start. */
const wrapperWords = 4096;

class Channel implements ExecChannel {
  // Never ended: on v4 client-node answers the end of stdin by closing the socket, output and status lost.
  readonly stdin = new PassThrough();
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly ended: Promise<ExecEnd>;
  bytes = 0;
  #weight = 0;
  #stderrText = "";
  #reason = "the connection was lost";
  #socket: Socket | undefined;
  #end: (end: ExecEnd) => void = () => undefined;
  readonly #limits: ExecLimits;

  constructor(limits: ExecLimits, onStdout: (bytes: Buffer) => void) {
    this.#limits = limits;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.stdout = this.#sink(onStdout);
    this.stderr = this.#sink((bytes) => {
      if (this.#stderrText.length < wrapperWords) this.#stderrText += bytes.toString("utf8", 0, wrapperWords);
    });
  }

  write(text: string): void {
    this.stdin.write(text);
  }

  terminate(why: string): void {
    this.#reason = why;
    // Bytes that already arrived are not worth waiting for.
    this.#end({ how: "lost", message: why });
    this.#socket?.terminate();
  }

  finish(status: V1Status): void {
    const exitCode = status.details?.causes?.find(({ reason }) => reason === "ExitCode")?.message;
    const code = status.status === "Success" ? 0 : exitCode === undefined ? null : Number(exitCode);
    const message = [this.#stderrText.trim(), status.message ?? ""].filter(Boolean).join("; ");
    this.#end({ how: "exited", code, message });
  }

  attach(socket: Socket, signal: AbortSignal | undefined): void {
    this.#socket = socket;
    const onAbort = (): void => {
      this.terminate("the diagnosis was stopped");
    };
    const stopHeartbeat = this.#heartbeat(socket);
    const onClose = (): void => {
      stopHeartbeat();
      signal?.removeEventListener("abort", onAbort);
      this.stdin.destroy();
      this.#end({ how: "lost", message: [this.#stderrText.trim(), this.#reason].filter(Boolean).join("; ") });
    };
    socket.on("close", onClose);
    if (signal) heardByMany(signal).addEventListener("abort", onAbort, { once: true });
    if (signal?.aborted) onAbort();
    // It may have closed before anybody listened.
    if (socket.readyState === socket.CLOSED) onClose();
  }

  /** A half-open link is silent for ever; a living peer answers pings. */
  #heartbeat(socket: Socket): () => void {
    let silent = 0;
    const alive = (): void => {
      silent = 0;
    };
    socket.on("pong", alive);
    socket.on("message", alive);
    const timer = setInterval(() => {
      if (silent >= 2) this.terminate(`no sign of life for ${silent * this.#limits.pingMs} ms`);
      silent++;
      if (socket.readyState === socket.OPEN) socket.ping();
    }, this.#limits.pingMs);
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  }

  #sink(take: (bytes: Buffer) => void): Writable {
    const sink = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        const { maxBytes, together } = this.#limits;
        this.bytes += chunk.length;
        this.#weight += Math.max(chunk.length, lightest);
        if (this.#weight > maxBytes) this.terminate(`more than ${maxBytes} bytes came back`);
        else if (together?.take(Math.max(chunk.length, lightest)) === false)
          this.terminate(`more than ${together.most} bytes came back from all nodes of the question`);
        else take(chunk);
        done();
      },
    });
    // client-node ends its streams at the status: a frame after it is a write after end.
    sink.on("error", () => {
      this.terminate("the stream broke");
    });
    return sink;
  }
}
