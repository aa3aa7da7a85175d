/** A short seed of the suite: `npm run test:chaos` plays it whole. */
import { expect, test } from "vitest";
import { canRunRedis } from "../redis.ts";
import { rows } from "./rows/index.ts";
import { playSuite } from "./suite.ts";
import { faultsOf, tableOf } from "./table.ts";

if (!canRunRedis) process.stderr.write("SKIPPED test/chaos/chaos.test.ts: no redis-server here\n");

test.skipIf(!canRunRedis)(
  "whatever breaks, every question that was acknowledged is answered once and nothing stays behind",
  { timeout: 400_000 },
  async () => {
    const short = rows.filter((row) => row.short);
    const results = await playSuite({
      rows: short,
      seed: 20,
      questions: 7 * short.length,
      scale: 0.1,
      lanes: 3,
      print: () => undefined,
    });
    // How long it takes says nothing here: other tests run beside it.
    const faults = results.flatMap((result) => faultsOf({ ...result, backlogSeconds: 0, newSeconds: 0 }));
    expect(faults, tableOf(results)).toEqual([]);
    expect(results.every(({ acknowledged }) => acknowledged > 0)).toBe(true);
  },
);
