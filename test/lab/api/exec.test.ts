import { PassThrough } from "node:stream";
import { Exec, type V1Status } from "@kubernetes/client-node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { clientConfig, startLocalServer } from "./local-server.ts";
import type { ApiServer } from "./server.ts";

let server: ApiServer;
beforeAll(async () => {
  server = await startLocalServer();
});
afterAll(() => server.stop());
afterEach(() => {
  server.execFaults.clear();
});

interface Ended {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly status: V1Status | undefined;
}

async function start(argv: string[], input?: string): Promise<{ socket: WebSocket; ended: Promise<Ended> }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  stdout.on("data", (chunk: Buffer) => out.push(chunk));
  stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const stdin = input === undefined ? null : PassThrough.from([input]);
  let status: V1Status | undefined;
  const exec = new Exec(clientConfig(server));
  const socket = await exec.exec("shop", "stranger", "tools", argv, stdout, stderr, stdin, false, (last) => {
    status = last;
  });
  if (!(socket instanceof WebSocket)) throw new Error("not a ws socket");
  const ended = new Promise<Ended>((resolve) => {
    socket.on("close", () => {
      resolve({ stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString(), status });
    });
  });
  return { socket, ended };
}

async function run(argv: string[], input?: string): Promise<Ended> {
  return (await start(argv, input)).ended;
}

test("client-node gets stdout, stderr and the exit code, arguments intact", async () => {
  const ended = await run(["sh", "-c", 'printf "%s|" "$@"; echo err >&2; exit 7', "sh", "a b", "", "$HOME;"]);
  expect(ended.stdout.toString()).toBe("a b||$HOME;|");
  expect(ended.stderr).toBe("err\n");
  expect(ended.status?.details?.causes).toEqual([{ reason: "ExitCode", message: "7" }]);
});

test("stdin arrives and ends", async () => {
  const ended = await run(["cat"], "hello\n");
  expect([ended.stdout.toString(), ended.status?.status]).toEqual(["hello\n", "Success"]);
});

test("5 MB arrive whole", async () => {
  const ended = await run(["sh", "-c", "yes | head -c 5000000"]);
  expect(ended.stdout.length).toBe(5_000_000);
});

test("a program that is not there has no exit code", async () => {
  const ended = await run(["no-such-binary"]);
  expect(ended.status).toMatchObject({ reason: "InternalError", code: 500 });
  expect(ended.status?.message).toContain('exec: "no-such-binary": executable file not found in $PATH');
});

test("a refused handshake carries its code", async () => {
  server.execFaults.inject({ refuse: { code: 403, message: "no" }, times: 1 });
  await expect(run(["true"])).rejects.toMatchObject({ message: "Unexpected server response: 403" });
  expect((await run(["true"])).status?.status).toBe("Success");
});

test("a dropped connection ends without a status", async () => {
  server.execFaults.inject({ dropAfterBytes: 100_000 });
  const ended = await run(["sh", "-c", "yes | head -c 5000000"]);
  expect(ended.status).toBeUndefined();
  expect(ended.stdout.length).toBeLessThan(100_000);
});

test("a half-open connection neither sends nor answers pings, and stays", async () => {
  server.execFaults.inject({ halfOpenAfterBytes: 0 });
  const { socket } = await start(["echo", "hello"]);
  let signs = 0;
  socket.on("pong", () => (signs += 1)).on("close", () => (signs += 1));
  socket.ping();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([signs, socket.readyState]).toEqual([0, WebSocket.OPEN]);
  socket.terminate();
});

test("a flood does not end by itself", async () => {
  server.execFaults.inject({ flood: true });
  const { socket, ended } = await start(["true"]);
  let bytes = 0;
  socket.on("message", (frame: Buffer) => {
    bytes += frame.length;
    if (bytes > 1_000_000) socket.terminate();
  });
  expect((await ended).status).toBeUndefined();
});

test("a dead kubelet is told after the upgrade with v5, before it with v4", async () => {
  server.execFaults.inject({ kubelet: "dead", node: "node1" });
  expect((await run(["true"])).status?.message).toContain(
    "dial tcp 172.30.0.11:10250: connect: connection refused",
  );
  const path = "/api/v1/namespaces/shop/pods/stranger/exec?command=true&stdout=true";
  const socket = new WebSocket(server.url.replace("http", "ws") + path, "v4.channel.k8s.io");
  const code = await new Promise((resolve) => {
    socket.on("unexpected-response", (_request, response) => {
      resolve(response.statusCode);
    });
  });
  expect(code).toBe(500);
});

test("a frozen kubelet gives no answer at all", async () => {
  server.execFaults.inject({ kubelet: "frozen" });
  const { socket, ended } = await start(["true"]);
  const silence = new Promise((resolve) => setTimeout(resolve, 300, "silence"));
  expect(await Promise.race([ended, silence])).toBe("silence");
  socket.terminate();
});

test("the delay comes before the handshake", async () => {
  server.execDelayMs = 150;
  const started = Date.now();
  const { ended } = await start(["true"]);
  const open = Date.now() - started;
  server.execDelayMs = 0;
  expect(open).toBeGreaterThanOrEqual(149);
  await ended;
});

test("a client that leaves does not kill the command, only its stdin ends", async () => {
  const directory = (await run(["mktemp", "-d"])).stdout.toString().trim();
  const { socket } = await start(["sh", "-c", `sleep 0.3; echo done > ${directory}/mark`]);
  socket.terminate();
  await expect.poll(async () => (await run(["cat", `${directory}/mark`])).stdout.toString()).toBe("done\n");
  await run(["rm", "-r", directory]);
});

test("when the pod ends its execs end with 137", async () => {
  const { ended } = await start(["sleep", "30"]);
  server.endExecs();
  expect((await ended).status?.details?.causes).toEqual([{ reason: "ExitCode", message: "137" }]);
});
