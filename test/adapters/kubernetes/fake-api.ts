/** An API server of one page: routes a test answers itself, and pods/exec that runs the command on this machine. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { type Connection, connectCluster } from "../../../src/adapters/kubernetes/connection.ts";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** What the answer may be made of; empty where nothing is said of it. */
  readonly accept: string;
}
export interface Answer {
  readonly code: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection is cut instead of answering. */
  readonly cut?: true;
}

/** How pods/exec behaves; by default the command runs here. */
export interface ExecBehaviour {
  readonly refuse?: { readonly code: number; readonly body: string };
  /** The upgrade is never answered. */
  readonly silent?: true;
  readonly protocols?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Words before the command: what prepares the place it runs in. */
  readonly wrap?: readonly string[];
  /** Takes the connection instead of running anything. */
  readonly serve?: (client: WebSocket, socket: Duplex, query: URLSearchParams) => void;
  /** Sees the running command, to break something. */
  readonly meddle?: (client: WebSocket, socket: Duplex, child: ChildProcessWithoutNullStreams) => void;
}

export interface FakeApi {
  readonly url: string;
  readonly connection: Connection;
  /** Path of the file that leads to it. */
  readonly kubeconfig: string;
  readonly asked: Asked[];
  readonly execs: { readonly query: URLSearchParams; readonly child: ChildProcessWithoutNullStreams }[];
  routes: (asked: Asked) => Answer | undefined;
  exec: ExecBehaviour;
  /** TCP connections accepted so far. */
  connections(): number;
  stop(): Promise<void>;
}

/** The lengths and order of frames are those of a real API server. */
export async function startFakeApi(options: { timeoutMs?: number } = {}): Promise<FakeApi> {
  const sockets = new Set<Socket>();
  const http = createServer((request, response) => {
    void readBody(request).then((body) => {
      const url = new URL(request.url ?? "/", "http://fake");
      const { method = "GET" } = request;
      const accept = request.headers.accept ?? "";
      const asked = { method, path: url.pathname, query: url.searchParams, body, accept };
      api.asked.push(asked);
      const answer = api.routes(asked) ?? notFound;
      if (answer.cut) {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.code, { "content-type": "application/json", ...answer.headers });
      response.end(
        typeof answer.body === "string" || Buffer.isBuffer(answer.body)
          ? answer.body
          : JSON.stringify(answer.body),
      );
    });
  });
  let accepted = 0;
  http.on("connection", (socket) => {
    accepted++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  http.on("upgrade", (request, socket, head) => {
    upgrade(api, request, socket, head);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const directory = mkdtempSync(join(tmpdir(), "netdiag-fake-"));
  const kubeconfig = join(directory, "config");
  writeFileSync(kubeconfig, kubeconfigText(url));
  const api: FakeApi = {
    url,
    connection: connectCluster({ kubeconfig, ...options }),
    kubeconfig,
    asked: [],
    execs: [],
    routes: () => undefined,
    exec: {},
    connections: () => accepted,
    stop: async () => {
      for (const { child } of api.execs) child.kill("SIGKILL");
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => http.close(resolve));
      rmSync(directory, { recursive: true });
    },
  };
  return api;
}

const notFound: Answer = {
  code: 404,
  body: { kind: "Status", message: "not found", reason: "NotFound", code: 404 },
};

function kubeconfigText(server: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "fake", cluster: { server } }],
    users: [{ name: "tester", user: { token: "t0k3n" } }],
    contexts: [
      { name: "prod-1", context: { cluster: "fake", user: "tester" } },
      { name: "spare", context: { cluster: "fake", user: "tester" } },
    ],
    "current-context": "prod-1",
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

function upgrade(api: FakeApi, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const behaviour = api.exec;
  if (behaviour.silent) return;
  if (behaviour.refuse) {
    const { code, body } = behaviour.refuse;
    socket.end(`HTTP/1.1 ${code} No\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    return;
  }
  const known = behaviour.protocols ?? ["v5.channel.k8s.io", "v4.channel.k8s.io"];
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => [...offered].find((name) => known.includes(name)) ?? false,
  });
  server.handleUpgrade(request, socket, head, (client) => {
    const { searchParams } = new URL(request.url ?? "/", "http://fake");
    client.send(Buffer.of(1));
    if (behaviour.serve) behaviour.serve(client, socket, searchParams);
    else run(api, client, socket, searchParams, behaviour);
  });
}

function run(
  api: FakeApi,
  client: WebSocket,
  socket: Duplex,
  query: URLSearchParams,
  behaviour: ExecBehaviour,
): void {
  const [program = "", ...argv] = [...(behaviour.wrap ?? []), ...query.getAll("command")];
  const child = spawn(program, argv, { env: { ...process.env, ...behaviour.env } });
  api.execs.push({ query, child });
  const send = (channel: number) => (chunk: Buffer) => {
    client.send(Buffer.concat([Buffer.of(channel), chunk]));
  };
  child.stdout.on("data", send(1));
  child.stderr.on("data", send(2));
  child.stdin.on("error", () => undefined);
  client.on("message", (data: Buffer) => {
    if (data[0] === 0) child.stdin.write(data.subarray(1));
    else if (data[0] === 255) child.stdin.end();
  });
  // A real kubelet does not kill the command when the connection is gone; its stdin ends.
  client.on("close", () => child.stdin.end());
  child.on("close", (code, signal) => {
    send(3)(Buffer.from(JSON.stringify(statusOf(code ?? (signal === "SIGTERM" ? 143 : 137)))));
    client.close(1000);
  });
  behaviour.meddle?.(client, socket, child);
}

function statusOf(code: number): object {
  if (code === 0) return { metadata: {}, status: "Success" };
  const message = `command terminated with non-zero exit code: command terminated with exit code ${code}`;
  const details = { causes: [{ reason: "ExitCode", message: String(code) }] };
  return { metadata: {}, status: "Failure", message, reason: "NonZeroExitCode", details };
}
