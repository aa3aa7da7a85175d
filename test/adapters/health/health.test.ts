import { afterEach, expect, test } from "vitest";
import { serveHealth } from "../../../src/adapters/health/health.ts";

let close: (() => void) | undefined;
afterEach(() => {
  close?.();
});

async function ask(redis: boolean, path: string): Promise<[number, string]> {
  const served = await serveHealth(0, { redis: () => redis, slack: () => true });
  close = served.close;
  const answer = await fetch(`http://127.0.0.1:${served.port}${path}`);
  return [answer.status, await answer.text()];
}

test("healthy while everything it needs holds", async () => {
  expect(await ask(true, "/healthz")).toEqual([200, "ok\n"]);
});

test("not healthy otherwise, saying what is missing", async () => {
  expect(await ask(false, "/healthz")).toEqual([503, "failing: redis\n"]);
});

test("alive all the same: a restart would not bring Redis back", async () => {
  expect(await ask(false, "/livez")).toEqual([200, "ok\n"]);
});

test("there is nothing else to see", async () => {
  expect((await ask(true, "/metrics"))[0]).toBe(404);
});
