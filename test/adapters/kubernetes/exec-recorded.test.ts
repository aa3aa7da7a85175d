/** Frames of a real API server, played back to the real client. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type ExecEnd, openExec } from "../../../src/adapters/kubernetes/exec.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";

const Frame = z.looseObject({
  case: z.string(),
  dir: z.string(),
  channel: z.number().optional(),
  len: z.number().optional(),
  text: z.string().optional(),
  protocol: z.string().optional(),
  status: z.number().optional(),
  body: z.string().optional(),
});
const file = join(import.meta.dirname, "../../fixtures/api/exec-websocket-traces.ndjson");
const frames = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => Frame.parse(JSON.parse(line)));

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());

async function play(name: string): Promise<{ end: ExecEnd; stdout: string }> {
  const own = frames.filter((frame) => frame.case === name);
  const protocol = own.find(({ dir }) => dir === "open")?.protocol;
  api.exec = {
    protocols: protocol ? [protocol] : [],
    serve: (client) => {
      for (const { dir, channel, text = "" } of own)
        if (dir === "recv") client.send(Buffer.concat([Buffer.of(channel ?? 0), Buffer.from(text)]));
      client.close(1000);
    },
  };
  let stdout = "";
  const channel = await openExec(
    api.connection.kubeConfig,
    { namespace: "shop", pod: "stranger", container: "tools" },
    ["sh"],
    { handshakeMs: 2000, pingMs: 1000, maxBytes: 100_000 },
    (bytes) => {
      stdout += bytes.toString();
    },
  );
  return { end: await channel.ended, stdout };
}

test.each([
  ["ok-v5", "out\n", 0],
  ["ok-v4", "out\n", 7],
  ["signal", "", 143],
  ["empty-output-exit1", "", 1],
])("%s: output %j, exit code %i", async (name, stdout, code) => {
  expect(await play(name)).toMatchObject({ stdout, end: { how: "exited", code } });
});

test("both subprotocols are offered, and nothing older", async () => {
  const { end } = await play("both-offered");
  expect(end).toMatchObject({ how: "exited", code: 0 });
  await expect(play("base64-v1")).rejects.toThrow();
});

test("a status that was cut off is no exit code", async () => {
  // The recording keeps 400 characters of it.
  expect((await play("enoent")).end.how).toBe("lost");
});

test.each(["container-missing", "pod-missing"])("%s is refused with the server's words", async (name) => {
  const response = frames.find((frame) => frame.case === name && frame.dir === "http-response");
  api.exec = { refuse: { code: response?.status ?? 0, body: response?.body ?? "" } };
  const opening = openExec(
    api.connection.kubeConfig,
    { namespace: "shop", pod: "stranger", container: "tools" },
    ["true"],
    { handshakeMs: 2000, pingMs: 1000, maxBytes: 100_000 },
    () => undefined,
  );
  await expect(opening).rejects.toMatchObject({
    name: "ExecRefused",
    code: name === "pod-missing" ? 404 : 400,
    message:
      name === "pod-missing" ? 'pods "ghost" not found' : "container nope is not valid for pod stranger",
  });
});
