import { request } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { serveCaptures } from "../../../src/adapters/captures/serve.ts";
import { tokenOf } from "../../../src/adapters/redis/sealed.ts";
import { NotAudited } from "../../../src/ports.ts";
import { asked, captured } from "../../captures/asked.ts";
import { jobKey } from "../../job-key.ts";

const token = tokenOf(jobKey, asked.id);
const file = Buffer.from(captured.pcapng);

interface Served {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly audited: Record<string, unknown>[];
  /** What files do instead. */
  breaks: Error | undefined;
  /** What files wait for before they are opened. */
  waits: (() => Promise<void>) | undefined;
  auditBreaks: Error | undefined;
  now: number;
  readonly port: number;
}

async function serve(): Promise<Served> {
  const audited: Served["audited"] = [];
  const made: Omit<Served, "port" | "fetch"> = {
    audited,
    breaks: undefined,
    waits: undefined,
    auditBreaks: undefined,
    now: 0,
  };
  const { port, close } = await serveCaptures({
    port: 0,
    host: "127.0.0.1",
    files: {
      open: async (wanted) => {
        if (made.breaks) throw made.breaks;
        await made.waits?.();
        return wanted === token ? { id: asked.id, file } : undefined;
      },
    },
    audit: {
      write: (event) => {
        if (made.auditBreaks) throw made.auditBreaks;
        audited.push(event);
      },
    },
    onTrouble: () => undefined,
    elapsed: () => made.now,
  });
  onTestFinished(close);
  return Object.assign(made, {
    port,
    fetch: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
  });
}

test("who has the link gets the file, as often as they like, and each time is a line of the audit", async () => {
  const served = await serve();
  for (const times of [1, 2]) {
    const answer = await served.fetch(`/captures/${token}`, {
      headers: { "x-forwarded-for": "203.0.113.7<x>" },
    });
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(file);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/x-pcapng",
      "content-disposition": `attachment; filename="netdiag-${asked.id}.pcapng"`,
      "content-length": String(file.length),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(served.audited).toHaveLength(times);
  }
  expect(served.audited[0]).toEqual({
    event: "capture-fetched",
    capture: asked.id,
    bytes: file.length,
    from: "127.0.0.1",
    forwarded: "203.0.113.7",
  });
  expect(JSON.stringify(served.audited)).not.toContain(token);
});

test("a checker of links that asks for the head takes nothing away, and is told nothing of what is inside", async () => {
  const served = await serve();
  const head = await served.fetch(`/captures/${token}`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(served.audited).toEqual([]);
  expect((await served.fetch(`/captures/${token}`)).status).toBe(200);
});

test("whatever is not there is answered alike, and nothing is listed", async () => {
  const served = await serve();
  const wrong = [
    "/",
    "/captures",
    "/captures/",
    `/captures/${token}/`,
    `/captures/${token}?x=1`,
    `/captures/${token.slice(1)}A`,
    `/captures/${token.toLowerCase()}`,
    "/captures/%2e%2e%2fmetrics",
    "/metrics",
    "/readyz",
    "/constructor",
  ];
  const answers = await Promise.all(
    wrong.map(async (path) => {
      const answer = await served.fetch(path);
      const headers = [...answer.headers].filter(([name]) => name !== "date");
      return JSON.stringify([answer.status, await answer.text(), headers]);
    }),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/404.*Press Capture again in Slack/);
  expect(served.audited).toEqual([]);
});

test("files can be fetched, and nothing else", async () => {
  const served = await serve();
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const answer = await served.fetch(`/captures/${token}`, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  }
  // Not even a path that is none by any rule.
  const status = await new Promise((resolve) => {
    request({ port: served.port, host: "127.0.0.1", path: "http://other/captures/x" }, ({ statusCode }) => {
      resolve(statusCode);
    }).end();
  });
  expect(status).toBe(404);
});

test("who asks all the time waits; a moment later it is their turn again", async () => {
  const served = await serve();
  const answers = await Promise.all(Array.from({ length: 40 }, () => served.fetch("/captures/x")));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  expect((await served.fetch(`/captures/${token}`)).status).toBe(429);
  served.now += 1000;
  expect((await served.fetch(`/captures/${token}`)).status).toBe(200);
});

test("only so many files are unpacked at once; who comes then waits a moment", async () => {
  const served = await serve();
  const opened: (() => void)[] = [];
  served.waits = () => new Promise((resolve) => opened.push(resolve));
  const first = Array.from({ length: 4 }, () => served.fetch(`/captures/${token}`));
  await vi.waitFor(() => {
    expect(opened).toHaveLength(4);
  });
  expect((await served.fetch(`/captures/${token}`)).status).toBe(429);
  for (const open of opened) open();
  const answers = await Promise.all(first);
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  served.waits = undefined;
  await vi.waitFor(async () => {
    expect((await served.fetch(`/captures/${token}`)).status).toBe(200);
  });
});

test("what cannot be audited is not handed out, and a Redis that is away is no 404", async () => {
  const served = await serve();
  served.auditBreaks = new NotAudited("ENOSPC", "/var/log/audit.jsonl");
  const refused = await served.fetch(`/captures/${token}`);
  expect([refused.status, await refused.text()]).toEqual([
    503,
    expect.stringContaining("I do nothing that I cannot write down"),
  ]);
  served.auditBreaks = undefined;
  served.breaks = new Error(`Redis is away, ${token}`);
  const away = await served.fetch(`/captures/${token}`);
  expect([away.status, await away.text()]).toEqual([503, expect.not.stringContaining(token)]);
});
