/** One question through bot, queues and worker as they ship: one trace, one id in every line of the log. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startReceiver } from "./adapters/tracing/receiver.ts";
import { clusterOf, printsOf } from "./bench/load/replayed-nodes.ts";
import { buildPrograms, freePort, workFolder } from "./chaos/processes.ts";
import { Yard } from "./chaos/yard.ts";
import { canRunRedis } from "./redis.ts";
import { loadEvidence } from "./scenarios/evidence.ts";

if (!canRunRedis) process.stderr.write("SKIPPED test/watched-whole.test.ts: no redis-server here\n");

test.skipIf(!canRunRedis)(
  "one trace leads from Slack's delivery over the queues to each exec, and the worker's log says the diagnosis",
  { timeout: 180_000 },
  async () => {
    const folder = workFolder();
    const [dist, collector, port] = await Promise.all([buildPrograms(folder), startReceiver(), freePort()]);
    const bundle = loadEvidence("nd410-ingress-denied");
    const yard = await Yard.start({
      seed: 1,
      dist,
      folder,
      workers: 0,
      objects: clusterOf(bundle),
      settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
    });
    try {
      const prints = printsOf(bundle);
      yard.cluster.exec.trouble = (pod) => ({ print: prints(pod) });
      await yard.start("worker", { NETDIAG_HEALTH_PORT: String(port) });
      await yard.askers.ask({ entry: "slash", words: (number) => `ingress-nginx -> productpage:${number}` });
      expect(await yard.settled(60_000)).toBe(true);
      const named = (name: string) => collector.spans.filter((span) => span.name === name);
      await expect.poll(() => named("exec").length, { timeout: 20_000 }).toBeGreaterThan(0);
      await expect.poll(() => named("diagnosis").length, { timeout: 20_000 }).toBe(1);
      await expect
        .poll(() => collector.spans.map(({ name }) => name), { timeout: 20_000 })
        .toContain("Slack: slash command");
      const [delivery] = named("Slack: slash command");
      const [diagnosis] = named("diagnosis");
      expect(delivery?.service).toBe("netdiag-bot");
      expect(diagnosis?.service).toBe("netdiag-worker");
      expect(diagnosis?.traceId).toBe(delivery?.traceId);
      for (const exec of named("exec")) expect(exec.traceId).toBe(delivery?.traceId);

      const id = diagnosis?.attributes["netdiag.diagnosis"];
      const logOf = (program: string): string =>
        readdirSync(folder).find((name) => name.startsWith(program) && name.endsWith(".log")) ?? "";
      const said = (program: string): string[] =>
        readFileSync(join(folder, logOf(program)), "utf8")
          .split("\n")
          .filter((line) => line.includes(`"diagnosis":"${id ?? ""}"`) && line.includes('"msg":'))
          .flatMap((line) => /"msg":"([^"]*)"/.exec(line)?.[1] ?? []);
      expect(said("bot")).toContain("question taken");
      // What is beside the verdict is told after it.
      await expect
        .poll(() => said("worker"), { timeout: 20_000 })
        .toEqual(expect.arrayContaining(["diagnosis begun", "verdict", "told"]));

      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect(metrics).toMatch(
        /^netdiag_verdicts_total\{verdict="\w+",confidence="\w+",program="worker"\} 1$/m,
      );
      expect(metrics.split("\n").filter((line) => line.startsWith("netdiag_node_sessions_total"))).toEqual([
        expect.stringMatching(/outcome="opened"/),
      ]);
    } finally {
      await yard.stop();
      collector.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
