/** pods/exec of the stub cluster: v5 over WebSocket, answered by NodeScript, and the ways in which it can go wrong. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { refuseUpgrade } from "../../lab/api/upgrade.ts";
import { NodeScript, type Printed, type Prints } from "./node-script.ts";

/** How an exec goes wrong; what is absent goes well. */
export interface ExecTrouble {
  /** The upgrade is answered with this instead. */
  readonly refuse?: { readonly code: number; readonly message: string };
  /** The connection is reset after so many bytes of output; 0 at once. */
  readonly cutAfter?: number;
  /** Nothing comes any more after so many bytes; the connection stays. */
  readonly silentAfter?: number;
  /** What commands print instead. */
  readonly print?: Prints;
  /** So many bytes without a newline instead of the script's words. */
  readonly flood?: number;
}

interface Open {
  readonly client: WebSocket;
  readonly socket: Duplex;
  readonly pod: string;
  readonly silent: boolean;
}

export class StubExec {
  readonly #server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has("v5.channel.k8s.io") ? "v5.channel.k8s.io" : false),
  });
  readonly #open = new Set<Open>();
  /** Asked for every exec. */
  trouble: (pod: string) => ExecTrouble = () => ({});
  tripMs: () => number = () => 100;
  started = 0;

  get open(): number {
    return this.#open.size;
  }

  serve(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", "http://stub");
    const pod = /\/pods\/([^/]+)\/exec$/.exec(url.pathname)?.[1] ?? "";
    const trouble = this.trouble(pod);
    this.started += 1;
    socket.on("error", () => undefined);
    if (trouble.refuse) {
      const { code, message } = trouble.refuse;
      const status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, code };
      refuseUpgrade(socket, code, JSON.stringify(status));
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      this.#run(client, socket, pod, url.searchParams.getAll("command"), trouble);
    });
  }

  /** The pod is gone: its execs end without a status. */
  endOf(pod: string): void {
    for (const open of this.#open) if (open.pod === pod) open.socket.destroy();
  }

  /** Connections that fell silent are found out to be none. */
  resetSilent(): void {
    for (const open of this.#open) if (open.silent) open.socket.destroy();
  }

  close(): void {
    for (const { socket } of this.#open) socket.destroy();
    this.#server.close();
  }

  #run(client: WebSocket, socket: Duplex, pod: string, argv: readonly string[], trouble: ExecTrouble): void {
    const open = { client, socket, pod, silent: trouble.silentAfter !== undefined };
    this.#open.add(open);
    client.on("error", () => undefined);
    client.on("close", () => this.#open.delete(open));
    let sent = 0;
    const { cutAfter = Infinity, silentAfter = Infinity } = trouble;
    const send = (bytes: Buffer): void => {
      const allowed = Math.min(bytes.length, Math.min(cutAfter, silentAfter) - sent);
      sent += bytes.length;
      if (allowed > 0) client.send(Buffer.concat([Buffer.of(1), bytes.subarray(0, allowed)]));
      // A moment, so that what was sent before leaves.
      if (sent >= cutAfter) setTimeout(() => socket.destroy(), 5);
    };
    // `sh -c BOOTSTRAP netdiag NONCE SECONDS`
    const script = new NodeScript({
      nonce: argv[4] ?? "",
      send,
      ended: () => {
        if (sent >= silentAfter) return;
        const status = JSON.stringify({ metadata: {}, status: "Success" });
        client.send(Buffer.concat([Buffer.of(3), Buffer.from(status)]));
        client.close(1000);
      },
      print: trouble.print ?? notInstalled,
      tripMs: () => this.tripMs(),
    });
    if (cutAfter === 0) {
      socket.destroy();
      return;
    }
    if (trouble.flood !== undefined) flood(client, trouble.flood);
    client.on("message", (data: Buffer) => {
      if (data[0] === 0) script.take(data.subarray(1).toString());
    });
  }
}

/** A node without tools: questions end in few rounds and with little judging. */
function notInstalled(argv: readonly string[]): Printed {
  return argv[0] === "cat" ? { stdout: "", code: 0 } : { stdout: "", code: 127 };
}

/** In frames of 32 KiB, as real ones come. */
function flood(client: WebSocket, bytes: number): void {
  const chunk = Buffer.concat([Buffer.of(1), Buffer.alloc(32 * 1024, ":")]);
  let left = bytes;
  const next = (): void => {
    if (left <= 0 || client.readyState !== client.OPEN) return;
    left -= chunk.length;
    client.send(chunk, () => setImmediate(next));
  };
  next();
}
