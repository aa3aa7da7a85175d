/**
 * The lab as a process of its own: `tsx test/lab/main.ts --cluster incident --backend nft`. Prints one JSON line when it
 * is up and lives until its stdin closes or it is told to end, so it dies with whoever started it.
 */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { clusters } from "./clusters/index.ts";
import { startLab } from "./lab.ts";

const usage = `usage: main.ts [--cluster ${Object.keys(clusters).join("|")}] [--backend nft|legacy] [--exec-delay-ms N] [--rootless]`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      cluster: { type: "string", default: "incident" },
      backend: { type: "string", default: "nft" },
      "exec-delay-ms": { type: "string", default: "0" },
      rootless: { type: "boolean", default: false },
    },
  });
  const cluster = clusters[values.cluster];
  const { backend } = values;
  const execDelayMs = Number(values["exec-delay-ms"]);
  if (!cluster || (backend !== "nft" && backend !== "legacy") || !Number.isInteger(execDelayMs)) {
    process.stderr.write(`${usage}\n`);
    return 64;
  }
  const lab = await startLab({
    cluster,
    backend,
    execDelayMs,
    ...(values.rootless ? { rootless: true } : {}),
  });
  process.stdout.write(
    `${JSON.stringify({ url: lab.apiUrl, kubeconfig: lab.kubeconfig(), cluster: cluster.name, backend })}\n`,
  );
  process.stdin.resume();
  await Promise.race([once(process.stdin, "close"), once(process, "SIGTERM"), once(process, "SIGINT")]);
  await lab.stop();
  return 0;
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`the lab did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
