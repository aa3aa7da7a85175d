import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { canRunRedis } from "./redis.ts";

if (!canRunRedis) process.stderr.write("SKIPPED: no redis-server here\n");

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

test.skipIf(!canRunRedis)("the private Redis is gone when its process is killed, however hard", async () => {
  const module = join(import.meta.dirname, "redis.ts");
  const script = `import { startRedis } from ${JSON.stringify(module)};
    process.stdout.write((await startRedis()).url + "\\n");
    setInterval(() => undefined, 1000);`;
  const argv = ["--import", "tsx", "--input-type=module", "-e", script];
  const parent = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  const lines: AsyncIterator<string> = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
  const url = String((await lines.next()).value);
  expect(await answers(url)).toBe(true);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  await expect.poll(() => answers(url), { timeout: 3000 }).toBe(false);
});
