/** What a connection can do to us after it was opened. Each of these once ended a process or hung it. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { ByteBudget } from "../../../src/adapters/kubernetes/byte-budget.ts";
import { type FakeApi, startFakeApi } from "./fake-api.ts";
import { at, node, openSession, sh } from "./session-here.ts";

let api: FakeApi;
const surprises: unknown[] = [];
const remember = (error: unknown): void => {
  surprises.push(error);
};
beforeAll(async () => {
  api = await startFakeApi();
  process.on("unhandledRejection", remember);
  process.on("uncaughtException", remember);
});
afterAll(async () => {
  await api.stop();
  process.off("unhandledRejection", remember);
  process.off("uncaughtException", remember);
  expect(surprises).toEqual([]);
});

const slow = at(node, sh("sleep 1; echo done"));

test("a lost connection fails what was asked and everything after it", async () => {
  let cut = (): void => undefined;
  api.exec = {
    meddle: (_client, socket) => {
      cut = () => socket.destroy();
    },
  };
  const session = await openSession(api);
  const running = session.run([slow]);
  setTimeout(cut, 100);
  await expect(running).rejects.toMatchObject({
    name: "CouldNotStand",
    notSeen: { why: "failed", detail: expect.stringContaining("connection was lost") as string },
  });
  await expect(session.run([slow])).rejects.toMatchObject({ name: "CouldNotStand" });
  await expect(session.openWindow({ captures: [], counters: [] })).rejects.toMatchObject({
    name: "CouldNotStand",
  });
  await session.close();
});

test("an orderly close without a status is a lost connection too", async () => {
  let close = (): void => undefined;
  api.exec = {
    meddle: (client) => {
      close = () => {
        client.close(1000);
      };
    },
  };
  const session = await openSession(api);
  const running = session.run([slow]);
  setTimeout(close, 100);
  await expect(running).rejects.toMatchObject({ notSeen: { why: "failed" } });
});

test("a half-open connection is found by its unanswered pings", async () => {
  api.exec = {
    meddle: (_client, socket, child) => {
      setTimeout(() => {
        socket.pause();
        child.stdout.removeAllListeners("data");
      }, 200);
    },
  };
  const session = await openSession(api, { pingMs: 100 });
  const began = performance.now();
  await expect(session.run([at(node, ["sleep", "18"], { timeoutMs: 20_000 })])).rejects.toMatchObject({
    notSeen: { detail: expect.stringContaining("no sign of life") as string },
  });
  expect(performance.now() - began).toBeLessThan(15_000);
  await session.close();
});

test("a connection that answers pings is kept although it says nothing", async () => {
  api.exec = {};
  const session = await openSession(api, { pingMs: 50 });
  expect((await session.run([slow]))[0]?.stdout).toBe("done\n");
  await session.close();
});

/** Stdout without an end, a message of `size` bytes after the other. */
function floodOf(size: number, text: string) {
  const send = (client: WebSocket): void => {
    if (client.readyState === client.OPEN)
      client.send(Buffer.concat([Buffer.of(1), Buffer.alloc(size, text)]), () => setImmediate(send, client));
  };
  return send;
}

test("a line that never ends is cut at once", async () => {
  api.exec = { serve: floodOf(32_768, "a") };
  await expect(openSession(api)).rejects.toMatchObject({
    notSeen: { why: "failed", detail: expect.stringContaining("a line of more than 4096 bytes") as string },
  });
});

test.each([32_768, 1])(
  "a flood that nobody asked for is cut at the limit, in messages of %i",
  async (size) => {
    api.exec = {
      meddle: (client) => {
        setTimeout(floodOf(size, "\n"), 300, client);
      },
    };
    const session = await openSession(api, { maxBytes: 1_000_000 });
    await sleep(1500);
    await expect(session.run([slow])).rejects.toMatchObject({ notSeen: { why: "failed" } });
    expect(session.spent.bytes).toBeLessThan(1_100_000);
    await session.close();
  },
);

test("nodes that say more together than a question may hear are cut", async () => {
  api.exec = {};
  const together = new ByteBudget(300_000);
  const sessions = [await openSession(api, { together }), await openSession(api, { together })];
  const numbers = at(node, ["seq", "1", "30000"], { maxBytes: 1_000_000 });
  const ends = await Promise.allSettled(sessions.map((session) => session.run([numbers])));
  expect(ends.filter(({ status }) => status === "rejected")).toMatchObject([
    {
      reason: {
        notSeen: {
          detail: expect.stringContaining("more than 300000 bytes came back from all nodes") as string,
        },
      },
    },
  ]);
  await Promise.all(sessions.map((session) => session.close()));
});

test("a node that promises more than a command may print is not waited for", async () => {
  const promised = (nonce: string): string =>
    [`${nonce} answer 1`, "r0 0 1 ran", "999999999999 r0.o", "0 r0.e", "999999999999 total", ""].join("\n");
  api.exec = {
    serve: (client, _socket, query) => {
      const nonce = query.getAll("command")[4] ?? "";
      let heard = "";
      const say = (text: string): void => {
        client.send(Buffer.concat([Buffer.of(1), Buffer.from(text)]));
      };
      client.on("message", (data: Buffer) => {
        heard += data.toString("utf8", 1);
        if (heard.includes("#end") && !heard.includes("answer r0")) say(`${nonce} hello 1\n`);
        if (heard.includes("answer r0")) say(promised(nonce));
      });
    },
  };
  const session = await openSession(api);
  await expect(session.run([slow])).rejects.toMatchObject({
    notSeen: { detail: expect.stringContaining("an output of 999999999999 bytes") as string },
  });
  await session.close();
});

test("output that is not the script's language is not trusted", async () => {
  api.exec = {
    serve: (client) => {
      client.send(Buffer.concat([Buffer.of(1), Buffer.from("Welcome to this machine!\n")]));
    },
  };
  await expect(openSession(api)).rejects.toMatchObject({
    notSeen: { why: "failed", detail: expect.stringContaining("Welcome") as string },
  });
});

test("unknown channels, empty frames, text frames and close frames do no harm", async () => {
  const ended = process.stdout.writableEnded;
  api.exec = {
    meddle: (client) => {
      client.send(Buffer.from([9, 1, 2]));
      client.send(Buffer.from([]));
      client.send("text");
      client.send(Buffer.from([255, 1]));
      client.send(Buffer.from([255, 0]));
      client.send(Buffer.from([0, 1]));
    },
  };
  const session = await openSession(api);
  expect((await session.run([at(node, ["echo", "here"])]))[0]?.stdout).toBe("here\n");
  await session.close();
  expect(process.stdout.writableEnded).toBe(ended);
});

test("a status that is no JSON, and frames after the status, do no harm", async () => {
  api.exec = {
    serve: (client) => {
      client.send(Buffer.concat([Buffer.of(3), Buffer.from("not json")]));
      client.send(Buffer.concat([Buffer.of(1), Buffer.from("late")]));
    },
  };
  await expect(openSession(api)).rejects.toMatchObject({ notSeen: { why: "failed" } });
  api.exec = {
    serve: (client) => {
      client.send(Buffer.concat([Buffer.of(3), Buffer.from('{"status":"Success"}')]));
      client.send(Buffer.concat([Buffer.of(1), Buffer.from("late")]));
      client.send(Buffer.concat([Buffer.of(3), Buffer.from('{"status":"Success"}')]));
    },
  };
  await expect(openSession(api)).rejects.toMatchObject({ notSeen: { why: "failed" } });
});

test("a server that only speaks v4 serves a whole session", async () => {
  api.exec = { protocols: ["v4.channel.k8s.io"] };
  const session = await openSession(api);
  for (const word of ["one", "two"])
    expect((await session.run([at(node, ["echo", word])]))[0]?.stdout).toBe(`${word}\n`);
  await session.close();
  const child = api.execs.at(-1)?.child;
  expect(child?.exitCode).toBe(0);
});

test("a diagnosis stopped in the middle ends at once", async () => {
  api.exec = {};
  const stop = new AbortController();
  const session = await openSession(api, {}, stop.signal);
  const running = session.run([at(node, ["sleep", "18"], { timeoutMs: 20_000 })]);
  const began = performance.now();
  setTimeout(() => {
    stop.abort();
  }, 100);
  await expect(running).rejects.toMatchObject({ notSeen: { why: "not-asked" } });
  await session.close();
  expect(performance.now() - began).toBeLessThan(15_000);
});

test("a node that stops answering fails the question after the commands' own limits", async () => {
  api.exec = {
    meddle: (_client, _socket, child) => {
      setTimeout(() => child.stdout.removeAllListeners("data"), 200);
    },
  };
  const session = await openSession(api);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(session.run([at(node, ["true"], { timeoutMs: 10 })])).rejects.toMatchObject({
    notSeen: { detail: expect.stringContaining("no answer within") as string },
  });
  await session.close();
});

test("large answers arrive whole, byte for byte", async () => {
  api.exec = {};
  const session = await openSession(api);
  const numbers = at(node, ["seq", "1", "500000"], { maxBytes: 5_000_000, timeoutMs: 10_000 });
  const [output] = await session.run([numbers]);
  const lines = output?.stdout.split("\n") ?? [];
  expect(lines).toHaveLength(500_001);
  expect(lines.every((line, index) => line === (index < 500_000 ? String(index + 1) : ""))).toBe(true);
  expect(session.spent.bytes).toBeGreaterThan(3_000_000);
  await session.close();
});
