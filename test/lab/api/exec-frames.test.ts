import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { startLocalServer } from "./local-server.ts";
import type { ApiServer } from "./server.ts";

const Line = z.object({
  case: z.string(),
  dir: z.enum(["request", "upgrade", "open", "recv", "send", "close", "error", "http-response"]),
  path: z.string().optional(),
  proto: z.array(z.string()).optional(),
  protocol: z.string().optional(),
  channel: z.number().optional(),
  len: z.number().optional(),
  text: z.string().optional(),
  hex: z.string().optional(),
  code: z.number().optional(),
  status: z.number().optional(),
  body: z.string().optional(),
});
type Line = z.infer<typeof Line>;

const recording = readFileSync(
  join(import.meta.dirname, "../../fixtures/api/exec-websocket-traces.ndjson"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => Line.parse(JSON.parse(line)));

/** Subprotocols no client of ours speaks: base64 and none at all. */
const notServed = new Set(["base64-v1", "no-proto"]);
const cases = [...new Set(recording.map((line) => line.case))].filter((name) => !notServed.has(name));

let server: ApiServer;
beforeAll(async () => {
  server = await startLocalServer();
});
afterAll(() => server.stop());

test.each(cases)("exec case %s gives the frames of the real server", async (name) => {
  const lines = recording.filter((line) => line.case === name);
  const request = lines.find(({ dir }) => dir === "request");
  const sends = lines.filter(({ dir }) => dir === "send").map(({ hex = "" }) => Buffer.from(hex, "hex"));
  const answer = await talk(
    `${server.url.replace("http", "ws")}${request?.path ?? ""}`,
    request?.proto ?? [],
    sends,
  );
  expect(answer).toEqual(summary(lines));
});

/** What counts: the first frame, all bytes per channel, the status, how it ends. Chunking and order between channels do not. */
interface Summary {
  readonly protocol: string | undefined;
  readonly first: string | undefined;
  readonly bytes: Readonly<Record<number, number>>;
  readonly status: string | undefined;
  readonly end: string;
}

function summary(lines: readonly Line[]): Summary {
  const received = lines.filter(({ dir }) => dir === "recv");
  const http = lines.find(({ dir }) => dir === "http-response");
  return {
    protocol: lines.find(({ dir }) => dir === "open")?.protocol,
    first: received[0] && `${received[0].channel ?? ""}:${received[0].len ?? ""}`,
    bytes: bytesByChannel(received.map(({ channel = -1, len = 0 }) => ({ channel, bytes: len - 1 }))),
    status: withoutIds(received.find(({ channel }) => channel === 3)?.text),
    end: http
      ? `${http.status ?? ""} ${http.body ?? ""}`
      : `${lines.find(({ dir }) => dir === "close")?.code ?? ""}`,
  };
}

function bytesByChannel(frames: readonly { channel: number; bytes: number }[]): Record<number, number> {
  const sums: Record<number, number> = {};
  for (const { channel, bytes } of frames) if (channel !== 3) sums[channel] = (sums[channel] ?? 0) + bytes;
  return sums;
}

/** The recording cut texts at 400 characters; container ids differ. */
function withoutIds(text: string | undefined): string | undefined {
  return text?.replace(/[0-9a-f]{60,64}/g, "ID").slice(0, 330);
}

function talk(url: string, protocols: readonly string[], sends: readonly Buffer[]): Promise<Summary> {
  return new Promise((resolve, reject) => {
    const frames: Buffer[] = [];
    const left = [...sends];
    const socket = new WebSocket(url, [...protocols]);
    socket.on("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => {
        const end = `${response.statusCode ?? ""} ${body}`;
        resolve({ protocol: undefined, first: undefined, bytes: {}, status: undefined, end });
      });
    });
    socket.on("message", (data: Buffer) => {
      frames.push(data);
      const next = left.shift();
      if (next) socket.send(next);
    });
    socket.on("error", reject);
    socket.on("close", (code) => {
      const status = frames.find((frame) => frame[0] === 3);
      resolve({
        protocol: socket.protocol,
        first: frames[0] && `${frames[0][0] ?? ""}:${frames[0].length}`,
        bytes: bytesByChannel(frames.map((frame) => ({ channel: frame[0] ?? -1, bytes: frame.length - 1 }))),
        status: withoutIds(status?.subarray(1).toString()),
        end: `${code}`,
      });
    });
  });
}
