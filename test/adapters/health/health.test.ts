import { afterEach, expect, test } from "vitest";
import { serveHealth } from "../../../src/adapters/health/health.ts";

let close: (() => void) | undefined;
afterEach(() => {
  close?.();
});

async function ask(redis: boolean, path: string): Promise<[number, string]> {
  const served = await serveHealth(0, { redis: () => redis, slack: () => true }, () =>
    Promise.resolve({ contentType: "text/plain; version=0.0.4", body: "up 1\n" }),
  );
  close = served.close;
  const answer = await fetch(`http://127.0.0.1:${served.port}${path}`);
  return [answer.status, await answer.text()];
}

test.each(["/readyz", "/healthz"])("%s is well while everything it needs holds", async (path) => {
  expect(await ask(true, path)).toEqual([200, "ok\n"]);
});

test.each(["/readyz", "/healthz"])("%s says otherwise what is missing", async (path) => {
  expect(await ask(false, path)).toEqual([503, "failing: redis\n"]);
});

test("what monitoring reads", async () => {
  expect(await ask(false, "/metrics")).toEqual([200, "up 1\n"]);
});

test("alive all the same: a restart would not bring Redis back", async () => {
  expect(await ask(false, "/livez")).toEqual([200, "ok\n"]);
});

test("there is nothing else to see", async () => {
  expect((await ask(true, "/constructor"))[0]).toBe(404);
});
