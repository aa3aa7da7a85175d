import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { HttpMethod, RequestContext } from "@kubernetes/client-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exchange } from "../../../src/adapters/kubernetes/transport.ts";

const text = JSON.stringify({ items: Array.from({ length: 500 }, () => "…") });
const server = createServer((asked, answer) => {
  if (asked.url === "/cut") {
    answer.writeHead(200, { "content-length": "1000" }).write("half");
    setTimeout(() => asked.socket.destroy(), 20);
  } else if (asked.url === "/silent") return;
  else if (asked.headers["accept-encoding"] === "gzip")
    answer.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(text));
  else answer.end(text);
});
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (path: string, signal = new AbortController().signal) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  return exchange(new RequestContext(url, HttpMethod.GET), undefined, signal);
};

test("long lists come compressed and are read as they were", async () => {
  expect(await get("/list")).toMatchObject({ code: 200, text });
});

test("an answer that breaks off is none", async () => {
  await expect(get("/cut")).rejects.toMatchObject({ code: "ECONNRESET" });
});

test("nobody waits for an answer any more when the signal says so", async () => {
  await expect(get("/silent", AbortSignal.timeout(50))).rejects.toMatchObject({ name: "AbortError" });
});
