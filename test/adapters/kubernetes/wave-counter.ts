/**
 * Stands before an API server and counts what is asked of it. Answers are held until nothing more is asked: what is then
 * answered at once is one wave, and whatever comes later waited for an answer.
 */
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

export interface WaveCounter {
  readonly url: string;
  /** `GET /api/v1/pods?limit=200`, by wave. Upgrades (exec) are passed on and not counted. */
  readonly waves: string[][];
  stop(): Promise<void>;
}

/** @param quietMs how long nothing has to be asked for a wave to be over; a busy machine needs more. */
export async function startWaveCounter(server: string, quietMs: number): Promise<WaveCounter> {
  const { hostname: host, port } = new URL(server);
  const waves: string[][] = [];
  const sockets = new Set<Socket>();
  let held: { readonly asked: IncomingMessage; readonly answer: ServerResponse }[] = [];
  let timer: NodeJS.Timeout | undefined;

  const release = (): void => {
    waves.push(held.map(({ asked }) => `${asked.method ?? ""} ${decodeURIComponent(asked.url ?? "")}`));
    for (const { asked, answer } of held) {
      const { method, url: path, headers } = asked;
      const onward = request({ host, port, method, path, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      onward.on("error", () => answer.destroy());
      asked.pipe(onward);
    }
    held = [];
  };
  const http = createServer((asked, answer) => {
    held.push({ asked, answer });
    clearTimeout(timer);
    timer = setTimeout(release, quietMs);
  });
  const remember = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  http.on("connection", remember);
  http.on("upgrade", (asked: IncomingMessage, socket: Socket, head: Buffer) => {
    const onward = connect(Number(port), host);
    remember(onward);
    const headers = asked.rawHeaders.map((text, index) => `${text}${index % 2 === 0 ? ": " : "\r\n"}`);
    onward.write(`${asked.method ?? ""} ${asked.url ?? ""} HTTP/1.1\r\n${headers.join("")}\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
    onward.on("close", () => socket.destroy());
    socket.on("close", () => onward.destroy());
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    waves,
    async stop() {
      clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      http.close();
      await once(http, "close");
    },
  };
}
