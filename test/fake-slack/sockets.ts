import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { appId } from "./people.ts";
import { isJson, jsonOf, textOf, type Delivery, type Json } from "./types.ts";
import { randomUUID } from "node:crypto";

interface Connection {
  readonly socket: WebSocket;
  readonly number: number;
}

/** The app's Socket Mode connections: each envelope goes to one of them, in turn. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #waiting = new Map<string, (payload: Json) => void>();
  readonly #tickets = new Set<string>();
  #opened = 0;
  #turn = 0;

  /** A single-use ticket for the address that apps.connections.open gives out. */
  newTicket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  get count(): number {
    return this.#connections.size;
  }

  accept(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? "", "http://fake").searchParams.get("ticket") ?? "";
    if (!this.#tickets.delete(ticket)) {
      stream.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
      return;
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      this.#welcome(socket);
    });
  }

  #welcome(socket: WebSocket): void {
    const connection = { socket, number: this.#opened++ };
    this.#connections.add(connection);
    socket.on("close", () => this.#connections.delete(connection));
    socket.on("message", (data: Buffer) => {
      this.#answered(data.toString());
    });
    socket.send(
      JSON.stringify({
        type: "hello",
        num_connections: this.#connections.size,
        connection_info: { app_id: appId },
        debug_info: { host: "fake", approximate_connection_time: 18_060 },
      }),
    );
  }

  #answered(text: string): void {
    const message: unknown = JSON.parse(text);
    if (!isJson(message)) return;
    const id = textOf(message, "envelope_id");
    this.#waiting.get(id)?.(jsonOf(message, "payload"));
    this.#waiting.delete(id);
  }

  /** Sends one envelope over one socket; resolves with the acknowledgement, or undefined after `withinMs`. */
  async send(
    type: Delivery["type"],
    payload: Json,
    retry: { attempt: number; reason: string } | undefined,
    withinMs: number,
  ): Promise<{ socket: number; ack: Json | undefined }> {
    const connections = [...this.#connections];
    const connection = connections[this.#turn++ % connections.length];
    if (!connection) return { socket: -1, ack: undefined };
    const id = randomUUID();
    const acknowledged = new Promise<Json | undefined>((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        resolve(undefined);
      }, withinMs);
      this.#waiting.set(id, (ack) => {
        clearTimeout(timer);
        resolve(ack);
      });
    });
    connection.socket.send(
      JSON.stringify({
        envelope_id: id,
        type,
        accepts_response_payload: type !== "events_api",
        payload,
        ...(retry ? { retry_attempt: retry.attempt, retry_reason: retry.reason } : {}),
      }),
    );
    return { socket: connection.number, ack: await acknowledged };
  }

  /** Slack refreshes links every few hours: a frame that says so, then the end of the link. */
  disconnect(reason: "refresh_requested" | "warning" | "link_disabled" = "refresh_requested"): void {
    for (const { socket } of this.#connections) {
      socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "fake" } }));
      if (reason !== "warning") socket.close(1000);
    }
  }

  /** Links die without a word. */
  cut(): void {
    for (const { socket } of this.#connections) socket.terminate();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
